"""Unusual but valid MIDI files, and hostile ones."""

from __future__ import annotations

import io
import time

import mido
import pytest

from project.music.errors import BadMIDI
from project.music.midi import parser
from project.music.midi.exports import project_midi
from project.music.midi.imports import import_midi
from project.music.notation.tree import Project
from tests.music import tunes
from tests.music.midi.test_imports import sounds


def meters(*changes: tuple[int, int, int]) -> list[tuple[int, mido.MetaMessage]]:
    """Changes are (tick, numerator, denominator)."""
    return [(at, mido.MetaMessage("time_signature", numerator=n, denominator=d)) for at, n, d in changes]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([(0, 6, 8), (0, 3, 4)], [(1, 3, 4)]),
        ([(0, 3, 4), (600, 2, 4), (700, 5, 8), (1440, 7, 8)], [(1, 3, 4), (2, 7, 8)]),
        ([(0, 3, 4), (3 * 1440, 5, 8), (3 * 1440 + 2 * 1200 + 1, 3, 4)], [(1, 3, 4), (4, 5, 8), (7, 3, 4)]),
        ([(bar * 1920, 4, 4) for bar in range(600)], [(1, 4, 4)]),
    ],
    ids=["the last at one tick counts", "several in a bar", "in turn", "the same in each bar"],
)
def test_meters_change_at_bar_lines(changes: list[tuple[int, int, int]], found: list[tuple[int, int, int]]) -> None:
    data = tunes.saved(1, tunes.track(tunes.melody("C4"), meters(*changes)))

    got = import_midi(data).composition.meters
    assert [(meter.bar, meter.numerator, meter.denominator) for meter in got] == found


def test_many_meters_are_read_in_the_time_of_their_number() -> None:
    changes = [(4000 * min(i, 480), 1 + i % 5, 4) for i in range(20_000)]
    data = tunes.saved(1, tunes.track(tunes.melody("C4"), meters(*changes)))
    score = parser.read_score(data)

    begun = time.process_time()
    import_midi(data)
    whole = time.process_time() - begun
    begun = time.process_time()
    parser.read_score(data)
    assert len(score.meters) == 20_000
    assert whole < 5 * (time.process_time() - begun)


def test_the_name_of_a_file_of_one_track_is_that_of_the_piece() -> None:
    named = [(0, mido.MetaMessage("track_name", name="Duet")), (0, mido.Message("program_change", program=40))]
    two = tunes.saved(0, tunes.track(tunes.melody("C4"), tunes.melody("C2", channel=9), named))
    one = tunes.saved(0, tunes.track(tunes.melody("C4"), named))

    assert names(import_midi(two)) == ("Duet", ["Violin", "Drums"])
    assert names(import_midi(one)) == ("Duet", ["Duet"])


def test_a_track_goes_by_its_own_name_rather_than_its_instruments() -> None:
    named = [(0, mido.MetaMessage("instrument_name", name="Strat")), (0, mido.MetaMessage("track_name", name="Lead"))]

    assert names(import_midi(tunes.saved(1, tunes.track(tunes.melody("C4"), named)))) == ("Untitled", ["Lead"])


def names(project: Project) -> tuple[str, list[str]]:
    return project.composition.name, [track.name for track in project.composition.tracks]


@pytest.mark.parametrize("control", [120, 123])
def test_all_notes_off_ends_the_notes_of_its_channel(control: int) -> None:
    events = [
        *((0, mido.Message("note_on", note=60 + i, channel=i // 2)) for i in range(3)),
        (480, mido.Message("control_change", control=control, value=0)),
        (960, mido.Message("note_off", note=62, channel=1)),
    ]
    project = import_midi(tunes.saved(1, tunes.track(events)))

    assert sounds(project_midi(project)) == [(0, 0, 480, 60, 64), (0, 0, 480, 61, 64), (1, 0, 960, 62, 64)]


def test_a_bank_is_chosen_before_its_program() -> None:
    bank = [
        (0, mido.Message("control_change", control=0, value=8)),
        (0, mido.Message("program_change", program=4)),
        (0, mido.Message("control_change", control=7, value=80)),
    ]
    again = project_midi(import_midi(tunes.saved(1, tunes.track(tunes.melody("C4"), bank))))

    kinds = [message.type for message in mido.MidiFile(file=io.BytesIO(again)).tracks[0] if not message.is_meta]
    assert kinds[:4] == ["control_change", "program_change", "control_change", "note_on"]


def test_an_invalid_key_signature_is_ignored() -> None:
    keyed = [(0, mido.MetaMessage("key_signature", key="D")), (480, mido.MetaMessage("key_signature", key="A"))]
    data = tunes.saved(1, tunes.track(tunes.melody("C4 D4"), keyed)).replace(b"\xff\x59\x02\x03", b"\xff\x59\x02\x09")

    project = import_midi(data)
    assert [(key.bar, key.key) for key in project.composition.keys] == [(1, "D")]
    assert len(sounds(project_midi(project))) == 2


def test_a_small_file_of_many_long_voices_is_refused() -> None:
    ends = [(at, mido.Message("note_on", note=60, velocity=at % 2)) for at in (1, 2, 3000 * 1920 + 1, 3000 * 1920 + 2)]

    with pytest.raises(BadMIDI, match="more than 20000 bars in all voices"):
        import_midi(tunes.saved(1, *[tunes.track(ends)] * 7))


@pytest.mark.parametrize(("at", "tempos"), [(960, [(1, 0, 120), (1, 2, 60)]), (0, [(1, 0, 60)]), (480, [(1, 1, 60)])])
def test_notes_before_the_first_tempo_have_the_usual_one(at: int, tempos: list[tuple[int, int, int]]) -> None:
    start = 1 if at == 480 else 0
    change = [(at, mido.MetaMessage("set_tempo", tempo=1_000_000))]

    got = import_midi(tunes.saved(1, tunes.track(change, tunes.melody("C4 D4", start=start)))).composition.tempos
    assert [(tempo.bar, tempo.beat, tempo.tempo_bpm) for tempo in got] == tempos


@pytest.mark.parametrize(
    ("numerator", "denominator", "clocks"), [(4, 4, 24), (2, 2, 48), (6, 8, 36), (7, 8, 12), (3, 8, 12), (64, 64, 1)]
)
def test_a_metronome_clicks_on_the_beats_of_the_meter(numerator: int, denominator: int, clocks: int) -> None:
    data = tunes.saved(1, tunes.track(tunes.melody("C4"), meters((0, numerator, denominator))))

    again = mido.MidiFile(file=io.BytesIO(project_midi(import_midi(data))))
    (meter,) = [message for message in again.tracks[0] if message.type == "time_signature"]
    assert meter.clocks_per_click == clocks
