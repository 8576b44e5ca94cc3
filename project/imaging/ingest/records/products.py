"""What the pipeline writes: one record a row of its own tables, by its own names of columns."""

from __future__ import annotations

import json
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from project.core.schemas import NO_NUL, In, JsonObject
from project.imaging.catalogue.run_status import run_id
from project.imaging.ingest.field_types import (
    Count,
    Declination,
    Document,
    Flag,
    Flux,
    Id,
    Int32,
    Int64,
    Label,
    Note,
    Number,
    OptionalPath,
    Parameters,
    Path,
    Pixels,
    PixelSize,
    Quantity,
    Reckoned,
    RightAscension,
    Short,
    SourceName,
    UnixTime,
)
from project.imaging.lightcurves.dates import mjd_of
from project.imaging.sky.geometry import hpx29

#: What the pipeline puts where its writer says nothing.
FOLLOWS = {
    "flux_jy": "peak_jyb",
    "flux_err_jy": "peak_err_jyb",
    "normalized_flux_jy": "flux_jy",
    "normalized_flux_err_jy": "flux_err_jy",
}
FOLLOWING = frozenset({*FOLLOWS, "mjd"})


class Record(In):
    """A row of the pipeline's. Keys that are not known are ignored."""

    #: Name of the collection.
    collection: ClassVar[str]


class MeasurementSetRecord(Record):
    collection: ClassVar[str] = "measurement_sets"

    path: Path
    start_mjd: Quantity | None = None
    end_mjd: Quantity | None = None
    mid_mjd: Quantity | None = None
    processed_at: UnixTime | None = None
    status: Short | None = None
    stage: Short | None = None
    stage_updated_at: UnixTime | None = None
    cal_applied: Flag | None = None
    imagename: OptionalPath | None = None
    ra_deg: RightAscension | None = None
    dec_deg: Declination | None = None
    field_name: Label | None = None
    pointing_ra_deg: RightAscension | None = None
    pointing_dec_deg: Declination | None = None

    @property
    def run_id(self) -> str:
        return run_id(self.path)


class ImageRecord(Record):
    collection: ClassVar[str] = "images"

    id: Id | None = None
    path: Path
    ms_path: Path
    created_at: UnixTime
    type: Short
    pbcor: Flag = False
    format: Annotated[str, Field(pattern=NO_NUL, max_length=20)] = "fits"
    beam_major_arcsec: Quantity | None = None
    beam_minor_arcsec: Quantity | None = None
    beam_pa_deg: Quantity | None = None
    noise_jy: Quantity | None = None
    dynamic_range: Quantity | None = None
    field_name: Label | None = None
    center_ra_deg: RightAscension | None = None
    center_dec_deg: Declination | None = None
    imsize_x: Pixels | None = None
    imsize_y: Pixels | None = None
    cellsize_arcsec: PixelSize | None = None
    freq_ghz: Reckoned | None = None
    bandwidth_mhz: Reckoned | None = None
    integration_sec: Reckoned | None = None

    @property
    def run_id(self) -> str:
        return run_id(self.ms_path)

    @property
    def hpx29(self) -> int | None:
        """Of the centre."""
        ra, dec = self.center_ra_deg, self.center_dec_deg
        return None if ra is None or dec is None else hpx29(ra, dec)


class PhotometryRecord(Record):
    collection: ClassVar[str] = "photometry"

    id: Id | None = None
    source_id: SourceName | None = None
    image_path: Path
    ra_deg: RightAscension
    dec_deg: Declination
    nvss_flux_mjy: Flux | None = None
    peak_jyb: Flux
    peak_err_jyb: Flux | None = None
    flux_jy: Flux | None = None
    flux_err_jy: Flux | None = None
    normalized_flux_jy: Flux | None = None
    normalized_flux_err_jy: Flux | None = None
    measured_at: UnixTime
    mjd: Quantity | None = None
    mosaic_path: OptionalPath | None = None
    snr: Annotated[Number, Field(ge=-1e12, le=1e12)] | None = None
    sep_from_center_deg: Quantity | None = None
    flags: Int32 = 0

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """What follows from the rest where its key is not there; a null stays null."""
        missing = FOLLOWING.difference(self.model_fields_set)
        if missing:
            known = self.__dict__  # ten times as quick as setting each
            for name, other in FOLLOWS.items():
                if name in missing:
                    known[name] = known[other]
            if "mjd" in missing:
                known["mjd"] = mjd_of(self.measured_at)
        return self

    @property
    def place(self) -> tuple[float, float] | None:
        """What tells measurements on one image apart where they are of no source."""
        return None if self.source_id is not None else (self.ra_deg, self.dec_deg)


class JobRecord(Record):
    collection: ClassVar[str] = "jobs"

    id: Id | None = None
    type: Short
    status: Literal["pending", "running", "completed", "failed"] | None = None
    ms_path: Path
    run_id: OptionalPath | None = None
    params: Parameters = None
    logs: Note | None = None
    artifacts: Document = None
    created_at: UnixTime | None = None
    started_at: UnixTime | None = None
    finished_at: UnixTime | None = None


class CalibrationTableRecord(Record):
    collection: ClassVar[str] = "calibration_tables"

    id: Id | None = None
    set_name: Label
    path: Path
    table_type: Annotated[str, Field(pattern=NO_NUL, max_length=20)]
    order_index: Int32
    cal_field: Label | None = None
    refant: Short | None = None
    created_at: UnixTime | None = None
    valid_start_mjd: Quantity | None = None
    valid_end_mjd: Quantity | None = None
    status: Literal["active", "retired", "failed"] = "active"
    notes: Note | None = None
    source_ms_path: Path | None = None
    solver_command: Note | None = None
    solver_version: Annotated[str, Field(pattern=NO_NUL, max_length=100)] | None = None
    solver_params: Document = None
    quality_metrics: Document = None


class CalibrationQARecord(Record):
    collection: ClassVar[str] = "calibration_qa"

    id: Id | None = None
    ms_path: Path
    job_id: Int64 | None = None
    k_metrics: Note | None = None
    bp_metrics: Note | None = None
    g_metrics: Note | None = None
    per_spw_stats: Note | None = None
    overall_quality: Short | None = None
    flags_total: Annotated[Number, Field(ge=0, le=1)] | None = None
    timestamp: UnixTime


class ImageQARecord(Record):
    collection: ClassVar[str] = "image_qa"

    id: Id | None = None
    image_path: Path
    ms_path: Path
    job_id: Int64 | None = None
    rms_noise: Quantity | None = None
    peak_flux: Quantity | None = None
    dynamic_range: Quantity | None = None
    beam_major: Quantity | None = None
    beam_minor: Quantity | None = None
    beam_pa: Quantity | None = None
    num_sources: Int32 | None = None
    thumbnail_path: OptionalPath | None = None
    overall_quality: Short | None = None
    timestamp: UnixTime


class QAFlagRecord(Record):
    """All other keys are passed on as they are."""

    collection: ClassVar[str] = "qa_flags"

    id: Id | None = None
    image_path: Path | None = None
    ms_path: Path | None = None
    timestamp: UnixTime
    details: SkipJsonSchema[JsonObject] = {}

    @model_validator(mode="before")
    @classmethod
    def _sorted(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        own = {name: value for name, value in values.items() if name in cls.model_fields and name != "details"}
        return {**own, "details": {name: value for name, value in values.items() if name not in own}}

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if self.image_path is None and self.ms_path is None:
            raise ValueError("Should have an image_path or an ms_path")
        return self

    @property
    def text(self) -> str:
        return json.dumps(self.details)


class BatchJobRecord(Record):
    collection: ClassVar[str] = "batch_jobs"

    id: Id | None = None
    type: Annotated[str, Field(pattern=NO_NUL, max_length=100)]
    created_at: UnixTime | None = None
    status: Short | None = None
    total_items: Count
    completed_items: Count | None = None
    failed_items: Count | None = None
    params: Parameters = None


class SourceRecord(Record):
    """A source's name. All else of it is worked out from its photometry."""

    collection: ClassVar[str] = "sources"

    source_id: SourceName
    name: SourceName | None = None
