"""Credentials for asyncpg from a DATABASE_URL.

asyncpg's own reading makes an unknown key a setting of the server, ends a password at its first @, lets the query lose
against the part before it, and shows pieces of the URL in its errors; so only its TLS is used.
"""

from __future__ import annotations

import getpass
import re
import ssl
from typing import Any
from urllib.parse import unquote

import asyncpg

from project.core.compat.asyncpg import tls_context

SCHEMES = frozenset({"postgres", "postgresql", "postgresql+asyncpg", "asyncpg"})
#: libpq's modes, weakest first.
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SESSION_ATTRS = ("any", "read-write", "read-only", "primary", "standby", "prefer-standby")
KEYS = (
    "host",
    "port",
    "user",
    "password",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "application_name",
    "connect_timeout",
    "options",
    "target_session_attrs",
)

URL = re.compile(
    r"""(?P<scheme>[a-z+]+)://
    (?:(?P<user>[^/?\#:]*)(?::(?P<password>[^/?\#]*))?@)?
    (?P<host>\[[^\[\]@/?\#]+\]|[^\[\]@:/?\#]*)
    (?::(?P<port>[^@/?\#]*))?
    (?:/(?P<dbname>[^?\#]*))?
    (?:\?(?P<query>[^\#]*))?""",
    re.VERBOSE | re.DOTALL,
)
SETTING = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
ENCODE_HINT = "special signs in the user name, password and database name must be percent-encoded (@ is %40)"


class DsnError(ValueError):
    """An unusable DATABASE_URL. The message is one line and reveals nothing of the URL."""


def parse_dsn(url: str) -> dict[str, Any]:
    """Return the URL as credentials for Tortoise's asyncpg client. Raises DsnError.

    The URL means what it means to libpq: a key of the query wins over the same part before it, and what is left out has
    libpq's default. `host` is None when none is named (asyncpg then looks for a local socket, then localhost), a folder
    when it begins with a slash. `password` is None when none is given (asyncpg then reads PGPASSWORD and ~/.pgpass).
    """
    values = _values(url)
    user = values.get("user") or _system_user()
    credentials: dict[str, Any] = {
        "user": user,
        "password": values.get("password"),
        "host": _host(values.get("host")),
        "port": _port(values.get("port", "5432")),
        "database": values.get("dbname", user),
        "server_settings": _settings(values),
    }
    credentials.update(_tls(values))
    if "connect_timeout" in values:
        credentials["timeout"] = _timeout(values["connect_timeout"])
    if "target_session_attrs" in values:
        credentials["target_session_attrs"] = _one_of(values, "target_session_attrs", SESSION_ATTRS)
    return credentials


def _values(url: str) -> dict[str, str]:
    """Every part that is given and not empty, decoded, under its libpq name."""
    match = URL.fullmatch(url.strip())
    if match is None:
        raise DsnError(f"the database URL is not of the form postgresql://user:password@host:port/name; {ENCODE_HINT}")
    parts = match.groupdict()
    if parts.pop("scheme") not in SCHEMES:
        raise DsnError(
            "the database URL must begin with postgresql://, postgres://, postgresql+asyncpg:// or asyncpg://"
        )
    query = parts.pop("query") or ""
    if parts["user"] is None and "@" in f"{parts['dbname']}{query}":
        raise DsnError(f"the database URL has an @ in the wrong place; {ENCODE_HINT}")
    values = {key: _decode(text) for key, text in parts.items() if text}
    values.update(_query(query))
    return {key: value for key, value in values.items() if value}


def _query(query: str) -> dict[str, str]:
    values = {}
    for pair in filter(None, query.split("&")):
        key, equals, value = pair.partition("=")
        if not equals or key not in KEYS:
            # An @ hints at a password that holds a raw question mark: then the key may be a piece of it.
            name = repr(key) if re.fullmatch(r"[a-z_]{1,40}", key) and "@" not in query else "a key"
            raise DsnError(f"the database URL has {name} that is not known; known are {', '.join(KEYS)}")
        values[key] = _decode(value)
    return values


def _decode(text: str) -> str:
    """Percent signs only; a plus stays a plus, as in libpq."""
    if re.search(r"%(?![0-9A-Fa-f]{2})|%00|\x00", text):
        raise DsnError("the database URL has a percent sign without two digits behind it (a plain % is %25), or a %00")
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise DsnError("the database URL has percent-encoded bytes that are not UTF-8") from None


def _system_user() -> str:
    """The account that runs the program; containers may run under a number that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "postgres"


def _host(host: str | None) -> str | None:
    if host is None or host.startswith("/"):
        return host
    if "," in host:
        raise DsnError("the database URL names several hosts; give one")
    return host.removeprefix("[").removesuffix("]")


def _port(port: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise DsnError(f"the port of the database URL is not a number from 1 to 65535; {ENCODE_HINT}")
    return int(port)


def _timeout(seconds: str) -> float | None:
    """libpq's rule: whole seconds, and none or fewer means no limit."""
    if not re.fullmatch(r"-?[0-9]{1,9}", seconds):
        raise DsnError("connect_timeout in the database URL is not a whole number of seconds")
    return float(seconds) if int(seconds) > 0 else None


def _one_of(values: dict[str, str], key: str, choices: tuple[str, ...]) -> str:
    if values[key] not in choices:
        raise DsnError(f"{key} in the database URL must be one of {', '.join(choices)}")
    return values[key]


def _settings(values: dict[str, str]) -> dict[str, str]:
    """Server parameters from `options` (`-c name=value` or `--name=value`) and `application_name`."""
    settings = {}
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r"(?:\\.|[^\s\\])+", values.get("options", ""))]
    while words:
        word = words.pop(0)
        pair = words.pop(0) if word == "-c" and words else word.removeprefix("-c").removeprefix("--")
        name, equals, value = pair.partition("=")
        name = name.replace("-", "_") if word.startswith("--") else name
        if not (equals and word.startswith(("-c", "--")) and SETTING.fullmatch(name)):
            raise DsnError("options in the database URL may hold only -c name=value and --name=value")
        settings[name] = value
    if "application_name" in values:
        settings["application_name"] = values["application_name"]
    return settings


def _tls(values: dict[str, str]) -> dict[str, Any]:
    """asyncpg's `ssl`: a mode by name as long as no files are named, which it takes only inside a context."""
    root, cert, key = (values.get(name) for name in ("sslrootcert", "sslcert", "sslkey"))
    if root == "system" and "sslmode" not in values:
        values = {**values, "sslmode": "verify-full"}
    mode = _one_of(values, "sslmode", SSL_MODES) if "sslmode" in values else None
    if key and not cert:
        raise DsnError("sslkey in the database URL needs sslcert")
    if root == "system" and mode != "verify-full":
        raise DsnError("sslrootcert=system in the database URL needs sslmode=verify-full")
    if mode == "disable" or not (root or cert or mode in ("verify-ca", "verify-full")):
        return {"ssl": mode} if mode else {}
    if mode is None or SSL_MODES.index(mode) < SSL_MODES.index("require"):
        raise DsnError("sslrootcert and sslcert in the database URL need sslmode=require, verify-ca or verify-full")
    try:
        return {"ssl": _context(mode, root, cert, key)}
    except asyncpg.ClientConfigurationError:
        raise DsnError(
            "sslmode=verify-ca and verify-full in the database URL need sslrootcert (a file, or system)"
        ) from None
    except OSError:
        raise DsnError("a file named by sslrootcert, sslcert or sslkey in the database URL cannot be read") from None


def _context(mode: str, root: str | None, cert: str | None, key: str | None) -> ssl.SSLContext:
    if root != "system":
        return tls_context(sslmode=mode, sslrootcert=root, sslcert=cert, sslkey=key)
    context = ssl.create_default_context()
    if cert:
        # Without a password OpenSSL would ask for one at the terminal.
        context.load_cert_chain(cert, keyfile=key, password="")
    return context
