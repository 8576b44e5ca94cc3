from __future__ import annotations

from typing import Any, NamedTuple


class ImportState(NamedTuple):
    """How far an import has come."""

    id: str
    lines: int = 0
    digest: str = ""
    finished: bool = False
    stored: int = 0
    failed: int = 0


class LineFault(NamedTuple):
    """A line that cannot be stored."""

    line: int
    errors: list[dict[str, Any]]
