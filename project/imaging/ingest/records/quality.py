"""Records of quality assessments."""

from __future__ import annotations

import json
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from project.core.http.schemas import JsonObject
from project.imaging.ingest.conversions import StoredAs, json_text
from project.imaging.ingest.field_types import (
    Id,
    Int32,
    Int64,
    Note,
    Number,
    OptionalPath,
    ProductPath,
    Quantity,
    Short,
    UnixTime,
)
from project.imaging.ingest.records.record import Record


class CalibrationQARecord(Record):
    collection: ClassVar[str] = "calibration_qa"

    id: Id | None = None
    ms_path: ProductPath
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
    image_path: ProductPath
    ms_path: ProductPath
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
    """A remark. Keys that are no fields are kept in `details`."""

    collection: ClassVar[str] = "qa_flags"

    id: Id | None = None
    image_path: ProductPath | None = None
    ms_path: ProductPath | None = None
    timestamp: UnixTime
    details: Annotated[SkipJsonSchema[JsonObject], StoredAs(json_text)] = {}

    @model_validator(mode="before")
    @classmethod
    def _collect_details(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        own = {name: value for name, value in values.items() if name in cls.model_fields and name != "details"}
        return {**own, "details": {name: value for name, value in values.items() if name not in own}}

    @model_validator(mode="after")
    def _require_path(self) -> Self:
        if self.image_path is None and self.ms_path is None:
            raise ValueError("Should have an image_path or an ms_path")
        return self

    @property
    def text(self) -> str:
        return json.dumps(self.details)
