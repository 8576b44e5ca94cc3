from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.pagination import Page
from project.imaging.catalogue.provenance import Provenance
from project.imaging.catalogue.run_report import RunReport
from project.imaging.models import MeasurementSet
from project.imaging.routing.cache_control import LIVE, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.jobs import JobOut, ListedJobOut
from project.imaging.schemas.paging import ProductPaging
from project.imaging.schemas.provenance import JobProvenanceOut

router = ImagingRouter("/jobs", tags=["jobs"])


@router.get("", response_model=list[ListedJobOut])
@cached(LIVE)
async def list_jobs(query: Annotated[ProductPaging, Query()], page: Page) -> Response:
    """List the runs of the pipeline, one for each measurement set, newest first."""
    return await page(MeasurementSet.objects.processed(), ListedJobOut, query, "-processed_at", query.offset)


@router.get("/{run_id}", response_model=JobOut)
@cached(LIVE)
async def read_job(run_id: str) -> RunReport:
    """Read one run, as its newest record in the queue has it."""
    return await MeasurementSet.objects.report_of_run(run_id)


@router.get("/{run_id}/provenance", response_model=JobProvenanceOut)
@cached(LIVE)
async def read_job_provenance(run_id: str) -> Provenance:
    """Read the provenance of a run: its input and its products."""
    return (await MeasurementSet.objects.report_of_run(run_id)).job_provenance
