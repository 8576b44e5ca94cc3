from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from project.core.ops.settings import Settings
from project.scripture.readers import cookies
from project.scripture.readers.cookies import is_ours, issue, parse

keys = st.binary(min_size=1, max_size=64)


@given(keys)
def test_a_cookie_is_a_uuid_of_version_4(key: bytes) -> None:
    value = issue(key)

    found = UUID(value)
    assert (len(value), str(found), found.version) == (36, value, 4)


@given(keys)
def test_a_cookie_is_recognised_with_its_key(key: bytes) -> None:
    assert is_ours(issue(key), key)


@given(keys, keys)
def test_a_cookie_is_not_recognised_with_another_key(key: bytes, other: bytes) -> None:
    assert is_ours(issue(key), other) is (key == other)


@given(st.integers(0, 127))
def test_a_cookie_with_one_changed_bit_is_not_recognised(bit: int) -> None:
    value = UUID(issue(b"key"))

    assert not is_ours(str(UUID(int=value.int ^ (1 << bit))), b"key")


@given(st.uuids(version=4))
def test_a_random_uuid_is_not_recognised(value: UUID) -> None:
    assert not is_ours(str(value), b"key")


@given(st.text(max_size=40) | st.just("x" * 300))
def test_an_invalid_cookie_is_not_recognised(text: str) -> None:
    assert not is_ours(text, b"key")


def test_cookies_are_unique() -> None:
    assert len({issue(b"key") for _ in range(1000)}) == 1000


@pytest.mark.parametrize("before", ["", "{", "urn:uuid:"])
@pytest.mark.parametrize("value", ["5F0C6A44-9C1E-4B7A-8A57-0D5F3F1F2C11", "5f0c6a449c1e4b7a8a570d5f3f1f2c11"])
def test_another_spelling_of_a_cookie_is_invalid(before: str, value: str) -> None:
    assert parse(before + value) is None


def test_a_uuid_of_another_version_is_invalid() -> None:
    assert parse("0192f0c1-7f00-7000-8000-000000000001") is None


def test_cookies_outlive_the_process_if_there_is_a_secret() -> None:
    settings = Settings(secret_key=SecretStr("x" * 32))

    assert is_ours(issue(cookies.key_of(settings)), b"x" * 32)
