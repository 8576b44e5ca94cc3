"""Columns and indexes that Tortoise lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json
from tortoise.fields import JSONField
from tortoise.indexes import Index


def _written(value: Any) -> str:
    return to_json(value).decode()


class DocumentField(JSONField[Any]):
    """A JSON document, returned byte for byte: `jsonb` would sort keys and rewrite numbers."""

    class _db_postgres:  # noqa: N801  (Tortoise looks for this name)
        SQL_TYPE = "JSON"

    def __init__(self, **options: Any) -> None:
        super().__init__(encoder=_written, decoder=from_json, **options)


class PartialIndex(Index):
    """An index with a condition in SQL. Tortoise's own only knows `=`."""

    def __init__(self, *, fields: Sequence[str], name: str, condition: str) -> None:
        super().__init__(fields=tuple(fields), name=name)
        self.condition = condition
        self.extra = f" WHERE {condition}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        path, args, options = super().deconstruct()
        return path, args, {**options, "condition": self.condition}
