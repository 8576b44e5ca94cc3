"""Renames, stated by the author of the migration, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from project.core.db.migrations.schema import Constraint, Schema, Table, TableColumn, TableIndex

T = TypeVar("T", TableIndex, Constraint)


@dataclass(frozen=True)
class Stated:
    """What the author states because the models cannot."""

    #: `table.column:new` or `table:new`.
    renames: tuple[str, ...] = ()
    no_rename: bool = False
    #: `table.column`, of which no row holds NULL.
    filled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renames:
    tables: dict[str, str] = field(default_factory=dict)
    #: By the table's new name.
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def inverse(self) -> Renames:
        back = {new: old for old, new in self.tables.items()}
        columns = {
            back.get(table, table): {new: old for old, new in pairs.items()} for table, pairs in self.columns.items()
        }
        return Renames(back, columns)


def find_renames(old: Schema, new: Schema, stated: Stated) -> tuple[Renames, list[str]]:
    """Return the renames, and what was stated that does not fit the models."""
    names = {table.model: table.name for table in new.values()}
    moved = ((table.name, names.get(table.model, table.name)) for table in old.values())
    tables = {before: after for before, after in moved if before != after and after not in old}
    columns: dict[str, dict[str, str]] = {}
    wrong = []
    for one in stated.renames:
        where, _, after = one.partition(":")
        table, _, before = where.partition(".")
        if not before and table in old and after in new and after not in old and table not in new:
            tables[table] = after
        elif before and _fits(old, new, tables, table, before, after):
            columns.setdefault(tables.get(table, table), {})[before] = after
        else:
            wrong.append(f"--rename {one}: the models do not say so; it is table.column:new or table:new")
    return Renames(tables, columns), wrong


def _fits(old: Schema, new: Schema, tables: dict[str, str], table: str, before: str, after: str) -> bool:
    now = new.get(tables.get(table, table))
    was = old.get(table)
    if was is None or now is None:
        return False
    return before in was.columns and before not in now.columns and after in now.columns and after not in was.columns


def possible_renames(old: Schema, new: Schema) -> Iterator[str]:
    """Yield what looks like a rename, in schemas where all that are known are done."""
    gone, made = (
        [one for one in first.values() if one.name not in second] for first, second in ((old, new), (new, old))
    )
    for before in gone:
        for after in made:
            if [*before.columns] == [*after.columns]:
                yield _question(before.name, f"{before.name}:{after.name}", after.name)
    for table in new.values():
        known = old[table.name].columns if table.name in old else table.columns
        for before_column in (column for column in known.values() if column.name not in table.columns):
            for after_column in (column for column in table.columns.values() if column.name not in known):
                if before_column.type == after_column.type:
                    name = f"{table.name}.{before_column.name}"
                    yield _question(name, f"{name}:{after_column.name}", after_column.name)


def _question(name: str, option: str, after: str) -> str:
    return f"{name}: dropped, or renamed to {after}? Say `--rename {option}` or `--no-rename`."


def renamed(old: Schema, new: Schema, renames: Renames) -> tuple[Schema, list[str]]:
    """Return `old` with names as `new` has them, and the statements that make it so."""
    statements: list[str] = []
    found: Schema = {}
    for table in old.values():
        moved = _with_columns_renamed(table, renames)
        statements += _statements(table, moved)
        if moved.name in new:
            moved, aligned = _with_names_of(moved, new[moved.name])
            statements += aligned
        found[moved.name] = moved
    return found, statements


def _statements(old: Table, new: Table) -> Iterator[str]:
    if old.name != new.name:
        yield f'ALTER TABLE "{old.name}" RENAME TO "{new.name}"'
        yield f'ALTER TABLE "{new.name}" RENAME CONSTRAINT "{old.name}_pkey" TO "{new.name}_pkey"'
    for before, after in zip(old.columns.values(), new.columns.values(), strict=True):
        if before.name != after.name:
            yield f'ALTER TABLE "{new.name}" RENAME COLUMN "{before.name}" TO "{after.name}"'
        names = [f"{old.name}_{before.name}_seq", f"{new.name}_{after.name}_seq"]
        if before.serial and names[0] != names[1]:
            yield f'ALTER SEQUENCE "{names[0]}" RENAME TO "{names[1]}"'


def _with_columns_renamed(table: Table, renames: Renames) -> Table:
    name = renames.tables.get(table.name, table.name)
    pairs = renames.columns.get(name, {})

    def said(sql: str) -> str:
        return re.sub(r"\w+", lambda word: pairs.get(word[0], word[0]), sql) if pairs else sql

    def moved(column: TableColumn) -> TableColumn:
        reference = column.reference
        if reference:
            target = renames.tables.get(reference.table, reference.table)
            key = renames.columns.get(target, {}).get(reference.column, reference.column)
            reference = replace(reference, table=target, column=key)
        return replace(column, name=pairs.get(column.name, column.name), reference=reference)

    return replace(
        table,
        name=name,
        columns={moved(column).name: moved(column) for column in table.columns.values()},
        indexes={
            index.name: replace(index, table=name, keys=tuple(map(said, index.keys)), where=said(index.where))
            for index in table.indexes.values()
        },
        constraints={c.name: replace(c, definition=said(c.definition)) for c in table.constraints.values()},
    )


def _with_names_of(table: Table, new: Table) -> tuple[Table, list[str]]:
    """Take over the names that `new` has for indexes and constraints of one definition."""
    indexes = _same(table.indexes, new.indexes, lambda one: (one.unique, one.definition))
    constraints = _same(table.constraints, new.constraints, lambda one: one.definition)
    statements = [f'ALTER INDEX "{before}" RENAME TO "{after}"' for before, after in indexes.items()]
    statements += [
        f'ALTER TABLE "{table.name}" RENAME CONSTRAINT "{before}" TO "{after}"' for before, after in constraints.items()
    ]
    known_indexes = [replace(one, name=indexes.get(one.name, one.name)) for one in table.indexes.values()]
    known = [replace(one, name=constraints.get(one.name, one.name)) for one in table.constraints.values()]
    moved = replace(table, indexes={i.name: i for i in known_indexes}, constraints={c.name: c for c in known})
    return moved, statements


def _same(old: dict[str, T], new: dict[str, T], key: Callable[[T], object]) -> dict[str, str]:
    fresh = {key(one): one.name for one in new.values() if one.name not in old}
    gone = [one for one in old.values() if one.name not in new]
    return {one.name: fresh.pop(key(one)) for one in gone if key(one) in fresh}
