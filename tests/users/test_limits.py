import pytest
from pydantic import ValidationError

from project.core.ops.settings import Limit, Settings
from project.service import NAME
from project.users.settings import UserSettings

DEFAULT = Limit(10, 300)


def test_an_unset_limit_keeps_its_default() -> None:
    assert Settings(rate_limits="other=1/2").limit("sign_in_account", DEFAULT) == DEFAULT


def test_a_limit_can_be_set_or_lifted() -> None:
    settings = Settings(rate_limits=" sign_in_account=5/60, sign_in_address=0/60,")

    assert settings.limit("sign_in_account", DEFAULT) == (5, 60)
    assert settings.limit("sign_in_address", DEFAULT).attempts == 0


@pytest.mark.parametrize(
    "text", ["x", "x=", "x=1", "x=1/", "x=/1", "x=1/0", "x=-1/60", "=1/60", "x=1/60/7", "x y=1/60"]
)
def test_invalid_limits_prevent_the_start(text: str) -> None:
    with pytest.raises(ValidationError, match="APP_RATE_LIMITS"):
        Settings(rate_limits=text)


@pytest.mark.parametrize("names", [[NAME], ["https://id.example", "https://id.example"]])
def test_issuer_names_are_unique(names: list[str]) -> None:
    issuers = [{"issuer": name, "audience": "x", "secret": "x" * 32, "organisation": "Guests"} for name in names]

    with pytest.raises(ValidationError, match="APP_ISSUERS"):
        UserSettings(issuers=issuers)


@pytest.mark.parametrize("keys", [{}, {"secret": "x" * 32, "jwks_url": "https://id.example/keys"}, {"secret": "short"}])
def test_an_issuer_has_either_a_secret_or_a_key_address(keys: dict[str, str]) -> None:
    issuer = {"issuer": "https://id.example", "audience": "x", "organisation": "Guests", **keys}

    with pytest.raises(ValidationError):
        UserSettings(issuers=[issuer])
