"""SQL's patterns of LIKE, as regular expressions of PostgreSQL: the lookups of querysets have only those."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(.)|(.)|\\", re.DOTALL)


def regex_of(pattern: str) -> str:
    """For `~*`, what the pattern is for ILIKE. A backslash at the end, which ILIKE refuses, stands for itself."""
    return f"^{''.join(_part(token) for token in _TOKEN.finditer(pattern))}$"


def _part(token: re.Match[str]) -> str:
    escaped, plain = token.groups()
    if plain in ("%", "_"):
        return ".*" if plain == "%" else "."
    sign = escaped or plain or "\\"
    return f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign
