"""Reading Aerich's state of the models, and what it lacks: constraints and generated columns."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Any

from tortoise.models import Model

from project.core.compat.aerich import (
    State,
    as_recorded,
    constraints_of,
    described,
    fields_of,
    generated_sql,
    indexes_by_class,
    models,
    refers_to_key,
    table_of,
)
from project.core.db.migrations.constraints import read_constraints
from project.core.db.migrations.defaults import column_default
from project.core.db.migrations.indexes import read_indexes
from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.schema import Reference, Schema, Table, TableColumn

#: The key under which a model's state holds what Aerich lacks. Aerich keeps it, and does not look at it.
OURS = "declared"
#: What a field's state says of Python alone, or what a `TableColumn` holds.
UNDERSTOOD = {
    "name", "field_type", "db_column", "python_type", "generated", "nullable", "unique", "indexed", "default",
    "db_default", "description", "docstring", "constraints", "db_field_types", "auto_now", "auto_now_add",
}  # fmt: skip


def current_state() -> State:
    """Return Aerich's state of the models that Tortoise holds, with what it lacks."""
    state = described()
    for name, model in models():
        if ours := {key: value for key, value in _ours(model).items() if value}:
            state[name][OURS] = ours
    return as_recorded(state)


def _ours(model: type[Model]) -> dict[str, Any]:
    return {
        "constraints": constraints_of(model),
        "generated": generated_sql(model),
    }


def read_schema(state: State) -> Schema:
    """Return the tables of a state. Raises MigrationRefused for what no migration of ours can hold."""
    managed = {name: model for name, model in state.items() if _is_ours(name, model)}
    tables = [_table(name, state) for name in managed]
    schema = {table.name: table for table in tables}
    names = [table.name for table in tables]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise MigrationRefused(f"{name}: two models have this table" for name in twice)
    wrong = [reason for model in managed.values() for reason in _relations(model, schema)]
    if wrong:
        raise MigrationRefused(wrong)
    return schema


def _is_ours(name: str, model: dict[str, Any]) -> bool:
    return model.get("managed") is not False and not name.endswith(".Aerich")


def _relations(model: dict[str, Any], schema: Schema) -> list[str]:
    return [
        f"{model['table']}.{field['name']}: declare the table {field['through']} as a model with two foreign keys"
        for field in model["m2m_fields"]
        if field["through"] not in schema
    ]


def _table(name: str, state: State) -> Table:
    model = state[name]
    relations = {field["raw_field"]: field for field in [*model["fk_fields"], *model["o2o_fields"]]}
    fields = {field["name"]: field for field in [model["pk_field"], *model["data_fields"]] if "db_field_types" in field}
    columns = [_column(field, relations.get(field["name"]), model, state) for field in fields.values()]
    named = {field_name: field["db_column"] for field_name, field in fields.items()}
    named |= {field["name"]: named[raw] for raw, field in relations.items()}
    constraints, unique_indexes = read_constraints(model, model.get(OURS, {}).get("constraints", []), named)
    references = [column.name for column in columns if column.reference]
    return Table(
        name=model["table"],
        model=name,
        columns={column.name: column for column in columns},
        indexes=unique_indexes | read_indexes(model, named, references, list(constraints.values())),
        constraints=constraints,
        comment=model["description"],
    )


def _column(field: dict[str, Any], relation: dict[str, Any] | None, model: dict[str, Any], state: State) -> TableColumn:
    name = field["db_column"]
    types = field["db_field_types"]
    sql_type = types.get("postgres") or types[""]
    primary = field["name"] == model["pk_field"]["name"]
    computed = field["generated"] and not primary
    described = relation or field
    return TableColumn(
        name=name,
        type=sql_type,
        null=field["nullable"],
        default=None if computed else column_default(field, sql_type),
        reference=_reference(relation, state),
        comment=described["description"],
        primary=primary,
        serial=primary and field["generated"],
        generated=model.get(OURS, {}).get("generated", {}).get(name, "GENERATED") if computed else None,
        other={key: value for key, value in field.items() if key not in UNDERSTOOD},
    )


def _reference(relation: dict[str, Any] | None, state: State) -> Reference | None:
    if relation is None or not relation["db_constraint"]:
        return None
    target = state[relation["python_type"]]
    return Reference(target["table"], target["pk_field"]["db_column"], relation["on_delete"])


def unrecorded(schema: Schema) -> list[str]:
    """Name what the models say and the state does not hold as they mean it."""
    written = {index.name: index.create() for table in schema.values() for index in table.indexes.values()}
    reasons = []
    for _, model in models():
        table, own_schema = table_of(model)
        if own_schema:
            reasons.append(f"{table}: only tables of the schema `public` are written")
        for name, sql in indexes_by_class(model):
            if written.get(name, sql) != sql:
                reasons.append(f"{table}: index {name} has SQL of its own, which is lost in Aerich's state")
        for name, field in fields_of(model).items():
            if not refers_to_key(field):
                reasons.append(f"{table}.{name}: the state holds references to primary keys alone, and no to_field")
            if any(_is_lost(value) for value in (field.default, getattr(field, "db_default", None))):
                reasons.append(f"{table}.{name}: this default is lost in Aerich's state; give db_default=SqlDefault(…)")
    return reasons


def _is_lost(default: Any) -> bool:
    return isinstance(default, bytes | timedelta) or (isinstance(default, Enum) and not isinstance(default, str | int))
