"""Values of the cookie that a reader is known by: looking like a UUID4, and known as ours without a query."""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache
from uuid import UUID

from project.core.db.statements import as_uuid
from project.core.ops.settings import Settings
from project.users.tokens import PROCESS_KEY

#: Of the 122 bits that a UUID4 leaves free, so many are random, and the others follow from them and the key. Who has no
#: key must guess all of them to be taken for a reader.
RANDOM_BITS = 80
TAG_BITS = 122 - RANDOM_BITS
VERSION, VARIANT = 4, 0b10


def key_of(settings: Settings) -> bytes:
    """Without a secret, a new one at each start: values that no reader is stored for are then replaced."""
    return (settings.secret_key.get_secret_value() if settings.secret_key else PROCESS_KEY).encode()


def issue(key: bytes) -> str:
    chance = secrets.randbits(RANDOM_BITS)
    return str(_with_marks(chance << TAG_BITS | _tag(chance, key)))


@lru_cache(maxsize=10_000)  # a browser sends the same one with every request
def is_ours(value: str, key: bytes) -> bool:
    """Whether `issue` made it with this key."""
    found = readable(value)
    if found is None:
        return False
    bits = _without_marks(found)
    chance, tag = bits >> TAG_BITS, bits & ((1 << TAG_BITS) - 1)
    return hmac.compare_digest(_bytes(tag), _bytes(_tag(chance, key)))


def readable(value: str) -> UUID | None:
    """The UUID4 that is written so, in the one spelling that is ours."""
    found = as_uuid(value) if len(value) == 36 else None
    return found if found is not None and str(found) == value and found.version == VERSION else None


def _tag(chance: int, key: bytes) -> int:
    seal = hmac.digest(key, b"reader cookie" + _bytes(chance), "sha256")
    return int.from_bytes(seal, "big") >> (256 - TAG_BITS)


def _bytes(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _with_marks(bits: int) -> UUID:
    """122 bits with the version after the first 48, and the variant before the last 62."""
    high, middle, low = bits >> 74, bits >> 62 & 0xFFF, bits & ((1 << 62) - 1)
    return UUID(int=high << 80 | VERSION << 76 | middle << 64 | VARIANT << 62 | low)


def _without_marks(found: UUID) -> int:
    number = found.int
    return number >> 80 << 74 | (number >> 64 & 0xFFF) << 62 | number & ((1 << 62) - 1)
