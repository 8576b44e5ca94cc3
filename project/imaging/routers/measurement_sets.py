from __future__ import annotations

from project.imaging.catalogue.provenance import Provenance
from project.imaging.catalogue.run_report import RunReport
from project.imaging.models import MeasurementSet
from project.imaging.routing.cache_control import DETAIL, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.measurement_sets import CalibratorMatchesOut, MeasurementSetOut
from project.imaging.schemas.provenance import ProvenanceOut

router = ImagingRouter("/ms", tags=["measurement sets"])


@router.get("/{ms_path:rest}/metadata", response_model=MeasurementSetOut)
@cached(DETAIL)
async def read_measurement_set(ms_path: str) -> RunReport:
    """Read one measurement set, by its percent-encoded path."""
    return await MeasurementSet.objects.report(ms_path)


@router.get("/{ms_path:rest}/calibrator-matches", response_model=CalibratorMatchesOut)
@cached(DETAIL)
async def list_calibrator_matches(ms_path: str) -> RunReport:
    """List the calibration tables derived from a measurement set, in order of application."""
    return await MeasurementSet.objects.report(ms_path)


@router.get("/{ms_path:rest}/provenance", response_model=ProvenanceOut)
@cached(DETAIL)
async def read_measurement_set_provenance(ms_path: str) -> Provenance:
    """Read the provenance of a measurement set, and its newest image."""
    return (await MeasurementSet.objects.report(ms_path)).ms_provenance
