"""How fields of records become values of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json

#: Ids of paths in the registry.
Paths = Mapping[str, int]
#: Of a record, one for each field.
Values = tuple[Any, ...]


def path_id(value: str | None, paths: Paths) -> int | None:
    return None if value is None else paths[value]


def instant(value: float | None, paths: Paths) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def json_text(value: Any, paths: Paths) -> str | None:
    return None if value is None else to_json(value).decode()


#: How fields become columns that do not go in as they are.
CONVERSIONS: dict[str, Callable[[Any, Paths], Any]] = {
    **dict.fromkeys(("path", "ms_path", "image_path", "source_ms_path"), path_id),
    **dict.fromkeys(("created_at", "processed_at", "stage_updated_at", "started_at", "finished_at"), instant),
    **dict.fromkeys(("measured_at", "timestamp"), instant),
    **dict.fromkeys(("params", "artifacts", "solver_params", "quality_metrics", "details"), json_text),
}
