"""Collections of records: the table that each goes to, and which records mean the same row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from project.imaging.ingest.conversions import Converter, PathIds, Values, converter_of, json_text, path_id
from project.imaging.ingest.records.record import Record


@dataclass(frozen=True, eq=False)
class RecordCollection:
    """How records become rows. In SQL, `s` is the staged record, `t` the stored row, `old` that row before a change."""

    record: type[Record]
    table: str
    #: Conditions under which a record without an id means a stored row; the first that matches counts.
    same: Sequence[str]
    #: A statement that matches further records.
    match_also: str = ""
    #: A path column of every condition in `same`: a record whose path is new means a new row.
    path_column: str = ""
    #: Fields that two records of one row have in common.
    key: Sequence[str] = ()
    #: Whether an id is only a proposal for a new row and never identifies a stored one.
    id_is_proposal: bool = False
    #: Whether a null leaves the stored value as it is.
    merged: bool = False
    #: SQL by column: the value of a new row.
    new: dict[str, str] = field(default_factory=dict)
    #: SQL by column: the value of a changed row.
    changed: dict[str, str] = field(default_factory=dict)
    #: SQL by column: the value to compare with the stored one, if not the one in `changed`.
    compared: dict[str, str] = field(default_factory=dict)
    #: SQL: what to return of a changed row.
    returning: str = "t.id"
    #: Properties of the record that are stored beside its fields.
    derived: Sequence[str] = ()
    #: Columns with another name than their field.
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.record.collection

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return (*self.record.model_fields, *self.derived)

    @cached_property
    def converters(self) -> dict[str, Converter]:
        found = {name: converter_of(f.annotation, f.metadata) for name, f in self.record.model_fields.items()}
        return {name: convert for name, convert in found.items() if convert is not None}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        path_columns = {name: f"{name}_id" for name in self.path_fields}
        return tuple(self.renamed.get(name) or path_columns.get(name, name) for name in self.fields)

    @cached_property
    def has_id(self) -> bool:
        return "id" in self.record.model_fields

    @cached_property
    def json_columns(self) -> set[str]:
        pairs = zip(self.fields, self.columns, strict=True)
        return {column for name, column in pairs if self.converters.get(name) is json_text}

    @cached_property
    def path_fields(self) -> list[str]:
        return [name for name, convert in self.converters.items() if convert is path_id]

    @cached_property
    def values_of(self) -> Callable[[Record], Values]:
        return attrgetter(*self.fields)

    def index_of(self, name: str) -> int:
        return self.fields.index(name)

    @cached_property
    def _conversions(self) -> list[tuple[int, Converter]]:
        return [(self.index_of(name), convert) for name, convert in self.converters.items()]

    def row(self, values: Values, paths: PathIds) -> list[Any]:
        row = list(values)
        for index, convert in self._conversions:
            row[index] = convert(row[index], paths)
        return row

    @cached_property
    def _path_indexes(self) -> list[int]:
        return [self.index_of(name) for name in self.path_fields]

    def paths_of(self, rows: Iterable[Values]) -> set[str]:
        return {values[index] for values in rows for index in self._path_indexes} - {None}

    @cached_property
    def identified_by_id(self) -> bool:
        """Whether a record that has an id means the row of that id."""
        return not self.id_is_proposal and "id" in self.record.model_fields

    @cached_property
    def _key(self) -> Callable[[Record], Hashable]:
        return attrgetter(*self.key)

    def key_of(self, record: Record) -> Hashable:
        """Return a key that records of one row share: the id, an integer, or else the fields in `key`."""
        record_id: int | None = record.id if self.identified_by_id else None  # type: ignore[attr-defined]
        return self._key(record) if record_id is None else record_id
