"""Argon2id, off the event loop."""

from __future__ import annotations

import asyncio
import base64
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
MAX_LENGTH = 128
T = TypeVar("T")

HASHER = PasswordHasher()
# A separate pool: each hash takes 64 MiB, and a flood of sign-ins must not block other work in threads.
THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="argon2")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


#: Matches no password. Checking against it takes as long as against a real hash, so timing does not reveal who exists.
DUMMY_HASH = (
    f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    f"${_b64(os.urandom(HASHER.salt_len))}${_b64(os.urandom(HASHER.hash_len))}"
)


def validate(password: str) -> str:
    """Return the password. Raises ValueError if it is too short, too long or holds unusable characters."""
    if not MIN_LENGTH <= len(_normalize(password)) <= MAX_LENGTH:
        raise ValueError(f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters")
    if "\x00" in password or any("\ud800" <= c <= "\udfff" for c in password):
        raise ValueError("A password is made of characters that can be typed")
    return password


async def hash_password(password: str) -> str:
    return await _in_thread(lambda: HASHER.hash(_normalize(password)))


async def verify(password: str, stored: str | None) -> bool:
    """Check a password. Takes equally long if none is stored."""
    return await _in_thread(lambda: _matches(stored or DUMMY_HASH, password)) and stored is not None


def is_outdated(stored: str) -> bool:
    return HASHER.check_needs_rehash(stored)


def _matches(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, _normalize(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _normalize(password: str) -> str:
    """Normalize what keyboards encode differently (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(THREADS, work)
