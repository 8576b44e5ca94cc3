"""Reader cookies: valid UUID4s with a MAC, so that ours are recognised without a query."""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache
from uuid import UUID

from project.core.db.statements import as_uuid
from project.core.ops.settings import Settings
from project.users.tokens import PROCESS_KEY

#: Of the 122 free bits of a UUID4, 80 are random and the rest is a truncated HMAC of them.
RANDOM_BITS = 80
TAG_BITS = 122 - RANDOM_BITS
VERSION, VARIANT = 4, 0b10


def key_of(settings: Settings) -> bytes:
    return (settings.secret_key.get_secret_value() if settings.secret_key else PROCESS_KEY).encode()


def issue(key: bytes) -> str:
    nonce = secrets.randbits(RANDOM_BITS)
    return str(_to_uuid4(nonce << TAG_BITS | _tag(nonce, key)))


@lru_cache(maxsize=10_000)  # a browser sends the same value with every request
def is_ours(value: str, key: bytes) -> bool:
    """Return whether `issue` made the value with this key."""
    parsed = parse(value)
    if parsed is None:
        return False
    bits = _from_uuid4(parsed)
    nonce, tag = bits >> TAG_BITS, bits & ((1 << TAG_BITS) - 1)
    return hmac.compare_digest(_bytes(tag), _bytes(_tag(nonce, key)))


def parse(value: str) -> UUID | None:
    parsed = as_uuid(value) if len(value) == 36 else None
    return parsed if parsed is not None and str(parsed) == value and parsed.version == VERSION else None


def _tag(nonce: int, key: bytes) -> int:
    mac = hmac.digest(key, b"reader cookie" + _bytes(nonce), "sha256")
    return int.from_bytes(mac, "big") >> (256 - TAG_BITS)


def _bytes(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _to_uuid4(bits: int) -> UUID:
    """Insert the version after the first 48 bits and the variant before the last 62."""
    high, middle, low = bits >> 74, bits >> 62 & 0xFFF, bits & ((1 << 62) - 1)
    return UUID(int=high << 80 | VERSION << 76 | middle << 64 | VARIANT << 62 | low)


def _from_uuid4(value: UUID) -> int:
    number = value.int
    return number >> 80 << 74 | (number >> 64 & 0xFFF) << 62 | number & ((1 << 62) - 1)
