"""A month of a telescope's catalogue, the same every time: one field, its sources, and how each night went."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from project.imaging.lightcurves.dates import mjd_of
from project.imaging.sky.geometry import separation_deg

Record = dict[str, Any]

STAGE = "/stage/dsa110-contimg"
FIRST_NIGHT = datetime(2025, 10, 1, 13, 49, 6, tzinfo=UTC)
NIGHTS = 30
#: The sky comes round four minutes earlier every day.
SIDEREAL_DAY = timedelta(hours=23, minutes=56, seconds=4)
#: Degrees (ICRS), and name.
FIELD = (128.7288, 55.5725, "0834+555")
SOURCES = 40
#: Nights on which something went wrong: stage and status that the measurement set was left in.
TROUBLE = {7: ("converted", "failed"), 16: ("calibrated", "completed"), 29: ("converted", "processing")}


class Place(NamedTuple):
    """A source as the catalogue has it."""

    name: str
    ra_deg: float
    dec_deg: float
    flux_jy: float
    #: By how much of its flux it swells and fades, and how long that takes.
    swing: float
    period_days: float


def records() -> Iterator[Record]:
    """In the order in which the pipeline would write them."""
    random = Random(110)
    places = [_place(random, number) for number in range(SOURCES)]
    for night in range(NIGHTS):
        yield from _night(random, night, places)
    yield _of(
        "batch_jobs",
        type="batch_photometry",
        created_at=_start(NIGHTS).timestamp(),
        status="completed",
        total_items=NIGHTS,
    )
    yield _of("sources", source_id=places[0].name, name="4C 55.16")


def lines() -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records())


def _place(random: Random, number: int) -> Place:
    if number == 0:  # the calibrator, by a name that no data set of the pipeline's has
        return Place("4C 55.16", *FIELD[:2], 8.2, 0.0, 1.0)
    radius, turn = 1.5 * math.sqrt(random.random()), random.uniform(0, 2 * math.pi)
    dec = FIELD[1] + radius * math.sin(turn)
    ra = FIELD[0] + radius * math.cos(turn) / math.cos(math.radians(dec))
    swing = random.uniform(0.2, 0.6) if number % 8 == 3 else 0.0
    flux = 0.005 * random.paretovariate(0.9)
    return Place(_name(ra, dec), round(ra, 6), round(dec, 6), min(flux, 2.0), swing, random.uniform(5, 25))


def _name(ra_deg: float, dec_deg: float) -> str:
    """By the rules of the IAU: cut off, not rounded."""
    seconds, arcsec = int(ra_deg * 240), int(abs(dec_deg) * 3600)
    hours, minutes = divmod(seconds // 60, 60)
    degrees, arcmin = divmod(arcsec // 60, 60)
    sign = "-" if dec_deg < 0 else "+"
    return f"NVSS J{hours:02}{minutes:02}{seconds % 60:02}{sign}{degrees:02}{arcmin:02}{arcsec % 60:02}"


def _start(night: int) -> datetime:
    return FIRST_NIGHT + night * SIDEREAL_DAY


def _mjd(moment: datetime) -> float:
    return round(mjd_of(moment.timestamp()), 6)


def _of(collection: str, **values: Any) -> Record:
    return {"collection": collection, **values}


def _night(random: Random, night: int, places: list[Place]) -> Iterator[Record]:
    start = _start(night)
    name = f"{start:%Y-%m-%dT%H:%M:%S}"
    ms_path, run_id = f"{STAGE}/ms/{name}.ms", f"job-{start:%Y-%m-%d-%H%M%S}"
    stage, status = TROUBLE.get(night, ("imaged", "completed"))
    yield _measurement_set(start, ms_path, stage, status)
    yield from _calibration(random, start, ms_path, poor=night in TROUBLE)
    job_status = {"completed": "completed", "failed": "failed"}.get(status, "running")
    finished = None if job_status == "running" else (start + timedelta(minutes=38)).timestamp()
    yield _of(
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
        yield from _image(random, start, ms_path, places)


def _measurement_set(start: datetime, path: str, stage: str, status: str) -> Record:
    return _of(
        "measurement_sets",
        path=path,
        start_mjd=_mjd(start),
        mid_mjd=_mjd(start + timedelta(seconds=154.5)),
        end_mjd=_mjd(start + timedelta(seconds=309)),
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


def _calibration(random: Random, start: datetime, ms_path: str, *, poor: bool) -> Iterator[Record]:
    root = ms_path.replace("/ms/", "/caltables/").removesuffix(".ms")
    solved = start + timedelta(minutes=15)
    for place, kind in enumerate(("K", "BA", "BP", "GA", "GP"), 1):
        yield _of(
            "calibration_tables",
            set_name=f"{FIELD[2]}_{start:%Y-%m-%d}",
            path=f"{root}_{FIELD[2]}_{kind.lower()}cal",
            table_type=kind,
            order_index=10 * place,
            cal_field=FIELD[2],
            refant="103",
            created_at=(solved + timedelta(seconds=place)).timestamp(),
            valid_start_mjd=_mjd(start - timedelta(hours=12)),
            valid_end_mjd=_mjd(start + timedelta(hours=12)),
            source_ms_path=ms_path,
            solver_version="6.7.2",
        )
    flagged = round(random.uniform(0.5, 0.8) if poor else random.uniform(0.02, 0.25), 3)
    quality = "poor" if poor else "excellent" if flagged < 0.1 else "good"
    metrics = json.dumps({"flag_fraction": flagged, "avg_snr": round(random.gauss(55, 6), 1)})
    yield _of(
        "calibration_qa",
        ms_path=ms_path,
        k_metrics=metrics,
        overall_quality=quality,
        flags_total=flagged,
        timestamp=(solved + timedelta(minutes=1)).timestamp(),
    )


def _image(random: Random, start: datetime, ms_path: str, places: list[Place]) -> Iterator[Record]:
    path = ms_path.replace("/ms/", "/images/").removesuffix(".ms") + ".img-image-pb.fits"
    noise = abs(random.gauss(0.00045, 0.00005))
    made = start + timedelta(minutes=35)
    beam = {"major": round(random.gauss(13.4, 0.2), 2), "minor": round(random.gauss(11.2, 0.2), 2), "pa": 12.5}
    dynamic_range = round(places[0].flux_jy / noise, 1)
    yield _of(
        "images",
        path=path,
        ms_path=ms_path,
        created_at=made.timestamp(),
        type="clean",
        pbcor=True,
        **{f"beam_{axis}_{'deg' if axis == 'pa' else 'arcsec'}": value for axis, value in beam.items()},
        noise_jy=round(noise, 6),
        dynamic_range=dynamic_range,
        field_name=FIELD[2],
        center_ra_deg=FIELD[0],
        center_dec_deg=FIELD[1],
        imsize_x=4096,
        imsize_y=4096,
        cellsize_arcsec=3.0,
        freq_ghz=1.405,
        bandwidth_mhz=187.5,
        integration_sec=309.0,
    )
    yield from (_measurement(random, start, path, noise, place) for place in places)
    yield _of(
        "image_qa",
        ms_path=ms_path,
        image_path=path,
        rms_noise=round(noise, 6),
        peak_flux=places[0].flux_jy,
        dynamic_range=dynamic_range,
        **{f"beam_{axis}": value for axis, value in beam.items()},
        num_sources=len(places),
        overall_quality="excellent" if dynamic_range > 1000 else "good",
        timestamp=(made + timedelta(minutes=1)).timestamp(),
    )


def _measurement(random: Random, start: datetime, path: str, noise: float, place: Place) -> Record:
    middle = start + timedelta(seconds=154.5)
    days = (middle - FIRST_NIGHT) / timedelta(days=1)
    flux = place.flux_jy * (1 + place.swing * math.sin(2 * math.pi * days / place.period_days))
    error = math.hypot(noise, 0.01 * flux)
    measured = random.gauss(flux, error)
    return _of(
        "photometry",
        source_id=place.name,
        image_path=path,
        ra_deg=place.ra_deg,
        dec_deg=place.dec_deg,
        nvss_flux_mjy=round(place.flux_jy * 1000, 3),
        peak_jyb=round(measured * 0.98, 6),
        peak_err_jyb=round(error, 6),
        flux_jy=round(measured, 6),
        flux_err_jy=round(error, 6),
        measured_at=middle.timestamp(),
        snr=round(measured / error, 1),
        sep_from_center_deg=round(separation_deg(*FIELD[:2], place.ra_deg, place.dec_deg), 4),
    )
