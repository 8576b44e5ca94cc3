"""Changes that the writer refuses, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from project.core.db.migrations.renames import Stated, possible_renames
from project.core.db.migrations.schema import Schema, Table, TableColumn
from project.core.errors import ProjectError

#: Types that become one another without a loss: PostgreSQL refuses what does not fit.
KINDS = {"SMALLINT": "integer", "INT": "integer", "BIGINT": "integer", "VARCHAR": "text", "TEXT": "text"}
STEPS = (
    "Take three steps: add it with null=True and make that migration; fill it in one of `--empty`; "
    "then drop null=True and say `--filled {name}`."
)


class MigrationRefused(ProjectError):
    """Changes to make by hand or to specify, one message each."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("No migration was written.\n" + "\n".join(f"- {reason}" for reason in reasons))


def refusals(old: Schema, new: Schema, stated: Stated) -> Iterator[str]:
    """Yield why the step from `old`, with all renames done, to `new` cannot be written."""
    if not stated.no_rename:
        yield from possible_renames(old, new)
    for table in new.values():
        if before := old.get(table.name):
            yield from _of_table(before, table, stated)


def _of_table(before: Table, after: Table, stated: Stated) -> Iterator[str]:
    for column in after.columns.values():
        name = f"{after.name}.{column.name}"
        if known := before.columns.get(column.name):
            yield from (f"{name}: {reason}" for reason in _of_change(known, column))
            if known.null and not column.null and column.default is None and name not in stated.filled:
                yield (
                    f"{name}: rows may hold NULL, and there is no default to fill them with. "
                    f"Fill them in a migration of `--empty` first, then say `--filled {name}`."
                )
        else:
            yield from (f"{name}: {reason}" for reason in _of_addition(after, column))


def _of_addition(table: Table, column: TableColumn) -> Iterator[str]:
    name = f"{table.name}.{column.name}"
    if column.primary:
        yield "the primary key of a table that exists cannot be replaced. Write that migration by hand."
    elif column.generated:
        yield "a generated column makes PostgreSQL write the whole table anew. Write that migration by hand."
    elif not column.null and column.default is None:
        yield "NOT NULL without a default that PostgreSQL knows fails on a table with rows. " + STEPS.format(name=name)
    elif not column.null and _unique_alone(table, column):
        yield "unique with a default gives all rows one value. " + STEPS.format(name=name)


def _unique_alone(table: Table, column: TableColumn) -> bool:
    sole = f'UNIQUE ("{column.name}")'
    return column.default != "gen_random_uuid()" and any(c.definition == sole for c in table.constraints.values())


def _of_change(before: TableColumn, after: TableColumn) -> Iterator[str]:
    by_hand = "Write that migration by hand."
    if (before.primary, before.serial) != (after.primary, after.serial):
        yield f"the primary key cannot change. {by_hand}"
    elif before.type != after.type:
        if before.primary:
            yield f"the type of a primary key ({before.type} to {after.type}) is that of other columns, too. {by_hand}"
        elif not _convertible(before.type, after.type):
            yield f"{before.type} does not become {after.type} safely. Add a new column, fill it, drop the old one."
    if before.generated != after.generated:
        yield f"what a generated column holds cannot change. {by_hand}"
    if before.reference != after.reference:
        yield f"{_spoken(before)} becomes {_spoken(after)}: drop the constraint and add it again. {by_hand}"
    if changed := [key for key in {**before.other, **after.other} if before.other.get(key) != after.other.get(key)]:
        yield f"changed in {', '.join(changed)}, which the writer does not know. {by_hand}"


def _spoken(column: TableColumn) -> str:
    return str(column.reference or "a column without a reference")


def _convertible(before: str, after: str) -> bool:
    first, second = (KINDS.get(one.partition("(")[0]) for one in (before, after))
    return first is not None and first == second
