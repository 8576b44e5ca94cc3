from __future__ import annotations

from datetime import datetime

from pydantic import Field

from project.core.http.schemas import Out


class TotalOut(Out):
    total: int


class StagesOut(Out):
    imaged: int
    calibrated: int
    ingested: int
    pending: int = Field(description="Without a stage.")


class MeasurementSetsCountedOut(TotalOut):
    by_stage: StagesOut


class StatusesOut(Out):
    completed: int
    running: int
    pending: int
    failed: int


class JobsCountedOut(TotalOut):
    by_status: StatusesOut


class RecentImageOut(Out):
    path: str
    created_at: datetime
    type: str


class StatisticsMetaOut(Out):
    generated_at: datetime
    cache_hint_seconds: int = 30


class StatisticsOut(Out):
    ms: MeasurementSetsCountedOut
    images: TotalOut
    photometry: TotalOut
    sources: TotalOut
    jobs: JobsCountedOut = Field(description="The pipeline's batch jobs.")
    recent_images: list[RecentImageOut]
    cal_tables: TotalOut
    meta: StatisticsMetaOut = Field(alias="_meta")
