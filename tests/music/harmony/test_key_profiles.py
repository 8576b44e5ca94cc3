from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.music.harmony.intervals import interval_of_semitones, tonic_and_mode
from project.music.harmony.key_profiles import estimate_key
from project.music.harmony.transposition import transposed_project
from project.music.midi.imports import import_midi
from project.music.performance.passages import clip_as_project
from tests.music import tunes
from tests.music.harmony.known_keys import KEYS, clip


@pytest.mark.parametrize(("tune", "key", "mode"), KEYS)
def test_the_keys_of_known_tunes(tune: Callable[[], bytes], key: str, mode: str) -> None:
    estimate = estimate_key(import_midi(tune()))

    assert estimate is not None
    assert (estimate.best.key, estimate.best.mode) == (key, mode)
    assert estimate.confidence > 0.9


@given(st.integers(-24, 24))
def test_the_key_moves_with_the_tune(semitones: int) -> None:
    moved = transposed_project(import_midi(tunes.ode_to_joy()), interval_of_semitones(semitones))

    estimate = estimate_key(moved)

    assert estimate is not None
    found = tonic_and_mode(estimate.as_change)
    assert found is not None
    assert (7 * found[0] - 2 - semitones) % 12 == 0
    assert found[1] == "major"


def test_a_minor_scale_is_in_minor() -> None:
    estimate = estimate_key(clip_as_project(clip(57, 59, 60, 62, 64, 65, 68, 69, 64, 57)))

    assert estimate is not None
    assert (estimate.best.key, estimate.best.mode) == ("A", "minor")


def test_alternatives_are_all_other_keys_likeliest_first() -> None:
    estimate = estimate_key(import_midi(tunes.twinkle()))

    assert estimate is not None
    levels = [key.correlation for key in (estimate.best, *estimate.alternatives)]
    assert len(levels) == 24
    assert levels == sorted(levels, reverse=True)


def test_equal_pitch_classes_give_no_confidence() -> None:
    estimate = estimate_key(clip_as_project(clip(*range(60, 72))))

    assert estimate is not None
    assert estimate.confidence == 0


def test_without_notes_there_is_no_key() -> None:
    assert estimate_key(clip_as_project(clip(None, None))) is None
