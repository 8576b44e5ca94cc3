import argon2
import pytest

from project.users import passwords
from project.users.emails import email_or_none, normalize_email


async def test_a_password_matches_its_hash_only() -> None:
    stored = await passwords.hash_password("correct horse battery")

    assert stored.startswith("$argon2id$")
    assert await passwords.verify("correct horse battery", stored)
    assert not await passwords.verify("wrong horse battery", stored)


async def test_without_a_stored_hash_no_password_is_right() -> None:
    assert not await passwords.verify("", None)


@pytest.mark.parametrize("stored", ["", "nonsense", "$argon2id$v=19$m=65536,t=3,p=4$x$y"])
async def test_an_invalid_hash_matches_nothing(stored: str) -> None:
    assert not await passwords.verify("correct horse battery", stored)


def test_the_dummy_hash_costs_as_much_as_a_real_one() -> None:
    assert argon2.extract_parameters(passwords.DUMMY_HASH) == argon2.extract_parameters(passwords.HASHER.hash("x"))
    assert not passwords.is_outdated(passwords.DUMMY_HASH)


@pytest.mark.parametrize("password", ["x" * 12, "x" * 128, "é" * 12, "            "])
def test_passwords_of_12_to_128_characters_are_valid(password: str) -> None:
    assert passwords.validate(password) == password


@pytest.mark.parametrize("password", ["", "x" * 11, "x" * 129, "x" * 12 + "\x00", "x" * 12 + "\ud800", "e\u0301" * 6])
def test_other_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValueError, match="A password"):
        passwords.validate(password)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Alice@Clinic.Example", "alice@clinic.example"),
        (" a.b+c@d-e.example ", "a.b+c@d-e.example"),
        ("o'hara@clinic.example", "o'hara@clinic.example"),
        ("u\u0308ber@mu\u0308nchen.example", "über@münchen.example"),
    ],
)
def test_addresses_are_normalized(written: str, stored: str) -> None:
    assert normalize_email(written) == stored


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "@b.c", "a@", "a b@c.d", "a@b..c", "a@-b.c", "a@b-.c", "a@b.c\n.d", "a@@b.c", "a@b_.c", "<a@b.c>",
     "a\x00@b.c", "\ud800@b.c", "a@b.c,d@e.f", "x" * 65 + "@b.c", "a@" + "b." * 130 + "c", "a@" + "b" * 251 + ".c"],
)  # fmt: skip
def test_an_invalid_address_is_refused(text: str) -> None:
    assert email_or_none(text) is None
