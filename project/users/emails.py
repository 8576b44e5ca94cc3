"""E-mail addresses in the normal form used for storage and comparison."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 254
#: Stricter than RFC 5322: no quotes, no comments, a domain with a dot.
PATTERN = re.compile(
    r"[^\s@\x00-\x1f\x7f\ud800-\udfff\"(),:;<>\[\\\]]{1,64}@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+"
)


def normalize_email(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        email = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).lower())
        if len(email) <= MAX_LENGTH and PATTERN.fullmatch(email):
            return email
    raise ValueError("This is not an e-mail address")


def email_or_none(text: object) -> str | None:
    try:
        return normalize_email(text) if isinstance(text, str) else None
    except ValueError:
        return None
