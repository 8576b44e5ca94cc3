"""The formulas, compared with numpy and astropy. test_sources.py tests the route."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from astropy import units
from astropy.stats import mad_std
from hypothesis import given
from hypothesis import strategies as st

from project.imaging.lightcurves.assessment import assess
from project.imaging.lightcurves.epoch_pairs import TwoEpoch, most_significant_pair, two_epoch
from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.variability import chi_squared, eta, is_variable, largest_deviation, v_index

#: In Jy: the variable source of the contract's seed, and its steady one.
VARIABLE = [Epoch(0.0123, 0.0005), Epoch(0.0187, 0.0006), Epoch(0.0098, 0.0035), Epoch(0.0151, 0.0004)]
STEADY = [Epoch(8.214, 0.041), Epoch(8.198, 0.043), Epoch(8.251, 0.04)]
FLUXES = st.floats(-10, 10).map(lambda flux: round(flux, 6))
EPOCHS = st.lists(st.builds(Epoch, FLUXES, st.floats(1e-4, 1.0)), min_size=2, max_size=30)


def arrays(epochs: list[Epoch]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([epoch.flux_jy for epoch in epochs]), np.array([epoch.error_jy for epoch in epochs], float)


@given(EPOCHS)
def test_eta_is_the_pipelines_formula(epochs: list[Epoch]) -> None:
    f, e = arrays(epochs)
    w, n = 1 / e**2, len(f)

    expected = n / (n - 1) * (np.mean(w * f**2) - np.mean(w * f) ** 2 / np.mean(w))

    # The pipeline's formula loses digits if the fluxes are much larger than their scatter.
    assert eta(epochs) == pytest.approx(expected, rel=1e-6, abs=1e-9 * float(np.mean(w * f**2)))


@given(EPOCHS)
def test_v_is_the_population_deviation_by_the_mean(epochs: list[Epoch]) -> None:
    f, _ = arrays(epochs)
    expected = None if math.fsum(f) <= 0 else pytest.approx(np.std(f) / (math.fsum(f) / len(f)), rel=1e-6, abs=1e-9)

    assert v_index(epochs) == expected


@given(EPOCHS)
def test_the_largest_deviation_is_in_population_deviations(epochs: list[Epoch]) -> None:
    f, _ = arrays(epochs)
    mean, deviation = math.fsum(f) / len(f), np.std(f)
    expected = max(abs(f.max() - mean), abs(f.min() - mean)) / deviation if np.ptp(f) else None

    assert largest_deviation(epochs) == (expected and pytest.approx(expected, rel=1e-6))


@given(EPOCHS)
def test_the_most_significant_pair_is_that_of_all_pairs(epochs: list[Epoch]) -> None:
    found = most_significant_pair(epochs)
    pairs = [two_epoch(a, b) for a, b in itertools.permutations(epochs, 2)]

    assert found is not None
    assert found.vs == max(pair.vs for pair in pairs if pair)


def test_two_epochs_by_hand() -> None:
    found = two_epoch(Epoch(0.5, 0.03), Epoch(0.3, 0.04))

    assert found == TwoEpoch(vs=pytest.approx(0.2 / 0.05), m=pytest.approx(2 * 0.2 / 0.8))


def test_two_epochs_that_add_up_to_0_have_no_m() -> None:
    assert two_epoch(Epoch(0.5, 0.3), Epoch(-0.5, 0.4)) == TwoEpoch(vs=2.0, m=None)


@given(EPOCHS)
def test_chi_squared_is_that_of_a_constant_flux(epochs: list[Epoch]) -> None:
    f, e = (column * units.Jy for column in arrays(epochs))
    expected = (((f - f.mean()) / e) ** 2).sum().to_value(units.dimensionless_unscaled)

    assert chi_squared(epochs) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(EPOCHS)
def test_numbers_are_rounded_as_the_clients_know_them(epochs: list[Epoch]) -> None:
    found = assess(epochs)
    f, _ = arrays(epochs)

    assert found is not None
    assert found.flux_stats.std_jy == pytest.approx(np.std(f, ddof=1), abs=0.51e-6)
    assert (found.flux_stats.min_jy, found.flux_stats.max_jy) == (f.min(), f.max())
    assert found.chi_squared == round(found.chi_squared or 0, 2)


def test_the_seeds_variable_source() -> None:
    found = assess(VARIABLE)

    assert found is not None
    assert (found.variability_index, found.chi_squared, found.chi_squared_reduced) == (0.2735, 82.57, 27.52)
    assert found.is_variable


def test_the_seeds_steady_source() -> None:
    found = assess(STEADY)

    assert found is not None
    assert (found.variability_index, found.chi_squared, found.chi_squared_reduced) == (0.0033, 0.88, 0.44)
    assert not found.is_variable


@pytest.mark.parametrize("epochs", [[], [Epoch(1.0, 0.1)], [Epoch(1.0, 0.1), Epoch(math.nan, 0.1)]])
def test_fewer_than_two_measurements_say_nothing(epochs: list[Epoch]) -> None:
    assert assess(epochs) is None
    assert eta(epochs) == 0
    assert v_index(epochs) is None
    assert largest_deviation(epochs) is None
    assert most_significant_pair(epochs) is None


def test_fault_16_a_constant_source_has_v_and_chi_zero_and_not_null() -> None:
    found = assess([Epoch(0.1, 0.01)] * 3)

    assert found is not None
    assert (found.variability_index, found.chi_squared, found.chi_squared_reduced, found.v) == (0.0, 0.0, 0.0, 0.0)
    assert found.largest_deviation is None


def test_fault_16_a_flux_of_zero_is_a_flux() -> None:
    found = assess([Epoch(0.0, 0.1), Epoch(0.0, 0.1)])

    assert found is not None
    assert (found.flux_stats.mean_jy, found.flux_stats.min_jy) == (0.0, 0.0)
    assert found.variability_index is None


@pytest.mark.parametrize("error", [None, math.nan])
def test_an_error_that_is_missing_leaves_chi_squared_unknown(error: float | None) -> None:
    assert chi_squared([*STEADY, Epoch(8.2, error)]) is None


@pytest.mark.parametrize("error", [0.0, -0.1, math.inf, 1e-200, 1e200])
def test_an_error_of_0_is_left_out(error: float) -> None:
    # The mean still includes all epochs.
    assert chi_squared([*STEADY, Epoch(8.221, error)]) == pytest.approx(chi_squared(STEADY))
    assert eta([*STEADY, Epoch(9.0, error)]) == eta(STEADY)


def test_without_any_error_above_zero_there_is_no_chi_squared() -> None:
    assert chi_squared([Epoch(1.0, 0.0), Epoch(2.0, 0.0)]) is None


def test_a_flux_that_is_not_finite_is_left_out() -> None:
    broken = [Epoch(math.nan, 0.1), Epoch(math.inf, 0.1), Epoch(-1e300, 0.1)]

    assert assess([*VARIABLE, *broken]) == assess(VARIABLE)


def test_fault_24_noise_of_a_faint_source_is_no_variability() -> None:
    faint = [Epoch(0.0010, 0.0005), Epoch(0.0016, 0.0005), Epoch(0.0012, 0.0005)]

    assert (v_index(faint) or 0) > 0.1
    assert not is_variable(faint)


def test_fault_24_a_negative_mean_can_vary() -> None:
    sinking = [Epoch(-0.01, 0.001), Epoch(-0.05, 0.001), Epoch(-0.02, 0.001)]
    found = assess(sinking)

    assert found is not None
    assert found.is_variable
    assert found.variability_index is None


def test_without_errors_the_scatter_alone_decides() -> None:
    assert is_variable([Epoch(0.010), Epoch(0.016)])
    assert not is_variable([Epoch(-0.010), Epoch(-0.016)])


@given(EPOCHS, st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter(epochs: list[Epoch], factor: float) -> None:
    scaled = [Epoch(e.flux_jy * factor, (e.error_jy or 0) * factor) for e in epochs]

    assert eta(scaled) == pytest.approx(eta(epochs), rel=1e-6, abs=1e-9)


def test_numbers_of_any_size_never_overflow() -> None:
    found = assess([Epoch(1e60, 1e-60), Epoch(-1e60, 1e60), Epoch(1e-300, 1e-60)])

    assert found is not None
    assert found.variability_index is None


def test_many_epochs_have_no_pair() -> None:
    assert most_significant_pair([Epoch(1.0, 0.1)] * 1001) is None


def test_the_scatter_of_a_steady_source_is_its_error() -> None:
    rng = np.random.default_rng(7)
    steady = [Epoch(float(flux), 0.02) for flux in rng.normal(1.0, 0.02, 900)]

    assert eta(steady) == pytest.approx((mad_std([e.flux_jy for e in steady]) / 0.02) ** 2, rel=0.15)
    assert eta(steady) == pytest.approx(1.0, rel=0.15)
