"""Stored measurements, and the sources that follow from them."""

from typing import Any

import httpx2
import numpy as np
import pytest

from project.imaging.ingest import blocks
from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.source_statistics import COLUMNS
from project.imaging.lightcurves.variability import eta, v_index
from project.imaging.managers import source_updates
from project.imaging.models import Photometry, Source
from tests.imaging.uploads import NOON, image, ingest, photometry, rows

SOURCE = "NVSS J083454+553421"
OTHER = "NVSS J132654+543603"


async def source(source_id: str = SOURCE) -> Source:
    return await Source.get(id=source_id)


async def test_missing_keys_get_defaults(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(peak_jyb=0.5, peak_err_jyb=0.01))

    found = await Photometry.get()
    assert (found.flux_jy, found.flux_err_jy, found.normalized_flux_jy, found.normalized_flux_err_jy) == (
        *(0.5, 0.01, 0.5, 0.01),
    )
    assert (found.mjd, found.flags, found.snr) == (NOON / 86400 + 40587, 0, None)


async def test_normalised_fluxes_follow_the_integrated_ones(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(flux_jy=0.6, flux_err_jy=None, peak_err_jyb=0.01))

    found = await Photometry.get()
    assert (found.normalized_flux_jy, found.flux_err_jy, found.normalized_flux_err_jy) == (0.6, None, None)


async def test_a_null_stays_null(as_alice: httpx2.AsyncClient) -> None:
    nothing = dict.fromkeys(("flux_jy", "flux_err_jy", "normalized_flux_jy", "normalized_flux_err_jy", "mjd"))

    await ingest(as_alice, photometry(peak_err_jyb=0.01, **nothing))

    found = await Photometry.get()
    assert [getattr(found, name) for name in nothing] == [None] * 5
    assert (await source()).mean_flux_jy == 0.5


async def test_measurements_without_a_source_create_none(as_alice: httpx2.AsyncClient) -> None:
    found = await ingest(as_alice, photometry(source_id=None), photometry(source_id=None, ra_deg=1))

    assert found == {"photometry": {"stored": 2}}
    assert await Source.all().count() == 0


async def test_a_source_is_exactly_at_the_position_of_its_measurements(as_alice: httpx2.AsyncClient) -> None:
    places = [photometry(measured_at=NOON + n, snr=n * 7.3) for n in range(20)]
    await ingest(as_alice, *places[:7])
    await ingest(as_alice, *places[7:])

    found = await source()
    assert (found.ra_deg, found.dec_deg) == (128.7288, 55.5725)


async def test_the_position_is_a_mean_on_the_sphere(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(ra_deg=359, dec_deg=0, snr=3), photometry(ra_deg=1, dec_deg=0, measured_at=1))

    found = await source()
    assert (round(found.ra_deg, 4), found.dec_deg, found.position_weight) == (
        359.2000,
        0.0,
        pytest.approx(10, rel=1e-3),
    )


async def test_opposite_measurements_still_have_a_source(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(ra_deg=0, dec_deg=90), photometry(ra_deg=0, dec_deg=-90, measured_at=1))

    assert (await source()).num_measurements == 2


async def test_images_are_counted_once(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(), photometry(measured_at=1))
    await ingest(as_alice, photometry(measured_at=2), photometry(measured_at=3, image_path="/stage/other.fits"))

    found = await source()
    assert (found.num_images, found.num_measurements) == (2, 4)


async def test_the_latest_image_is_the_newest_of_those_at_measured_paths(as_alice: httpx2.AsyncClient) -> None:
    old, new = image(id=1, created_at=1), image(id=2, path="/stage/new.fits", created_at=2)
    await ingest(as_alice, old, new, photometry())
    before = (await source()).latest_image_id

    await ingest(as_alice, photometry(image_path="/stage/new.fits"))

    assert (before, (await source()).latest_image_id) == (1, 2)


async def test_an_image_that_arrives_after_its_measurements_is_the_latest(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry())
    before = (await source()).latest_image_id

    await ingest(as_alice, image(id=3))

    assert (before, (await source()).latest_image_id) == (None, 3)


async def test_an_image_that_moves_away_is_no_longer_the_latest(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, image(id=1, created_at=1), image(id=2), photometry())
    before = (await source()).latest_image_id

    await ingest(as_alice, image(id=2, path="/stage/elsewhere.fits"))

    assert (before, (await source()).latest_image_id) == (2, 1)


async def test_a_measurement_that_moves_to_another_source_leaves_no_trace(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(id=1), photometry(id=2, peak_jyb=0.9, measured_at=1), image(id=1))
    found = await ingest(as_alice, photometry(id=2, peak_jyb=0.9, measured_at=1, source_id=OTHER))

    one, other = await source(), await source(OTHER)
    assert found == {"photometry": {"updated": 1}}
    assert (one.num_measurements, one.peak_flux_jy, one.v) == (1, 0.5, None)
    assert (other.num_measurements, other.peak_flux_jy, other.latest_image_id) == (1, 0.9, 1)


async def test_a_source_is_deleted_with_its_last_measurement(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, photometry(id=1))
    await ingest(as_alice, photometry(id=1, source_id=None))

    assert await Source.all().count() == 0


def light_curve(count: int, seed: int) -> list[dict[str, Any]]:
    """Measurements of two sources, some without an error, some two on one image."""
    random = np.random.default_rng(seed)
    return [
        photometry(
            source_id=SOURCE if number % 3 else OTHER,
            image_path=f"/stage/{number // 5}.fits",
            ra_deg=float(random.normal(0.001, 0.01) % 360),
            dec_deg=float(random.normal(54, 0.01)),
            peak_jyb=float(random.normal(1, 0.2)),
            peak_err_jyb=None if number % 7 == 6 and number % 3 == 0 else float(random.uniform(0.01, 0.1)),
            flux_jy=None if number % 5 else float(random.normal(1, 0.2)),
            flux_err_jy=None,
            snr=None if number % 4 == 0 else float(random.uniform(0, 50)),
            measured_at=NOON + number,
        )
        for number in range(count)
    ]


def fluxes(records: list[dict[str, Any]]) -> list[Epoch]:
    return [
        Epoch(one["peak_jyb"] if one["flux_jy"] is None else one["flux_jy"], one["peak_err_jyb"]) for one in records
    ]


async def test_statistics_are_those_of_the_whole_light_curve(as_alice: httpx2.AsyncClient) -> None:
    records = light_curve(90, 1)

    for first in range(0, 90, 30):
        await ingest(as_alice, *records[first : first + 30])

    own = [one for one in records if one["source_id"] == SOURCE]
    epochs, found = fluxes(own), await source()
    flux = np.array([epoch.flux_jy for epoch in epochs])
    weight = np.array([epoch.error_jy for epoch in epochs]) ** -2.0
    n = len(flux)
    assert found.num_measurements == n
    assert found.mean_flux_jy == pytest.approx(flux.mean())
    assert found.v == pytest.approx(flux.std() / flux.mean()) == v_index(epochs)
    scatter = (weight * flux**2).mean() - (weight * flux).mean() ** 2 / weight.mean()
    assert found.eta == pytest.approx(n / (n - 1) * scatter) == eta(epochs)
    assert found.chi_squared_reduced == pytest.approx((weight * (flux - flux.mean()) ** 2).sum() / (n - 1))
    assert found.peak_flux_jy == max(one["peak_jyb"] for one in own)
    days = [one["measured_at"] / 86400 + 40587 for one in own]
    assert (found.first_mjd, found.last_mjd) == (min(days), max(days))
    assert found.num_images == len({one["image_path"] for one in own})


async def test_the_position_is_weighted_by_signal_to_noise_squared(as_alice: httpx2.AsyncClient) -> None:
    records = light_curve(60, 2)
    await ingest(as_alice, *records[:13])
    await ingest(as_alice, *records[13:])

    own = [one for one in records if one["source_id"] == SOURCE]
    ra, dec = np.radians([one["ra_deg"] for one in own]), np.radians([one["dec_deg"] for one in own])
    worth = np.array([max(one["snr"] or 0, 1) for one in own]) ** 2
    x, y, z = ((worth * part).sum() for part in (np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)))
    found = await source()
    assert found.ra_deg == pytest.approx(np.degrees(np.arctan2(y, x)) % 360, abs=1e-9)
    assert found.dec_deg == pytest.approx(np.degrees(np.arctan2(z, np.hypot(x, y))), abs=1e-9)


async def test_one_unknown_error_leaves_no_chi_squared(as_alice: httpx2.AsyncClient) -> None:
    await ingest(as_alice, *light_curve(90, 3))

    found = await source(OTHER)
    assert (found.chi_squared_reduced, found.weighted_count < found.num_measurements) == (None, True)
    assert found.eta is not None


@pytest.mark.parametrize("seed", range(4))
async def test_merged_statistics_equal_recomputed_ones(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    records = [{**one, "id": number} for number, one in enumerate(light_curve(60, seed), 1)]
    monkeypatch.setattr(blocks, "BLOCK_RECORDS", 7)
    monkeypatch.setattr(source_updates, "BATCH_SOURCES", 1)
    await ingest(as_alice, *records)
    merged = await sums()

    await ingest(as_alice, *({**one, "flags": 1} for one in records))

    assert await sums() == pytest.approx(merged, rel=1e-9, abs=1e-9)


async def sums() -> dict[str, float]:
    """All statistics of all sources but their cells, which change with the last digit of a position."""
    found = {f"{row['id']} {name}": row[name] for row in await rows("source") for name in COLUMNS if name != "hpx29"}
    return {name: value for name, value in found.items() if value is not None}
