"""A collection of records: the table and columns it goes to, and which records mean the same row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from project.imaging.ingest.conversions import CONVERSIONS, Paths, Values, json_text, path_id
from project.imaging.ingest.records.record import Record


@dataclass(frozen=True, eq=False)
class RecordCollection:
    """A collection. In its conditions and values, `t` is the stored row and `s` the one that has come."""

    record: type[Record]
    table: str
    #: When a stored row is meant, where no id is given; the first of these that finds one.
    same: Sequence[str]
    #: A statement that finds further ones.
    find_also: str = ""
    #: A column of a path that is in all of these: where the path is new, so is the row.
    of_path: str = ""
    #: Fields of the record that these go by.
    key: Sequence[str] = ()
    #: The id only says which one a new row is to get.
    by_key_only: bool = False
    #: A null keeps what is stored.
    merged: bool = False
    #: What a new row has in place of a null, in SQL.
    new: dict[str, str] = field(default_factory=dict)
    #: What a stored row gets in place of what has come, in SQL.
    changed: dict[str, str] = field(default_factory=dict)
    #: What tells whether a stored row differs, in place of what it would get.
    compared: dict[str, str] = field(default_factory=dict)
    #: What is told of a row that is changed, in SQL; `old` is how it was.
    watched: str = "t.id"
    #: What is worked out of the record.
    derived: Sequence[str] = ()
    #: Columns that have another name than their field.
    renamed: Mapping[str, str] = field(default_factory=dict)
    #: Fields that hold a path, but not one of the registry.
    plain: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.record.collection

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return (*self.record.model_fields, *self.derived)

    @cached_property
    def converted(self) -> dict[str, Callable[[Any, Paths], Any]]:
        return {name: CONVERSIONS[name] for name in self.fields if name in CONVERSIONS and name not in self.plain}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """One for each field, in this order."""
        of_path = {name: f"{name}_id" for name in self.path_fields}
        return tuple(self.renamed.get(name) or of_path.get(name, name) for name in self.fields)

    @cached_property
    def has_id(self) -> bool:
        return "id" in self.record.model_fields

    @cached_property
    def documents(self) -> set[str]:
        """Columns that hold JSON."""
        pairs = zip(self.fields, self.columns, strict=True)
        return {column for name, column in pairs if self.converted.get(name) is json_text}

    @cached_property
    def path_fields(self) -> list[str]:
        return [name for name, convert in self.converted.items() if convert is path_id]

    @cached_property
    def values_of(self) -> Callable[[Record], Values]:
        return attrgetter(*self.fields)

    def place_of(self, name: str) -> int:
        """Among the values."""
        return self.fields.index(name)

    @cached_property
    def _conversions(self) -> list[tuple[int, Callable[[Any, Paths], Any]]]:
        return [(self.place_of(name), convert) for name, convert in self.converted.items()]

    def row(self, values: Values, paths: Paths) -> list[Any]:
        """A value for each column."""
        found = list(values)
        for place, convert in self._conversions:
            found[place] = convert(found[place], paths)
        return found

    @cached_property
    def _path_places(self) -> list[int]:
        return [self.place_of(name) for name in self.path_fields]

    def paths_of(self, rows: Iterable[Values]) -> set[str]:
        return {values[place] for values in rows for place in self._path_places} - {None}

    @cached_property
    def goes_by_id(self) -> bool:
        """Where a record has one."""
        return not self.by_key_only and "id" in self.record.model_fields

    @cached_property
    def _key(self) -> Callable[[Record], Hashable]:
        return attrgetter(*self.key)

    def key_of(self, record: Record) -> Hashable:
        """Equal for records of which the later one is to find what the earlier one has left; a number is an id."""
        given: int | None = record.id if self.goes_by_id else None  # type: ignore[attr-defined]
        return self._key(record) if given is None else given
