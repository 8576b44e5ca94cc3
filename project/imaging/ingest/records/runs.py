"""Records of runs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from project.core.http.schemas import NO_NUL
from project.imaging.ingest.field_types import (
    Count,
    Document,
    Id,
    Note,
    OptionalPath,
    Parameters,
    ProductPath,
    Short,
    UnixTime,
)
from project.imaging.ingest.records.record import Record


class JobRecord(Record):
    collection: ClassVar[str] = "jobs"

    id: Id | None = None
    type: Short
    status: Literal["pending", "running", "completed", "failed"] | None = None
    ms_path: ProductPath
    run_id: OptionalPath | None = None
    params: Parameters = None
    logs: Note | None = None
    artifacts: Document = None
    created_at: UnixTime | None = None
    started_at: UnixTime | None = None
    finished_at: UnixTime | None = None


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
