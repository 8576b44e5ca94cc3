from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from project.core.http.events import EventStream
from project.imaging.access.rights import CatalogueWriter
from project.imaging.models import Job
from project.imaging.routing.cache_control import LIVE, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.runs.event_feed import CurrentFeed
from project.imaging.runs.logs import logs_of
from project.imaging.schemas.run_events import EVENTS
from project.imaging.schemas.runs import LogsOut, RerunOut
from project.imaging.settings import ImagingSettings
from project.users.limits import address_of

router = ImagingRouter("", tags=["jobs"])
RunId = Annotated[str, Path(max_length=1000, examples=["job-2025-10-02-134906"])]
Tail = Annotated[int, Query(description="Lines from the end. 0 or less for all in the last 2 MB.")]
LOGS: dict[str, Any] = {"response_model": LogsOut, "response_model_exclude_none": True}
STREAM: dict[str, Any] = {"response_class": EventStream, "responses": EVENTS}


@router.get("/logs/{run_id}", **LOGS)
@cached(LIVE)
async def read_logs(request: Request, run_id: RunId, tail: Tail = 100) -> LogsOut:
    """Read the end of a run's log. The `logs_url` of a provenance leads here."""
    settings: ImagingSettings = request.app.state.settings.of(ImagingSettings)
    return await logs_of(run_id, tail, settings.log_folders)


@router.get("/jobs/{run_id}/logs", **LOGS)
@cached(LIVE)
async def read_job_logs(request: Request, run_id: RunId, tail: Tail = 100) -> LogsOut:
    """Read the end of a run's log."""
    settings: ImagingSettings = request.app.state.settings.of(ImagingSettings)
    return await logs_of(run_id, tail, settings.log_folders)


@router.post("/jobs/{run_id}/rerun", response_model=RerunOut, responses={409: {}}, idempotent=True)
async def rerun_job(run_id: RunId, caller: CatalogueWriter) -> RerunOut:
    """Queue a run again with its latest configuration. 409 while it is queued or running."""
    key = await Job.objects.queue_rerun(caller, run_id)
    has_worker = await Job.objects.has_worker()
    message = f"Job {run_id} queued for re-run"
    return RerunOut(job_id=key, original_run_id=run_id, message=message, queue_connected=has_worker)


@router.get("/jobs/events", **STREAM)
@cached(LIVE)
async def follow_jobs(request: Request, feed: CurrentFeed) -> Response:
    """Follow all runs, as server-sent events."""
    return EventStream(await feed.follow(None, address_of(request)))


@router.get("/jobs/{run_id}/events", **STREAM)
@cached(LIVE)
async def follow_job(request: Request, run_id: RunId, feed: CurrentFeed) -> Response:
    """Follow one run, as server-sent events."""
    return EventStream(await feed.follow(run_id, address_of(request)))
