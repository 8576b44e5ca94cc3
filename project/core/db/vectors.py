"""pgvector columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from project.core.compat.tortoise import meta_of


def vector_text(values: Sequence[float]) -> str:
    """Return a vector literal, for `$1::text::vector`."""
    return "[" + ",".join(map(repr, map(float, values))) + "]"


class VectorField(fields.Field[list[float]]):
    """A vector of fixed length, which no generated migration changes."""

    indexable = False
    field_type = list

    def __init__(self, dimensions: int, **options: Any) -> None:
        super().__init__(**options)
        self.dimensions = dimensions

    @property
    def SQL_TYPE(self) -> str:  # type: ignore[override]  # noqa: N802  (Tortoise's name)
        return f"vector({self.dimensions})"

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> str | None:
        return None if value is None else vector_text(value)

    def to_python_value(self, value: Any) -> list[float] | None:
        return [float(part) for part in value[1:-1].split(",")] if isinstance(value, str) else value


class CosineIndex(Index):
    """HNSW over the cosine distance. `core/db/migrations/indexes.py` knows its class of operators."""

    INDEX_TYPE = "hnsw"

    def get_sql(self, schema_generator: Any, model: type[Model], safe: bool) -> str:
        (column,) = self.fields
        return f'CREATE INDEX "{self.name}" ON "{meta_of(model).db_table}" USING hnsw ("{column}" vector_cosine_ops);'
