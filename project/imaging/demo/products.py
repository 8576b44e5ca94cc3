"""Products of one night: calibration, image and photometry."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from project.imaging.demo.field import FIELD, FIRST_NIGHT, DemoSource
from project.imaging.demo.records import Record, mjd, record
from project.imaging.sky.geometry import separation_deg


def calibration(random: Random, start: datetime, ms_path: str, *, poor: bool) -> Iterator[Record]:
    root = ms_path.replace("/ms/", "/caltables/").removesuffix(".ms")
    solved = start + timedelta(minutes=15)
    for number, kind in enumerate(("K", "BA", "BP", "GA", "GP"), 1):
        yield record(
            "calibration_tables",
            set_name=f"{FIELD[2]}_{start:%Y-%m-%d}",
            path=f"{root}_{FIELD[2]}_{kind.lower()}cal",
            table_type=kind,
            order_index=10 * number,
            cal_field=FIELD[2],
            refant="103",
            created_at=(solved + timedelta(seconds=number)).timestamp(),
            valid_start_mjd=mjd(start - timedelta(hours=12)),
            valid_end_mjd=mjd(start + timedelta(hours=12)),
            source_ms_path=ms_path,
            solver_version="6.7.2",
        )
    flagged = round(random.uniform(0.5, 0.8) if poor else random.uniform(0.02, 0.25), 3)
    quality = "poor" if poor else "excellent" if flagged < 0.1 else "good"
    metrics = json.dumps({"flag_fraction": flagged, "avg_snr": round(random.gauss(55, 6), 1)})
    yield record(
        "calibration_qa",
        ms_path=ms_path,
        k_metrics=metrics,
        overall_quality=quality,
        flags_total=flagged,
        timestamp=(solved + timedelta(minutes=1)).timestamp(),
    )


def image(random: Random, start: datetime, ms_path: str, sources: list[DemoSource]) -> Iterator[Record]:
    path = ms_path.replace("/ms/", "/images/").removesuffix(".ms") + ".img-image-pb.fits"
    noise = abs(random.gauss(0.00045, 0.00005))
    made = start + timedelta(minutes=35)
    beam = {"major": round(random.gauss(13.4, 0.2), 2), "minor": round(random.gauss(11.2, 0.2), 2), "pa": 12.5}
    dynamic_range = round(sources[0].flux_jy / noise, 1)
    yield record(
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
    yield from (_measurement(random, start, path, noise, source) for source in sources)
    yield record(
        "image_qa",
        ms_path=ms_path,
        image_path=path,
        rms_noise=round(noise, 6),
        peak_flux=sources[0].flux_jy,
        dynamic_range=dynamic_range,
        **{f"beam_{axis}": value for axis, value in beam.items()},
        num_sources=len(sources),
        overall_quality="excellent" if dynamic_range > 1000 else "good",
        timestamp=(made + timedelta(minutes=1)).timestamp(),
    )


def _measurement(random: Random, start: datetime, path: str, noise: float, source: DemoSource) -> Record:
    middle = start + timedelta(seconds=154.5)
    days = (middle - FIRST_NIGHT) / timedelta(days=1)
    flux = source.flux_jy * (1 + source.amplitude * math.sin(2 * math.pi * days / source.period_days))
    error = math.hypot(noise, 0.01 * flux)
    measured = random.gauss(flux, error)
    return record(
        "photometry",
        source_id=source.name,
        image_path=path,
        ra_deg=source.ra_deg,
        dec_deg=source.dec_deg,
        nvss_flux_mjy=round(source.flux_jy * 1000, 3),
        peak_jyb=round(measured * 0.98, 6),
        peak_err_jyb=round(error, 6),
        flux_jy=round(measured, 6),
        flux_err_jy=round(error, 6),
        measured_at=middle.timestamp(),
        snr=round(measured / error, 1),
        sep_from_center_deg=round(separation_deg(*FIELD[:2], source.ra_deg, source.dec_deg), 4),
    )
