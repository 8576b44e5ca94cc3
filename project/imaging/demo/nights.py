"""Records of one night: its measurement set, its run and its products."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from project.imaging.demo.field import FIELD, STAGE, DemoSource
from project.imaging.demo.products import calibration, image
from project.imaging.demo.records import Record, mjd, record, start_of

#: By night: stage and status of the measurement set where something went wrong.
TROUBLE = {7: ("converted", "failed"), 16: ("calibrated", "completed"), 29: ("converted", "processing")}


def night_records(random: Random, night: int, sources: list[DemoSource]) -> Iterator[Record]:
    start = start_of(night)
    name = f"{start:%Y-%m-%dT%H:%M:%S}"
    ms_path, run_id = f"{STAGE}/ms/{name}.ms", f"job-{start:%Y-%m-%d-%H%M%S}"
    stage, status = TROUBLE.get(night, ("imaged", "completed"))
    yield _measurement_set(start, ms_path, stage, status)
    yield from calibration(random, start, ms_path, poor=night in TROUBLE)
    job_status = {"completed": "completed", "failed": "failed"}.get(status, "running")
    finished = None if job_status == "running" else (start + timedelta(minutes=38)).timestamp()
    yield record(
        "jobs",
        type="workflow",
        status=job_status,
        ms_path=ms_path,
        run_id=run_id,
        params={"config": {"niter": 1000, "robust": 0.5, "gridder": "wgridder"}},
        created_at=(start + timedelta(minutes=6)).timestamp(),
        started_at=(start + timedelta(minutes=7)).timestamp(),
        finished_at=finished,
    )
    if stage == "imaged":
        yield from image(random, start, ms_path, sources)


def _measurement_set(start: datetime, path: str, stage: str, status: str) -> Record:
    return record(
        "measurement_sets",
        path=path,
        start_mjd=mjd(start),
        mid_mjd=mjd(start + timedelta(seconds=154.5)),
        end_mjd=mjd(start + timedelta(seconds=309)),
        processed_at=(start + timedelta(minutes=40)).timestamp(),
        status=status,
        stage=stage,
        stage_updated_at=(start + timedelta(minutes=40)).timestamp(),
        cal_applied=stage != "converted",
        imagename=path.replace("/ms/", "/images/").removesuffix(".ms") + ".img" if stage == "imaged" else None,
        ra_deg=FIELD[0],
        dec_deg=FIELD[1],
        field_name=FIELD[2],
        pointing_ra_deg=FIELD[0],
        pointing_dec_deg=FIELD[1],
    )
