"""A schema as models declare it, with the SQL of each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from project.core.compat.aerich import comment_text

SERIAL = {"SMALLINT": "SMALLSERIAL", "INT": "SERIAL", "BIGINT": "BIGSERIAL"}


@dataclass(frozen=True)
class Reference:
    table: str
    column: str
    on_delete: str

    def __str__(self) -> str:
        return f'REFERENCES "{self.table}" ("{self.column}") ON DELETE {self.on_delete}'


@dataclass(frozen=True)
class TableColumn:
    name: str
    type: str
    null: bool = False
    #: SQL.
    default: str | None = None
    reference: Reference | None = None
    comment: str | None = None
    primary: bool = False
    serial: bool = False
    #: What follows the type of a column that PostgreSQL computes.
    generated: str | None = None
    #: What the state says beside: a change of it is not understood.
    other: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.serial:
            return f'"{self.name}" {SERIAL[self.type]} NOT NULL PRIMARY KEY'
        parts = [
            f'"{self.name}" {self.type}',
            self.generated,
            None if self.null else "NOT NULL",
            "PRIMARY KEY" if self.primary else None,
            f"DEFAULT {self.default}" if self.default is not None else None,
            str(self.reference) if self.reference else None,
        ]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class TableIndex:
    name: str
    table: str
    #: Columns or expressions, as SQL.
    keys: tuple[str, ...]
    using: str = ""
    where: str = ""
    unique: bool = False

    @property
    def definition(self) -> str:
        using = f"USING {self.using} " if self.using else ""
        return f"{using}({', '.join(self.keys)}){self.where}"

    def create(self, how: str = "") -> str:
        unique = "UNIQUE " if self.unique else ""
        return f'CREATE {unique}INDEX {how}"{self.name}" ON "{self.table}" {self.definition}'


@dataclass(frozen=True)
class Constraint:
    name: str
    #: `CHECK (…)` or `UNIQUE (…)`.
    definition: str
    #: Whether the rows that were there before are checked, too.
    valid: bool = True

    def __str__(self) -> str:
        return f'CONSTRAINT "{self.name}" {self.definition}' + ("" if self.valid else " NOT VALID")

    @property
    def unique(self) -> bool:
        return self.definition.startswith("UNIQUE")

    @property
    def columns(self) -> str:
        """The columns of a unique constraint, as SQL."""
        return self.definition.removeprefix("UNIQUE (").removesuffix(")")


@dataclass(frozen=True)
class Table:
    name: str
    #: The name by which Aerich's state knows the model.
    model: str
    columns: dict[str, TableColumn]
    indexes: dict[str, TableIndex]
    constraints: dict[str, Constraint]
    comment: str | None = None

    def create(self) -> Iterator[str]:
        lines = [*self.columns.values(), *self.constraints.values()]
        yield f'CREATE TABLE "{self.name}" (\n    ' + ",\n    ".join(map(str, lines)) + "\n)"
        yield from (index.create() for index in self.indexes.values())
        if self.comment:
            yield self.comment_on()
        yield from (self.comment_on(column) for column in self.columns.values() if column.comment)

    def comment_on(self, column: TableColumn | None = None) -> str:
        """Return the statement for the comment on the column, or else on the table."""
        where = f'COLUMN "{self.name}"."{column.name}"' if column else f'TABLE "{self.name}"'
        text = column.comment if column else self.comment
        return f"COMMENT ON {where} IS " + (f"'{comment_text(text)}'" if text else "NULL")


Schema = dict[str, Table]
