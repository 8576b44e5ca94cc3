"""E-mail addresses in the one form that is stored and compared."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 254
#: Not all that RFC 5322 allows, but all that people have: no quotes, no comments, a domain with a dot.
PATTERN = re.compile(
    r"[^\s@\x00-\x1f\x7f\ud800-\udfff\"(),:;<>\[\\\]]{1,64}@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+"
)


def normal_email(text: str) -> str:
    """In lower case and NFC. Raises ValueError where it cannot be an address."""
    if len(text) <= MAX_LENGTH:
        email = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).lower())
        if len(email) <= MAX_LENGTH and PATTERN.fullmatch(email):
            return email
    raise ValueError("This is not an e-mail address")


def email_or_none(text: object) -> str | None:
    try:
        return normal_email(text) if isinstance(text, str) else None
    except ValueError:
        return None
