from __future__ import annotations

from project.imaging.catalogue.image_report import ImageReport
from project.imaging.catalogue.run_report import RunReport
from project.imaging.models import Image, MeasurementSet
from project.imaging.routing.cache_control import DETAIL, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.quality import ImageQualityOut, JobQualityOut, MeasurementSetQualityOut

router = ImagingRouter("/qa", tags=["quality"])


@router.get("/image/{image_id:rest}", response_model=ImageQualityOut)
async def read_image_quality(image_id: str) -> ImageReport:
    """Read the newest assessment of an image."""
    return await Image.objects.report(image_id)


@router.get("/ms/{ms_path:rest}", response_model=MeasurementSetQualityOut)
@cached(DETAIL)
async def read_measurement_set_quality(ms_path: str) -> RunReport:
    """Read the newest assessment of a measurement set's calibration."""
    return await MeasurementSet.objects.report(ms_path)


@router.get("/job/{run_id}", response_model=JobQualityOut)
async def read_job_quality(run_id: str) -> RunReport:
    """Read the quality of a run: the newest assessments of its measurement set and its newest image."""
    return await MeasurementSet.objects.report_of_run(run_id)
