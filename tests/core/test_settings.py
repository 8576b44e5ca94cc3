from typing import Any

import pytest
from pydantic import ValidationError

from project.core.settings import Settings, is_loopback

SECRET = "x" * 32
UNSAFE: dict[str, tuple[dict[str, Any], str]] = {
    "open to the network": ({"auth": "open", "host": "0.0.0.0"}, "APP_AUTH=open is for loopback addresses only"),
    "every origin": ({"cors_origins": "*"}, "'*' would let in any page"),
    "production without a key": (
        {"environment": "production", "auth": "required", "secret_key": None},
        "APP_SECRET_KEY",
    ),
    "workers without a key": ({"workers": 2, "secret_key": None}, "APP_SECRET_KEY"),
    "a short key": ({"secret_key": "short"}, "at least 32"),
    "a pool upside down": ({"db_pool_min": 5, "db_pool_max": 2}, "APP_DB_POOL_MIN"),
    "an address that is none": ({"database_url": "mysql://x"}, "database_url"),
    "limits that are none": ({"rate_limits": "sign_in=often"}, "APP_RATE_LIMITS"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_setting_stops_the_start_with_a_reason(name: str) -> None:
    values, reason = UNSAFE[name]

    with pytest.raises(ValidationError) as error:
        Settings(**values)

    assert reason.lower() in str(error.value).lower()


def test_a_refused_address_shows_no_password() -> None:
    with pytest.raises(ValidationError) as error:
        Settings(database_url="postgresql://user:hunter2@host/name?sslmode=sometimes")  # type: ignore[arg-type]

    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("auth", "host", "required"),
    [
        ("auto", "127.0.0.1", False),
        ("auto", "localhost", False),
        ("auto", "::1", False),
        ("auto", "0.0.0.0", True),
        ("auto", "192.168.1.4", True),
        ("required", "127.0.0.1", True),
        ("open", "127.0.0.1", False),
    ],
)
def test_a_service_on_the_network_asks_for_credentials(auth: Any, host: str, required: bool) -> None:
    assert Settings(auth=auth, host=host, secret_key=SECRET).auth_required is required  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("localhost.evil.example", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_loopback_is_this_machine_only(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
