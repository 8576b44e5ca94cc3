"""The files of a migration: what would block a busy table gets a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from project.core.db.migrations.changes import changes
from project.core.db.migrations.renames import Renames, renamed
from project.core.db.migrations.schema import Constraint, Schema, Table, TableIndex

NOTHING = ["SELECT 1"]


@dataclass(frozen=True)
class Stage:
    """The content of one file."""

    #: Follows the migration's name in that of the file.
    suffix: str
    upgrade: list[str]
    downgrade: list[str]
    in_transaction: bool = True


@dataclass(frozen=True)
class Deferred:
    """What an existing table gets after the first file."""

    table: str
    checks: list[Constraint]
    uniques: list[Constraint]
    indexes: list[TableIndex]


def stages(old: Schema, new: Schema, renames: Renames) -> list[Stage]:
    """Return the files, in order. None where the schemas are equal."""
    before, _ = renamed(old, new, renames)
    deferred = [_deferred(before[table.name], table) for table in new.values() if table.name in before]
    first = {**new, **{one.table: _without(new[one.table], one) for one in deferred}}
    upgrade = changes(old, first, renames)
    main = [Stage("", upgrade, changes(first, old, renames.inverse(), undo=True))] if upgrade else []
    return [*main, *_validation_stages(deferred), *(stage for one in deferred for stage in _index_stages(one))]


def _deferred(before: Table, after: Table) -> Deferred:
    fresh = [
        one
        for one in after.constraints.values()
        if one.name not in before.constraints or before.constraints[one.name].definition != one.definition
    ]
    return Deferred(
        after.name,
        [one for one in fresh if not one.unique],
        [one for one in fresh if one.unique],
        [one for one in after.indexes.values() if before.indexes.get(one.name) != one],
    )


def _without(table: Table, deferred: Deferred) -> Table:
    constraints = {name: one for name, one in table.constraints.items() if one not in deferred.uniques}
    constraints |= {one.name: replace(one, valid=False) for one in deferred.checks}
    indexes = {name: one for name, one in table.indexes.items() if one not in deferred.indexes}
    return replace(table, constraints=constraints, indexes=indexes)


def _validation_stages(deferred: list[Deferred]) -> Iterator[Stage]:
    checks = [(one.table, check.name) for one in deferred for check in one.checks]
    if checks:
        yield Stage("_validate", [f'ALTER TABLE "{table}" VALIDATE CONSTRAINT "{n}"' for table, n in checks], NOTHING)


def _index_stages(deferred: Deferred) -> Iterator[Stage]:
    for index in deferred.indexes:
        yield Stage(f"_{index.name}", [index.create("CONCURRENTLY ")], [f'DROP INDEX "{index.name}"'], False)
    for unique in deferred.uniques:
        index = TableIndex(unique.name, deferred.table, (unique.columns,), unique=True)
        # Undoing the next stage drops the index, too.
        drop = [f'DROP INDEX IF EXISTS "{unique.name}"']
        yield Stage(f"_{unique.name}", [index.create("CONCURRENTLY ")], drop, in_transaction=False)
        alter = f'ALTER TABLE "{deferred.table}"'
        attach = f'{alter} ADD CONSTRAINT "{unique.name}" UNIQUE USING INDEX "{unique.name}"'
        yield Stage(f"_{unique.name}_constraint", [attach], [f'{alter} DROP CONSTRAINT "{unique.name}"'])
