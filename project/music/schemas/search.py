"""Clip search."""

from __future__ import annotations

from typing import Any

from project.core.http.schemas import In, Out
from project.music.schemas.fields import Pattern, Tags


class SearchIn(In):
    tags: Tags | None = None
    name_pattern: Pattern | None = None


class SearchOut(Out):
    #: In DSL.
    clips: list[dict[str, Any]]
    #: Whether there are more; `GET /clips` lists all.
    more: bool
