"""The statements that turn one schema into another, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from project.core.db.migrations.refusals import MigrationRefused
from project.core.db.migrations.renames import Renames, renamed
from project.core.db.migrations.schema import Schema, Table, TableColumn


def changes(old: Schema, new: Schema, renames: Renames, *, undo: bool = False) -> list[str]:
    """Return the statements from `old` to `new`. With `undo`, columns whose values are lost are nullable."""
    before, statements = renamed(old, new, renames)
    kept = [(before[table.name], table) for table in new.values() if table.name in before]
    gone = {name: table for name, table in before.items() if name not in new}
    made = {name: table for name, table in new.items() if name not in before}
    sequences = sorted(_sequences(new) - _sequences(before))
    return [
        *([] if _has_vectors(before) or not _has_vectors(new) else ["CREATE EXTENSION IF NOT EXISTS vector"]),
        *statements,
        *(statement for pair in kept for statement in _removals(*pair)),
        *(f'DROP TABLE "{table.name}"' for table in reversed(by_reference(gone))),
        *(f"CREATE SEQUENCE {name}" for name in sequences),
        *(statement for table in by_reference(made) for statement in table.create()),
        *(statement for pair in kept for statement in _additions(*pair, undo=undo)),
        *(f"DROP SEQUENCE {name}" for name in sorted(_sequences(before) - _sequences(new))),
    ]


def by_reference(tables: Schema) -> list[Table]:
    """Sort tables so that each follows those it references."""
    waiting, found = dict(tables), list[Table]()
    while waiting:
        ready = [table for table in waiting.values() if not _targets(table) & (waiting.keys() - {table.name})]
        if not ready:
            raise MigrationRefused([f"{', '.join(waiting)}: these tables refer to each other in a circle"])
        found += ready
        waiting = {name: table for name, table in waiting.items() if table not in ready}
    return found


def _targets(table: Table) -> set[str]:
    return {column.reference.table for column in table.columns.values() if column.reference}


def _columns(schema: Schema) -> Iterable[TableColumn]:
    return (column for table in schema.values() for column in table.columns.values())


def _has_vectors(schema: Schema) -> bool:
    return any(column.type.startswith("vector(") for column in _columns(schema))


def _sequences(schema: Schema) -> set[str]:
    found = (re.fullmatch(r"nextval\('([^']+)'.*\)", column.default or "") for column in _columns(schema))
    return {match[1] for match in found if match}


def _removals(before: Table, after: Table) -> Iterator[str]:
    table = after.name
    for constraint in before.constraints.values():
        known = after.constraints.get(constraint.name)
        if known is None or known.definition != constraint.definition:
            yield f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint.name}"'
    yield from (
        f'DROP INDEX "{index.name}"' for index in before.indexes.values() if index != after.indexes.get(index.name)
    )
    yield from (f'ALTER TABLE "{table}" DROP COLUMN "{name}"' for name in before.columns if name not in after.columns)


def _additions(before: Table, after: Table, *, undo: bool) -> Iterator[str]:
    for column in after.columns.values():
        if known := before.columns.get(column.name):
            yield from _alterations(after.name, known, column)
        else:
            lost = undo and column.default is None and not column.generated
            yield f'ALTER TABLE "{after.name}" ADD {replace(column, null=True) if lost else column}'
        if column.comment != (known.comment if known else None):
            yield after.comment_on(column)
    for constraint in after.constraints.values():
        was = before.constraints.get(constraint.name)
        if was is None or was.definition != constraint.definition:
            yield f'ALTER TABLE "{after.name}" ADD {constraint}'
    yield from (index.create() for index in after.indexes.values() if index != before.indexes.get(index.name))
    if before.comment != after.comment:
        yield after.comment_on()


def _alterations(table: str, before: TableColumn, after: TableColumn) -> Iterator[str]:
    column = f'ALTER TABLE "{table}" ALTER "{after.name}"'
    if before.type != after.type:
        yield f"{column} TYPE {after.type}"
    # The old default keeps its type when the column changes its own.
    if before.default != after.default or (before.type != after.type and after.default is not None):
        yield f"{column} DROP DEFAULT" if after.default is None else f"{column} SET DEFAULT {after.default}"
    if before.null and not after.null:
        if after.default is not None:
            yield f'UPDATE "{table}" SET "{after.name}" = {after.default} WHERE "{after.name}" IS NULL'
        yield f"{column} SET NOT NULL"
    elif after.null and not before.null:
        yield f"{column} DROP NOT NULL"
