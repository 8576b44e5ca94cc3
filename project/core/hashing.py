from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from project.core.models import IdempotencyKey, RateLimit  # noqa: F401  (ruff misses names in a base's brackets)


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts in order, each with its length, so that no two lists of parts look the same."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
