import contextlib
import getpass
import shutil
import ssl
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.db.dsn import DsnError, parse_dsn

#: Any text that PostgreSQL can take as a name.
words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=20)
hosts = st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True)
ports = st.integers(1, 65535)
schemes = st.sampled_from(["postgres", "postgresql", "postgresql+asyncpg", "asyncpg"])


def encoded(text: str) -> str:
    return quote(text, safe="")


def parts(url: str, *keys: str) -> tuple[object, ...]:
    credentials = parse_dsn(url)
    return tuple(credentials[key] for key in keys)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate with its key in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key", folder / "cert"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*command, "-subj", "/CN=db", "-keyout", key, "-out", cert], check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text(key.read_text() + cert.read_text())
    return both


@given(scheme=schemes, user=words, password=words, host=hosts, port=ports, database=words)
def test_parts_of_a_url_come_back(scheme: str, user: str, password: str, host: str, port: int, database: str) -> None:
    url = f"{scheme}://{encoded(user)}:{encoded(password)}@{host}:{port}/{encoded(database)}"

    expected = (user, password, host, port, database)
    assert parts(url, "user", "password", "host", "port", "database") == expected


@given(user=words, password=words, host=hosts, port=ports, database=words, name=words)
def test_parts_in_the_query_come_back(user: str, password: str, host: str, port: int, database: str, name: str) -> None:
    query = {"user": user, "password": password, "host": host, "port": str(port), "dbname": database}
    url = "postgresql://?" + "&".join(f"{key}={encoded(value)}" for key, value in query.items())

    credentials = parse_dsn(f"{url}&application_name={encoded(name)}")

    assert (credentials["user"], credentials["password"], credentials["host"]) == (user, password, host)
    assert (credentials["port"], credentials["database"]) == (port, database)
    assert credentials["server_settings"] == {"application_name": name}


@given(
    password=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/?#"), min_size=6, max_size=20),
    tail=st.text(max_size=20),
)
def test_an_error_is_one_line_without_the_password(password: str, tail: str) -> None:
    url = f"postgresql://user:{password}@host:none/{tail}"

    with pytest.raises(DsnError) as caught:
        parse_dsn(url)

    assert password not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(DsnError):
        assert parse_dsn(f"postgresql://{text}")["port"] in range(1, 65536)


def test_what_is_left_out_has_the_defaults_of_libpq() -> None:
    user = getpass.getuser()

    assert parse_dsn("postgresql://") == {
        "user": user,
        "password": None,
        "host": None,
        "port": 5432,
        "database": user,
        "server_settings": {},
    }


def test_a_missing_database_is_named_like_the_user() -> None:
    assert parts("postgres://ann@db", "user", "database") == ("ann", "ann")


def test_an_account_without_a_name_becomes_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)

    assert parts("postgresql://db", "user", "database") == ("postgres", "postgres")


def test_an_ipv6_host_loses_its_brackets() -> None:
    assert parts("postgresql://ann@[2001:db8::1]:5433/db", "host", "port") == ("2001:db8::1", 5433)


def test_a_socket_folder_in_the_query_is_the_host() -> None:
    url = "postgresql://postgres:@/db?host=/var/run/postgresql&port=5433"

    assert parts(url, "host", "port", "password") == ("/var/run/postgresql", 5433, None)


def test_a_percent_encoded_socket_folder_is_the_host() -> None:
    assert parts("postgresql://%2Fvar%2Frun/db", "host", "port") == ("/var/run", 5432)


def test_the_query_wins_over_the_part_before_it() -> None:
    assert parts("postgresql://ann@one/first?host=two&dbname=second", "host", "database") == ("two", "second")


def test_a_plus_in_a_password_stays_a_plus() -> None:
    assert parts("postgresql://ann:a+b@db", "password") == ("a+b",)


def test_a_password_may_hold_a_raw_at_sign() -> None:
    assert parts("postgresql://ann:p@ss@db", "password", "host") == ("p@ss", "db")


def test_several_hosts_are_refused() -> None:
    with pytest.raises(DsnError, match="several hosts"):
        parse_dsn("postgresql://one,two/db")


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(DsnError, match="'sslmod' that is not known"):
        parse_dsn("postgresql://db/x?sslmod=require")


def test_a_key_that_may_be_a_piece_of_the_password_is_not_named() -> None:
    with pytest.raises(DsnError) as caught:
        parse_dsn("postgresql://ann:pa@x?secret=word@db/x")

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgresql://ann:12/34@db/x", "postgresql://ann:12?user=34@db/x"])
def test_a_raw_sign_in_a_password_does_not_move_the_password_elsewhere(url: str) -> None:
    with pytest.raises(DsnError, match="percent-encoded"):
        parse_dsn(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "db.example.com/name",
        "mysql://db/x",
        "sqlite:///x.db",
        "postgresql://db:0/x",
        "postgresql://db:65536/x",
        "postgresql://db:٣/x",
        "postgresql://[::1/x",
        "postgresql://db/x#y",
        "postgresql://a%zz@db/x",
        "postgresql://a%00@db/x",
        "postgresql://a%ff@db/x",
        "postgresql://db/x?sslmode=REQUIRE",
        "postgresql://db/x?connect_timeout=soon",
        "postgresql://db/x?target_session_attrs=master",
        "postgresql://db/x?ssl=false",
        "postgresql://db/x?host",
        "postgresql://db/x?sslkey=/k",
        "postgresql://db/x?sslrootcert=/r",
        "postgresql://db/x?sslmode=prefer&sslcert=/c",
        "postgresql://db/x?sslmode=require&sslrootcert=system",
        "postgresql://db/x?sslmode=verify-full&sslrootcert=/no/such/file",
        "postgresql://db/x?options=-c%20jit",
        "postgresql://db/x?options=-c",
        "postgresql://db/x?options=-W%20a%3Db",
        "postgresql://db/x?options=jit%3Doff",
    ],
)
def test_a_bad_url_is_refused(url: str) -> None:
    with pytest.raises(DsnError):
        parse_dsn(url)


def test_options_become_server_settings() -> None:
    options = encoded(r"-c jit=off -cwork_mem=8MB --statement-timeout=5000 -c search_path=a,\ b")

    assert parse_dsn(f"postgresql://db/x?options={options}")["server_settings"] == {
        "jit": "off",
        "work_mem": "8MB",
        "statement_timeout": "5000",
        "search_path": "a, b",
    }


@pytest.mark.parametrize(("text", "seconds"), [("7", 7.0), ("0", None), ("-1", None)])
def test_connect_timeout_is_in_seconds_and_none_below_one(text: str, seconds: float | None) -> None:
    assert parse_dsn(f"postgresql://db/x?connect_timeout={text}")["timeout"] == seconds


def test_target_session_attrs_is_passed_on() -> None:
    assert parse_dsn("postgresql://db/x?target_session_attrs=read-write")["target_session_attrs"] == "read-write"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require"])
def test_a_mode_without_files_is_passed_on_by_name(mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert parse_dsn(f"postgresql://db/x?sslmode={mode}")["ssl"] == mode


def test_verify_full_checks_certificate_and_name(certificate: Path) -> None:
    context = parse_dsn(f"postgresql://db/x?sslmode=verify-full&sslrootcert={certificate}")["ssl"]

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize("mode", ["verify-ca", "require"])
def test_a_lesser_mode_with_a_root_checks_the_certificate_only(mode: str, certificate: Path) -> None:
    context = parse_dsn(f"postgresql://db/x?sslmode={mode}&sslrootcert={certificate}")["ssl"]

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, False)


def test_verification_without_a_root_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(DsnError, match="need sslrootcert"):
        parse_dsn("postgresql://db/x?sslmode=verify-ca")


def test_verification_finds_the_root_of_the_home_folder(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".postgresql").mkdir()
    (tmp_path / ".postgresql" / "root.crt").write_text(certificate.read_text())

    assert parse_dsn("postgresql://db/x?sslmode=verify-ca")["ssl"].verify_mode == ssl.CERT_REQUIRED


def test_the_root_of_the_system_means_verify_full() -> None:
    context = parse_dsn("postgresql://db/x?sslrootcert=system")["ssl"]

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_certificate_of_the_client_is_loaded(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    context = parse_dsn(f"postgresql://db/x?sslmode=require&sslcert={certificate}")["ssl"]

    assert (type(context), context.verify_mode) == (ssl.SSLContext, ssl.CERT_NONE)
