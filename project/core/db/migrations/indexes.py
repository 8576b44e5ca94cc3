"""Indexes of a model, from Aerich's state; and those that foreign keys need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from project.core.compat.aerich import index_name
from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.schema import Constraint, TableIndex

#: The state does not hold classes of operators; each kind of index has one that the service uses.
OPERATORS = {"hnsw": " vector_cosine_ops"}


def read_indexes(
    model: dict[str, Any], named: dict[str, str], references: Sequence[str], constraints: Sequence[Constraint]
) -> dict[str, TableIndex]:
    """Return the indexes. `named` gives the column of each field, `references` the columns of foreign keys."""
    table = model["table"]
    found = [*_of_fields(model), *(_declared(table, index, named) for index in model["indexes"])]
    leading = {index.keys[0] for index in found if not index.where} | {f'"{model["pk_field"]["db_column"]}"'}
    leading |= {one.columns.split(", ")[0] for one in constraints if one.unique}
    found += [_plain(table, [column]) for column in references if f'"{column}"' not in leading]
    return {index.name: index for index in found}


def _of_fields(model: dict[str, Any]) -> Iterator[TableIndex]:
    for field in model["data_fields"]:
        if field["indexed"] and not field["unique"]:
            yield _plain(model["table"], [field["db_column"]])


def _plain(table: str, columns: Sequence[str]) -> TableIndex:
    return TableIndex(index_name("idx", table, columns), table, tuple(f'"{column}"' for column in columns))


def _declared(table: str, index: Any, named: dict[str, str]) -> TableIndex:
    if not isinstance(index, dict):
        return _plain(table, [named[field] for field in index])
    columns, kind = index["fields"], index["type"]
    if unknown := [column for column in columns if column not in named.values()]:
        reason = "an order or a class of operators goes into a migration by hand, and not into the model"
        raise MigrationRefused([f"{table}: an index over {', '.join(unknown)}, which is no column: {reason}"])
    keys = [f'"{column}"{OPERATORS.get(kind, "")}' for column in columns]
    keys += [f"({sql})" for sql in index["expressions"]]
    name = index["name"] or index_name("idx", table, columns or index["expressions"])
    return TableIndex(name, table, tuple(keys), using=kind, where=index["extra"])
