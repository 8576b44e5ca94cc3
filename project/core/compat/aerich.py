"""Aerich's private names, and Tortoise's for schema names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from aerich.migrate import Migrate
from aerich.utils import compress_dict, decompress_dict, get_models_describe, import_py_file
from tortoise import Tortoise
from tortoise.backends.base_postgres.schema_generator import BasePostgresSchemaGenerator
from tortoise.fields import Field
from tortoise.indexes import Index
from tortoise.models import Model

APP = "models"
#: Aerich's own table. Its first upgrade expects the first migration to create it.
OWN_TABLE = """CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
)"""
#: Names and quotes need no connection.
GENERATOR = BasePostgresSchemaGenerator(cast(Any, None))

State = dict[str, dict[str, Any]]


def models() -> Iterator[tuple[str, type[Model]]]:
    """Yield the models that Tortoise holds at present, with the names by which a state knows them."""
    for model in cast(Any, Tortoise.apps)[APP].values():
        yield model._meta.full_name, model


def described() -> State:
    for _, model in models():
        for index in model._meta.indexes:
            if isinstance(index, Index):
                # Unresolved, an expression is described by its address in memory.
                index.resolve_expressions(model)
    return get_models_describe(APP)


def recorded(file: Path) -> State | None:
    """Return the models as this migration left them, or None where it does not say."""
    packed = getattr(import_py_file(file), "MODELS_STATE", None)
    return decompress_dict(packed) if packed else None


def as_recorded(state: State) -> State:
    return decompress_dict(compress_dict(state))


def file_text(upgrade: str, downgrade: str, state: State, *, in_transaction: bool) -> str:
    text = str(Migrate.build_migration_file_text(upgrade, state, downgrade))
    return text if in_transaction else text.replace("RUN_IN_TRANSACTION = True", "RUN_IN_TRANSACTION = False", 1)


def index_name(kind: str, table: str, columns: Sequence[str]) -> str:
    return GENERATOR._get_index_name(kind, table, columns)


def comment_text(text: str) -> str:
    return GENERATOR._escape_comment(text)


def table_of(model: type[Model]) -> tuple[str, str | None]:
    return model._meta.db_table, model._meta.schema


def fields_of(model: type[Model]) -> dict[str, Field[Any]]:
    return model._meta.fields_map


def refers_to_key(field: Field[Any]) -> bool:
    return bool(getattr(getattr(field, "to_field_instance", None), "pk", True))


def constraints_of(model: type[Model]) -> list[dict[str, Any]]:
    return [constraint.deconstruct()[2] for constraint in model._meta.constraints]


def generated_sql(model: type[Model]) -> dict[str, str]:
    """Return the expressions of the columns that PostgreSQL computes."""
    fields = {name: field for name, field in model._meta.fields_map.items() if field.generated and not field.pk}
    found = {f.source_field or n: f.get_for_dialect("postgres", "GENERATED_SQL") for n, f in fields.items()}
    return {column: sql for column, sql in found.items() if sql}


def indexes_by_class(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield name and SQL of each `Index` of the model, as its class writes it."""
    for index in model._meta.indexes:
        if isinstance(index, Index):
            yield index.index_name(GENERATOR, model), index.get_sql(GENERATOR, model, False).rstrip(";")
