from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.music.errors import BadValue
from project.music.harmony.intervals import (
    interval_between,
    interval_of_semitones,
    named_interval,
    read_key,
    tonic_and_mode,
)
from project.music.notation.tree import KeyChange
from tests.music.sweeps import mismatches, not_refused


def described(name: str) -> tuple[int, KeyChange]:
    interval = named_interval(name)
    return interval.semitones, interval.transpose_key(KeyChange(1))


def test_intervals_by_name() -> None:
    table = [
        ("P1", 0, "C"),
        ("m2", 1, "Db"),
        ("A1", 1, "C#"),
        ("M2", 2, "D"),
        ("m3", 3, "Eb"),
        ("M3", 4, "E"),
        ("P4", 5, "F"),
        ("A4", 6, "F#"),
        ("d5", 6, "Gb"),
        ("P5", 7, "G"),
        ("M7", 11, "B"),
        ("P8", 12, "C"),
        ("M9", 14, "D"),
        ("-m2", -1, "B"),
        ("-P4", -5, "G"),
        ("+P4", 5, "F"),
    ]

    assert mismatches(described, [(name, (size, KeyChange(1, key))) for name, size, key in table]) == []


def test_unknown_intervals_are_refused() -> None:
    cases = ["", "P3", "M5", "m1", "P0", "5", "H3", "P100", "AAA4", "P5 up"]

    assert not_refused(BadValue, named_interval, cases, "Not an interval") == []


def moved(case: tuple[str, str, str]) -> tuple[int, object]:
    """Return the semitones between two keys, and the transposed first key."""
    old, new = read_key(case[0], "major"), read_key(case[1], "major")
    interval = interval_between(old, new, case[2])
    return interval.semitones, tonic_and_mode(interval.transpose_key(old))


def test_into_another_key() -> None:
    table = [
        ("C", "D", "nearest", 2),
        ("C", "D", "down", -10),
        ("C", "A", "nearest", -3),
        ("C", "A", "up", 9),
        ("Bb", "B", "nearest", 1),
        ("Am", "C#m", "nearest", 4),
        ("D dorian", "E dorian", "nearest", 2),
        ("C", "Gb", "nearest", 6),
        ("C", "C", "down", 0),
    ]

    cases = [((source, *rest), (size, tonic_and_mode(read_key(rest[0], "major")))) for source, *rest, size in table]
    assert mismatches(moved, cases) == []


def test_major_is_not_transposed_into_minor() -> None:
    with pytest.raises(BadValue, match="keeps the mode"):
        interval_between(KeyChange(1), KeyChange(1, "A", "minor"), "nearest")


def test_unknown_keys_are_refused() -> None:
    cases = ["", "H", "C lunatic", "B##"]

    assert not_refused(BadValue, lambda name: read_key(name, "major"), cases, "Not a key") == []


@given(st.integers(-127, 127), st.sampled_from("CDEFGAB"), st.sampled_from(["", "#", "b"]), st.sampled_from(["", "m"]))
def test_keys_stay_within_seven_signs_and_move_as_far_as_the_notes(
    semitones: int, letter: str, sign: str, minor: str
) -> None:
    old = tonic_and_mode(KeyChange(1, letter + sign + minor))
    if old is None:
        return
    new = tonic_and_mode(interval_of_semitones(semitones).transpose_key(KeyChange(1, letter + sign + minor)))

    assert new is not None
    assert (7 * (new[0] - old[0]) - semitones) % 12 == 0


def test_an_unknown_key_is_unchanged() -> None:
    assert interval_of_semitones(2).transpose_key(KeyChange(3, "heavenly")) == KeyChange(3, "heavenly")
