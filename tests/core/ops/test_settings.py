from typing import Any

import pytest
from pydantic import ValidationError

from project.core.ops.settings import AppSettings, Settings, app_settings, get_settings, is_loopback, load_settings

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


class LoanSettings(AppSettings):
    loan_days: int = 14

    def check(self, core: Settings) -> None:
        if core.is_production and self.loan_days > 30:
            raise ValueError("APP_LOAN_DAYS is too long")


def test_an_apps_settings_are_those_that_were_included() -> None:
    settings = Settings()
    settings.include(LoanSettings(loan_days=7))

    assert settings.of(LoanSettings).loan_days == 7


def test_an_apps_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_LOAN_DAYS", "21")

    assert Settings().of(LoanSettings).loan_days == 21


def test_an_app_may_refuse_what_is_unsafe_beside_cores_settings() -> None:
    settings = Settings(environment="production")

    with pytest.raises(ValueError, match="too long"):
        settings.include(LoanSettings(loan_days=60))


def test_no_two_classes_of_settings_have_a_field_of_one_name() -> None:
    names = [name for kind in (Settings, *app_settings()) for name in kind.model_fields]

    assert sorted(names) == sorted(set(names))


def test_all_that_cannot_be_used_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as error:
        load_settings(port=-1, issuers=0, ai_timeout=0)

    assert [fault["loc"] for fault in error.value.errors()] == [("port",), ("ai_timeout",), ("issuers",)]


def test_a_value_of_no_setting_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="There is no setting ai_timeuot"):
        load_settings(ai_timeuot=3)


def test_a_bad_value_of_any_app_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_AI_TIMEOUT", "0")
    get_settings.cache_clear()

    with pytest.raises(ValidationError, match="ai_timeout"):
        get_settings()
