"""LIKE patterns as PostgreSQL regular expressions: querysets have no lookup for LIKE with wildcards."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(.)|(.)|\\", re.DOTALL)


def regex_of(pattern: str) -> str:
    """Translate an ILIKE pattern for `~*`. A trailing backslash, which ILIKE rejects, is taken literally."""
    return f"^{''.join(_part(token) for token in _TOKEN.finditer(pattern))}$"


def _part(token: re.Match[str]) -> str:
    escaped, plain = token.groups()
    if plain in ("%", "_"):
        return ".*" if plain == "%" else "."
    sign = escaped or plain or "\\"
    return f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign
