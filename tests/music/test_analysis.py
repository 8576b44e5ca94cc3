"""Keys, and music in another one."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.errors import PoolExhausted
from project.core.postgres import Turns
from project.music.conversions import music21_worker
from project.music.errors import BadValue, ExtraMissing
from project.music.harmony.key_profiles import estimate_key
from project.music.harmony.pitch_spelling import name_of, place_of, spell
from project.music.harmony.shifts import by_interval, by_semitones, into_key, read_key, tonality
from project.music.harmony.transposition import transposed_clip, transposed_project
from project.music.midi.imports import import_midi
from project.music.notation.tree import (
    Bar,
    Clip,
    Composition,
    Instrument,
    KeyChange,
    Note,
    Project,
    Track,
    TrackBar,
)
from project.music.performance.passages import parts_by_track, performed_alone
from tests.music import tunes

KEYS = [(tunes.twinkle, "C", "major"), (tunes.ode_to_joy, "D", "major"), (tunes.round_with_drums, "F", "major")]


def clip(*pitches: int | None) -> Clip:
    notes = (Note(Fraction(i), Fraction(1), pitch) for i, pitch in enumerate(pitches))
    return Clip(1, "c", bars=(Bar(0, tuple(notes)),))


def pitches(project: Project) -> list[list[int]]:
    return [[sound.pitch for part in track for sound in part.sounding()] for track in parts_by_track(project)]


@pytest.mark.parametrize(("tune", "key", "mode"), KEYS)
def test_the_keys_of_known_tunes(tune: Callable[[], bytes], key: str, mode: str) -> None:
    estimate = estimate_key(import_midi(tune()))

    assert estimate is not None
    assert (estimate.best.key, estimate.best.mode) == (key, mode)
    assert estimate.confidence > 0.9


@given(st.integers(-24, 24))
def test_the_key_moves_with_the_tune(semitones: int) -> None:
    moved = transposed_project(import_midi(tunes.ode_to_joy()), by_semitones(semitones))

    estimate = estimate_key(moved)

    assert estimate is not None
    found = tonality(estimate.as_change)
    assert found is not None
    assert (7 * found[0] - 2 - semitones) % 12 == 0
    assert found[1] == "major"


def test_a_minor_scale_is_in_minor() -> None:
    estimate = estimate_key(performed_alone(clip(57, 59, 60, 62, 64, 65, 68, 69, 64, 57)))

    assert estimate is not None
    assert (estimate.best.key, estimate.best.mode) == ("A", "minor")


def test_alternatives_are_all_other_keys_the_likelier_first() -> None:
    estimate = estimate_key(import_midi(tunes.twinkle()))

    assert estimate is not None
    levels = [key.correlation for key in (estimate.best, *estimate.alternatives)]
    assert len(levels) == 24
    assert levels == sorted(levels, reverse=True)


def test_all_twelve_tones_leave_no_confidence() -> None:
    estimate = estimate_key(performed_alone(clip(*range(60, 72))))

    assert estimate is not None
    assert estimate.confidence == 0


def test_without_notes_there_is_no_key() -> None:
    assert estimate_key(performed_alone(clip(None, None))) is None


@given(st.integers(0, 127), st.integers(-7, 7), st.booleans())
def test_a_pitch_is_spelled_as_itself(pitch: int, fifths: int, minor: bool) -> None:
    letter, alter, octave = spell(pitch, fifths, minor)

    assert 12 * (octave + 1) + {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[letter] + alter == pitch


@given(st.integers(-15, 19))
def test_names_and_places_on_the_line_of_fifths(place: int) -> None:
    name = name_of(place)

    assert place_of(name[0], name.count("#") - name[1:].count("b")) == place


@pytest.mark.parametrize(
    ("name", "semitones", "key"),
    [
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
    ],
)
def test_named_intervals(name: str, semitones: int, key: str) -> None:
    shift = by_interval(name)

    assert shift.semitones == semitones
    assert shift.key(KeyChange(1)) == KeyChange(1, key)


@pytest.mark.parametrize("name", ["", "P3", "M5", "m1", "P0", "5", "H3", "P100", "AAA4", "P5 up"])
def test_what_is_no_interval_is_refused(name: str) -> None:
    with pytest.raises(BadValue, match="No interval"):
        by_interval(name)


@pytest.mark.parametrize(
    ("source", "target", "direction", "semitones"),
    [
        ("C", "D", "nearest", 2),
        ("C", "D", "down", -10),
        ("C", "A", "nearest", -3),
        ("C", "A", "up", 9),
        ("Bb", "B", "nearest", 1),
        ("Am", "C#m", "nearest", 4),
        ("D dorian", "E dorian", "nearest", 2),
        ("C", "Gb", "nearest", 6),
        ("C", "C", "down", 0),
    ],
)
def test_into_another_key(source: str, target: str, direction: str, semitones: int) -> None:
    old, new = read_key(source, "major"), read_key(target, "major")

    shift = into_key(old, new, direction)

    assert shift.semitones == semitones
    assert tonality(shift.key(old)) == (tonality(new) if semitones else tonality(old))


def test_music_in_major_is_not_moved_into_minor() -> None:
    with pytest.raises(BadValue, match="stays in it"):
        into_key(KeyChange(1), KeyChange(1, "A", "minor"), "nearest")


@pytest.mark.parametrize("name", ["", "H", "C lunatic", "B##"])
def test_what_is_no_key_is_refused(name: str) -> None:
    with pytest.raises(BadValue, match="No key"):
        read_key(name, "major")


@given(st.integers(-127, 127), st.sampled_from("CDEFGAB"), st.sampled_from(["", "#", "b"]), st.sampled_from(["", "m"]))
def test_keys_stay_within_seven_signs_and_move_as_far_as_the_notes(
    semitones: int, letter: str, sign: str, minor: str
) -> None:
    old = tonality(KeyChange(1, letter + sign + minor))
    if old is None:
        return
    new = tonality(by_semitones(semitones).key(KeyChange(1, letter + sign + minor)))

    assert new is not None
    assert (7 * (new[0] - old[0]) - semitones) % 12 == 0


def test_a_key_that_nobody_knows_stays() -> None:
    assert by_semitones(2).key(KeyChange(3, "heavenly")) == KeyChange(3, "heavenly")


def test_a_clip_is_moved_and_rests_stay() -> None:
    moved = transposed_clip(clip(60, None, 67), by_semitones(-12), "low")

    assert ([note.pitch for note in moved.bars[0].notes], moved.name) == ([48, None, 55], "low")


@pytest.mark.parametrize(("pitch", "semitones"), [(0, -1), (127, 1), (60, 100)])
def test_a_pitch_beyond_midi_is_refused_with_its_bar(pitch: int, semitones: int) -> None:
    with pytest.raises(BadValue, match=r"would become .* outside of MIDI's 0 to 127 .*bar 0"):
        transposed_clip(clip(pitch), by_semitones(semitones))


def test_drums_stay_as_they_are() -> None:
    project = import_midi(tunes.round_with_drums())

    moved = transposed_project(project, by_interval("M2"))

    *voices, drums = pitches(project)
    assert pitches(moved) == [*([pitch + 2 for pitch in voice] for voice in voices), drums]
    assert [key.key for key in moved.composition.keys] == ["G"]


def test_a_clip_of_drums_and_voices_is_there_twice() -> None:
    tracks = (Track("v", (TrackBar(1, 1),)), Track("d", (TrackBar(1, 1),), Instrument(midi_channel=9)))
    project = Project(Composition(tracks=tracks), (clip(60),))

    assert pitches(transposed_project(project, by_semitones(1))) == [[61], [60]]


@given(st.integers(-40, 40))
def test_up_and_down_again_is_the_same(semitones: int) -> None:
    project = import_midi(tunes.ode_to_joy())

    there = transposed_project(project, by_semitones(semitones))

    assert pitches(transposed_project(there, by_semitones(-semitones))) == pitches(project)


@pytest.fixture
def without_music21(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra is not installed: what is loaded is forgotten, and nothing is found."""
    needing = ("musicxml.exports", "musicxml.imports", "musicxml.music21_setup", "harmony.key_profiles")
    late = ("music21", *(f"project.music.{name}" for name in needing))
    for name in [name for name in sys.modules if name.startswith(late)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "music21", None)


async def test_without_the_extra_it_is_named(without_music21: None) -> None:
    project = performed_alone(clip(60))

    for call in (
        music21_worker.musicxml(project),
        music21_worker.from_musicxml(b""),
        music21_worker.estimated_key(project),
    ):
        with pytest.raises(ExtraMissing, match=r'pip install "\.\[notation\]"') as refused:
            await call
        assert (refused.value.status, refused.value.members) == (501, {"extra": "notation"})


async def test_who_goes_away_leaves_the_place_taken_until_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    places = Turns(1, 10)
    monkeypatch.setattr(music21_worker, "turns", lambda: places)
    gone = asyncio.create_task(music21_worker.musicxml(import_midi(tunes.round_with_drums())))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone

    taken = places.taken
    await music21_worker.musicxml(performed_alone(clip(60)))
    assert (taken, places.taken) == (1, 0)


async def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(music21_worker, "turns", lambda: Turns(0, 0.01))

    with pytest.raises(PoolExhausted):
        await music21_worker.estimated_key(performed_alone(clip(60)))


SCRIPT = """
import asyncio, sys
import project.main
from project.music.routers import routers
from project.music.conversions import music21_worker
from project.music.midi.imports import import_midi
from tests.music.tunes import round_with_drums
assert "music21" not in sys.modules
data = asyncio.run(music21_worker.musicxml(import_midi(round_with_drums())))
asyncio.run(music21_worker.from_musicxml(data.replace(b"<fifths>-1</fifths>", b"<fifths>5</fifths>")))
assert "music21" in sys.modules and "matplotlib" not in sys.modules
"""


def test_music21_is_loaded_late_and_leaves_the_home_directory_and_the_terminal_alone(tmp_path: Path) -> None:
    (tmp_path / ".music21rc").write_text('<settings><preference name="debug" value="1"/></settings>')

    done = run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == [".music21rc"]
