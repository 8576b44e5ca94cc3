"""The collections that the pipeline's records come in: how each becomes rows, and when two are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from project.imaging.ingest.records.products import (
    BatchJobRecord,
    CalibrationQARecord,
    CalibrationTableRecord,
    ImageQARecord,
    ImageRecord,
    JobRecord,
    MeasurementSetRecord,
    PhotometryRecord,
    QAFlagRecord,
    Record,
    SourceRecord,
)

#: Ids of paths in the registry.
Paths = Mapping[str, int]
#: Of a record, one for each field.
Values = tuple[Any, ...]


def _of_path(value: str | None, paths: Paths) -> int | None:
    return None if value is None else paths[value]


def _of_time(value: float | None, paths: Paths) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def _of_json(value: Any, paths: Paths) -> str | None:
    return None if value is None else to_json(value).decode()


#: How fields become columns that do not go in as they are.
CONVERTED: dict[str, Callable[[Any, Paths], Any]] = {
    **dict.fromkeys(("path", "ms_path", "image_path", "source_ms_path"), _of_path),
    **dict.fromkeys(("created_at", "processed_at", "stage_updated_at", "started_at", "finished_at"), _of_time),
    **dict.fromkeys(("measured_at", "timestamp"), _of_time),
    **dict.fromkeys(("params", "artifacts", "solver_params", "quality_metrics", "details"), _of_json),
}


@dataclass(frozen=True, eq=False)
class Records:
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
        return {name: CONVERTED[name] for name in self.fields if name in CONVERTED and name not in self.plain}

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
        return {column for name, column in pairs if self.converted.get(name) is _of_json}

    @cached_property
    def path_fields(self) -> list[str]:
        return [name for name, convert in self.converted.items() if convert is _of_path]

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


def _unless_null(**values: str) -> dict[str, str]:
    return {name: f"coalesce(s.{name}, {value})" for name, value in values.items()}


#: Measurements of no source: those on one image may all be of one time, so they are read once for all of a block.
FIND_WITHOUT_SOURCE = """
UPDATE staged_photometry s SET target = t.id FROM (
    SELECT min(id) AS id, image_path_id, measured_at, ra_deg, dec_deg FROM photometry
    WHERE source_id IS NULL AND image_path_id = ANY(
        ARRAY(SELECT DISTINCT image_path_id FROM staged_photometry WHERE source_id IS NULL AND id IS NULL)
    ) GROUP BY image_path_id, measured_at, ra_deg, dec_deg
) t WHERE s.source_id IS NULL AND s.id IS NULL AND (s.image_path_id, s.measured_at, s.ra_deg, s.dec_deg)
    = (t.image_path_id, t.measured_at, t.ra_deg, t.dec_deg)
"""
IMAGES = Records(
    ImageRecord,
    "image",
    same=["t.path_id = s.path_id AND t.created_at = s.created_at"],
    key=["path", "created_at"],
    watched="old.path_id AS before",
    derived=["run_id", "hpx29"],
)
PHOTOMETRY = Records(
    PhotometryRecord,
    "photometry",
    same=["t.source_id = s.source_id AND t.image_path_id = s.image_path_id AND t.measured_at = s.measured_at"],
    find_also=FIND_WITHOUT_SOURCE,
    of_path="image_path_id",
    key=["source_id", "image_path", "measured_at", "place"],
    watched="old.source_id AS before, t.source_id AS after",
)
SOURCES = Records(SourceRecord, "source", same=["t.id = s.id"], key=["source_id"], renamed={"source_id": "id"})
#: In the order in which they are stored.
COLLECTIONS = (
    Records(
        MeasurementSetRecord,
        "measurement_set",
        same=["t.path_id = s.path_id"],
        key=["path"],
        merged=True,
        new=_unless_null(cal_applied="false")
        | {"stage_updated_at": "coalesce(s.stage_updated_at, CASE WHEN s.stage IS NOT NULL THEN now() END)"},
        changed={
            "stage_updated_at": (
                "coalesce(s.stage_updated_at, CASE WHEN s.stage IS NOT NULL THEN now() END, t.stage_updated_at)"
            )
        },
        derived=["run_id"],
    ),
    IMAGES,
    PHOTOMETRY,
    Records(
        JobRecord,
        "job",
        same=[
            "t.ms_path_id = s.ms_path_id AND t.created_at = s.created_at AND t.type = s.type"
            " AND t.run_id IS NOT DISTINCT FROM s.run_id"
        ],
        key=["ms_path", "created_at", "type", "run_id"],
        merged=True,
        new=_unless_null(status="'pending'", logs="''", artifacts="'[]'", created_at="now()"),
    ),
    Records(
        CalibrationTableRecord,
        "calibration_table",
        same=["t.path = s.path"],
        key=["path"],
        by_key_only=True,
        new=_unless_null(created_at="now()"),
        changed=_unless_null(created_at="now()"),
        compared=_unless_null(created_at="t.created_at"),
        plain=["path"],
    ),
    Records(
        CalibrationQARecord,
        "calibration_qa",
        same=["t.ms_path_id = s.ms_path_id AND t.assessed_at = s.assessed_at"],
        key=["ms_path", "timestamp"],
        renamed={"timestamp": "assessed_at"},
    ),
    Records(
        ImageQARecord,
        "image_qa",
        same=["t.image_path_id = s.image_path_id AND t.assessed_at = s.assessed_at"],
        key=["image_path", "timestamp"],
        renamed={"timestamp": "assessed_at"},
    ),
    Records(
        QAFlagRecord,
        "qa_flag",
        same=[
            "t.image_path_id = s.image_path_id AND t.ms_path_id IS NOT DISTINCT FROM s.ms_path_id"
            " AND t.raised_at = s.raised_at AND t.details::text = s.details::text",
            "t.ms_path_id = s.ms_path_id AND t.image_path_id IS NULL AND s.image_path_id IS NULL"
            " AND t.raised_at = s.raised_at AND t.details::text = s.details::text",
        ],
        key=["image_path", "ms_path", "timestamp", "text"],
        renamed={"timestamp": "raised_at"},
    ),
    Records(
        BatchJobRecord,
        "batch_job",
        same=["t.type = s.type AND t.created_at = s.created_at"],
        key=["type", "created_at"],
        merged=True,
        new=_unless_null(completed_items="0", failed_items="0", created_at="now()"),
    ),
    SOURCES,
)
BY_NAME = {collection.name: collection for collection in COLLECTIONS}
