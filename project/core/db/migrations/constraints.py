"""Constraints of a model, from Aerich's state and from `Meta.constraints`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from project.core.compat.aerich import index_name
from project.core.db.migrations.schema import Constraint, TableIndex


def read_constraints(
    model: dict[str, Any], declared: Sequence[dict[str, Any]], named: dict[str, str]
) -> tuple[dict[str, Constraint], dict[str, TableIndex]]:
    """Return the constraints, and the unique indexes that stand for those with a condition.

    `named` gives the column of each field.
    """
    table = model["table"]
    constraints: list[Constraint] = []
    indexes: list[TableIndex] = []
    for field in model["data_fields"]:
        if field["unique"]:
            constraints.append(Constraint(f"{table}_{field['db_column']}_key", _unique([field["db_column"]])))
    for fields in model["unique_together"]:
        columns = [named[field] for field in fields]
        constraints.append(Constraint(index_name("uid", table, columns), _unique(columns)))
    for one in declared:
        if "check" in one:
            constraints.append(Constraint(one["name"], f"CHECK ({one['check']})"))
            continue
        columns = [named[field] for field in one["fields"]]
        name = one["name"] or index_name("uid", table, columns)
        if condition := one.get("condition"):
            keys = tuple(f'"{column}"' for column in columns)
            indexes.append(TableIndex(name, table, keys, where=f" WHERE {condition}", unique=True))
        else:
            constraints.append(Constraint(name, _unique(columns)))
    return {one.name: one for one in constraints}, {one.name: one for one in indexes}


def _unique(columns: Sequence[str]) -> str:
    return "UNIQUE (" + ", ".join(f'"{column}"' for column in columns) + ")"
