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
# A pool of its own: each hash takes 64 MiB, and a flood of sign-ins is not to hold up what else runs in threads.
THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="argon2")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


#: Of no password. Checking against it takes as long as against a real one, so that time does not tell who exists.
NOBODY = (
    f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    f"${_b64(os.urandom(HASHER.salt_len))}${_b64(os.urandom(HASHER.hash_len))}"
)


def acceptable(password: str) -> str:
    """The password itself. Raises ValueError where it is too short, too long, or cannot be typed."""
    if not MIN_LENGTH <= len(_same_form(password)) <= MAX_LENGTH:
        raise ValueError(f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters")
    if "\x00" in password or any("\ud800" <= c <= "\udfff" for c in password):
        raise ValueError("A password is made of characters that can be typed")
    return password


async def hash_password(password: str) -> str:
    return await _in_thread(lambda: HASHER.hash(_same_form(password)))


async def verify(password: str, stored: str | None) -> bool:
    """Whether this is the password. Takes as long where none is stored."""
    return await _in_thread(lambda: _matches(stored or NOBODY, password)) and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether it was made with other parameters than are used today."""
    return HASHER.check_needs_rehash(stored)


def _matches(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, _same_form(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _same_form(password: str) -> str:
    """One form for what different keyboards write in different bytes (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(THREADS, work)
