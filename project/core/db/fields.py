"""Kinds of columns and indexes that Tortoise does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json
from tortoise.fields import JSONField
from tortoise.indexes import Index


def _written(value: Any) -> str:
    return to_json(value).decode()


class DocumentField(JSONField[Any]):
    """A JSON document that is given back as it came: `jsonb` would sort its keys and write its numbers anew."""

    class _db_postgres:  # noqa: N801  (Tortoise looks for this name)
        SQL_TYPE = "JSON"

    def __init__(self, **options: Any) -> None:
        super().__init__(encoder=_written, decoder=from_json, **options)


class PartialIndex(Index):
    """An index over the rows that meet a condition, which is SQL: Tortoise's own knows only `=`."""

    def __init__(self, *, fields: Sequence[str], name: str, condition: str) -> None:
        super().__init__(fields=tuple(fields), name=name)
        self.condition = condition
        self.extra = f" WHERE {condition}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        path, args, options = super().deconstruct()
        return path, args, {**options, "condition": self.condition}
