"""Merged statistics of parts equal those of the whole."""

import math
import statistics
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.moments import Moments
from project.imaging.lightcurves.source_statistics import COLUMNS, LatestImage, SourceStatistics
from project.imaging.lightcurves.variability import chi_squared, eta, v_index
from project.imaging.sky.geometry import unit_vector

flux = st.floats(-1e3, 1e3).map(lambda value: round(value, 6))
error = st.none() | st.just(0.0) | st.floats(1e-4, 10)
measurement = st.tuples(flux, error, st.floats(0, 359.9), st.floats(-90, 90), st.floats(1, 500))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def single(flux_jy: float, error_jy: float | None, ra_deg: float, dec_deg: float, snr: float) -> SourceStatistics:
    worth = snr * snr
    x, y, z = unit_vector(ra_deg, dec_deg)
    return SourceStatistics(
        Moments(1, 1, flux_jy),
        Moments(1, error_jy**-2, flux_jy) if error_jy else Moments(),
        (worth * x, worth * y, worth * z),
        images=1,
        peak_jyb=flux_jy,
        first_mjd=ra_deg,
        last_mjd=ra_deg,
    )


def total(parts: list[SourceStatistics]) -> SourceStatistics:
    return sum(parts, SourceStatistics())


@given(st.lists(measurement, min_size=2, max_size=30))
def test_eta_v_and_chi_squared_are_those_of_the_light_curve(
    measurements: list[tuple[float, float | None, float, float, float]],
) -> None:
    found = total([single(*one) for one in measurements])
    epochs = [Epoch(one[0], one[1]) for one in measurements]

    assert found.eta() == pytest.approx(eta(epochs), rel=1e-6, abs=1e-6)
    if found.flux.mean > 1e-6:
        assert found.v() == pytest.approx(v_index(epochs), rel=1e-6, abs=1e-6)
    if all(one[1] for one in measurements):
        assert found.chi_squared_reduced() == pytest.approx(
            (chi_squared(epochs) or 0) / (len(epochs) - 1), rel=1e-6, abs=1e-6
        )
    else:
        assert found.chi_squared_reduced() is None


@given(st.lists(measurement, min_size=1, max_size=30), st.integers(0, 30), st.randoms())
def test_parts_may_come_in_any_order(
    measurements: list[tuple[float, float | None, float, float, float]], cut: int, random: object
) -> None:
    parts = [single(*one) for one in measurements]
    whole = total(parts)
    random.shuffle(parts)  # type: ignore[attr-defined]

    other = total(parts[:cut]) + total(parts[cut:])

    assert other.flux.mean == pytest.approx(whole.flux.mean, rel=1e-9, abs=1e-9)
    assert other.flux.m2 == pytest.approx(whole.flux.m2, rel=1e-6, abs=1e-6)
    assert other.weighted.m2 == pytest.approx(whole.weighted.m2, rel=1e-6, abs=1e-3)
    assert other.position_sum == pytest.approx(whole.position_sum, rel=1e-9, abs=1e-6)
    assert (other.peak_jyb, other.first_mjd, other.last_mjd, other.images) == (
        *(whole.peak_jyb, whole.first_mjd, whole.last_mjd, whole.images),
    )


@given(st.lists(flux, min_size=2, max_size=50))
def test_the_deviations_are_those_of_the_standard_library(fluxes: list[float]) -> None:
    found = total([single(one, None, 0, 0, 1) for one in fluxes]).flux

    assert found.m2 / found.count == pytest.approx(statistics.pvariance(fluxes), rel=1e-6, abs=1e-6)


@given(
    st.floats(0, 359.999).map(lambda a: round(a, 6)),
    st.floats(-89.9, 89.9).map(lambda a: round(a, 6)),
    st.integers(1, 50),
)
def test_measurements_at_one_place_are_at_this_place(ra_deg: float, dec_deg: float, count: int) -> None:
    found = total([single(1, None, ra_deg, dec_deg, 1 + number / 7) for number in range(count)])

    assert found.columns(-1, -1, 0)[:2] == (ra_deg, dec_deg)


def test_a_cell_is_kept_where_the_place_is() -> None:
    values = single(1, None, 128.7288, 55.5725, 1).columns(128.7288, 55.5725, 42)

    assert dict(zip(COLUMNS, values, strict=True))["hpx29"] == 42


def test_what_is_stored_is_read_again() -> None:
    found = total([single(1.5, 0.1, 10, 20, 5), single(1.75, 0.2, 10, 20, 5)])
    columns = dict(zip(COLUMNS, found.columns(0, 0, 0), strict=True))

    again = SourceStatistics.stored({**columns, "latest_at": None})

    assert (again.flux, again.weighted) == (found.flux, found.weighted)
    assert again.position_sum == pytest.approx(found.position_sum)


@pytest.mark.parametrize("id", [1, 3])
def test_the_latest_image_is_the_newest_and_of_two_at_once_the_last(id: int) -> None:
    known, other = LatestImage(NOON, 2), LatestImage(NOON, id)

    assert (SourceStatistics(latest=known) + SourceStatistics(latest=other)).latest == max(known, other)
    assert (SourceStatistics(latest=None) + SourceStatistics(latest=other)).latest == other


def test_one_measurement_says_nothing_of_scatter() -> None:
    found = single(1, 0.1, 0, 0, 1)

    assert (found.eta(), found.v(), found.chi_squared_reduced()) == (None, None, None)


def test_no_scatter_is_0_and_not_unknown() -> None:
    found = total([single(1, 0.1, 0, 0, 1)] * 2)

    assert (found.eta(), found.v(), found.chi_squared_reduced()) == (0.0, 0.0, 0.0)
    assert math.isclose(found.position_sum[0], 2)
