"""Loops, meters, velocities, channels and controllers in MIDI files."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from typing import Any

import mido
import pytest

from project.music.errors import TooMuch
from project.music.harmony.keys import signature_name
from project.music.midi.channels import channels_of, program_of
from project.music.midi.exports import clip_midi, project_midi
from project.music.notation.tree import (
    BarNode,
    ClipNode,
    CompositionNode,
    Expression,
    Instrument,
    KeyChange,
    Loop,
    MeterChange,
    NoteNode,
    PedalEvent,
    Point,
    Project,
    TempoChange,
    TrackBarNode,
    TrackNode,
)
from project.music.performance.bars import played_bars
from project.music.performance.curves import value_at
from project.music.performance.passages import passages_by_track

NOTE = NoteNode(Fraction(0), Fraction(1), 60)


def composed(bars: int = 4, expression: Expression | None = None, **composition: Any) -> Project:
    """One note per bar; its pitch is middle C plus the bar number."""
    clip_bars = (BarNode(i, (NOTE._replace(pitch=61 + i),), expression or Expression()) for i in range(bars))
    track = TrackNode("t", tuple(TrackBarNode(i + 1, 1, i) for i in range(bars)))
    return Project(CompositionNode(tracks=(track,), **composition), (ClipNode(1, "c", bars=tuple(clip_bars)),))


def order(*loops: tuple[int, int, int], bars: int = 4) -> list[int]:
    return [bar.index for bar in played_bars(composed(bars, loops=tuple(Loop(*loop) for loop in loops)).composition)]


def messages(data: bytes, *kinds: str) -> list[tuple[Any, ...]]:
    """Return (tick, type, values in the order of their names) of all tracks."""
    found = []
    for track in mido.MidiFile(file=io.BytesIO(data), charset="utf-8").tracks:
        tick = 0
        for message in track:
            tick += message.time
            values = [v for k, v in sorted(message.dict().items()) if k not in ("type", "time", "channel")]
            found += [(tick, message.type, *values)] if message.type in kinds else []
    return found


def test_a_loop_is_played_as_often_as_it_says() -> None:
    assert order((2, 2, 3)) == [1, 2, 3, 2, 3, 2, 3, 4]


@pytest.mark.parametrize("count", [0, 1])
def test_a_loop_that_is_played_once_changes_nothing(count: int) -> None:
    assert order((2, 2, count)) == [1, 2, 3, 4]


def test_a_loop_within_a_loop_is_played_in_full_each_time() -> None:
    assert order((1, 3, 2), (2, 1, 2)) == [1, 2, 2, 3, 1, 2, 2, 3, 4]


@pytest.mark.parametrize("loops", [[(1, 3, 2), (2, 3, 2)], [(1, 2, 2), (1, 2, 2)], [(1, 2, 2), (2, 1, 3), (1, 4, 2)]])
def test_loops_end_however_they_lie(loops: list[tuple[int, int, int]]) -> None:
    assert order(*loops)[-1] == 4


def test_a_loop_may_end_after_the_last_note() -> None:
    assert order((3, 3, 2)) == [1, 2, 3, 4, 5, 3, 4, 5]


def test_a_loop_without_end_is_too_much() -> None:
    with pytest.raises(TooMuch):
        order((1, 4, 10_000), (2, 2, 10_000))


def test_too_many_played_notes_are_refused() -> None:
    project = composed(1, loops=(Loop(1, 1, 5000),))
    many = replace(project.clips[0], bars=(BarNode(0, (NOTE,) * 100),))

    with pytest.raises(TooMuch):
        project_midi(replace(project, clips=(many,)))


SLOW_RISE = tuple(Point(time, time / 1000) for time in (0, 256))


@pytest.mark.parametrize(
    "expression",
    [
        Expression(velocity_curve=(Point(0, 1),) * 100),
        Expression(cc={"7": (Point(0, 1),) * 100}),
        Expression(pitch_bend_curve=SLOW_RISE),
        Expression(aftertouch_curve=SLOW_RISE),
    ],
)
def test_too_many_played_curve_points_are_refused(expression: Expression) -> None:
    project = composed(1, expression, loops=(Loop(1, 1, 9000),), meters=(MeterChange(1, 64, 1),))

    with pytest.raises(TooMuch):
        project_midi(project)


def test_too_many_played_tempos_are_refused() -> None:
    tempos = tuple(TempoChange(1, 100 + i % 2, Fraction(i, 1000)) for i in range(1000))

    with pytest.raises(TooMuch):
        project_midi(composed(1, loops=(Loop(1, 1, 9000),), tempos=tempos))


def test_meters_tempos_and_keys_come_again_with_a_loop() -> None:
    project = composed(
        2,
        loops=(Loop(1, 2, 2),),
        meters=(MeterChange(1, 3, 4), MeterChange(2, 4, 4)),
        tempos=(TempoChange(1, 60), TempoChange(2, 120, Fraction(1))),
        keys=(KeyChange(1, "D", "minor"), KeyChange(2, "unknown")),
    )
    data = project_midi(project)

    assert messages(data, "set_tempo") == [
        (0, "set_tempo", 1_000_000),
        (1920, "set_tempo", 500_000),
        (3360, "set_tempo", 1_000_000),
        (5280, "set_tempo", 500_000),
    ]
    assert [(m[0], m[5]) for m in messages(data, "time_signature")] == [(0, 3), (1440, 4), (3360, 3), (4800, 4)]
    assert messages(data, "key_signature") == [(0, "key_signature", "Dm")]
    assert [m[:1] for m in messages(data, "note_on")] == [(0,), (1440,), (3360,), (4800,)]


@pytest.mark.parametrize(
    ("key", "mode", "name"),
    [
        ("D", "minor", "Dm"),
        ("Bb", "major", "Bb"),
        ("Am", "major", "Am"),
        ("F#", "", "F#"),
        ("e♭", "Minor", "Ebm"),
        ("D", "dorian", "C"),
        ("G#", "major", None),
        ("H", "major", None),
        ("C", "bebop", None),
    ],
)
def test_key_signatures_are_written(key: str, mode: str, name: str | None) -> None:
    assert signature_name(KeyChange(1, key, mode or "major")) == name


def test_a_curve_is_linear_and_jumps_where_two_points_have_one_time() -> None:
    curve = (Point(1, 10), Point(3, 20), Point(3, 100))

    assert [value_at(curve, time) for time in (0, 1, 2, 3, 9)] == [10, 10, 15, 100, 100]


def test_velocities_are_the_curves_or_the_notes_own_or_100_and_never_0() -> None:
    falling = Expression(velocity_curve=(Point(4, 0), Point(0, 40)))
    notes = tuple(NoteNode(Fraction(i), Fraction(1), 60, dynamics={"velocity": 7}) for i in range(5))
    own = (NoteNode(Fraction(0), Fraction(1), 60, dynamics={"velocity": 0}), NoteNode(Fraction(1), Fraction(1), 60))
    clip = ClipNode(bars=(BarNode(0, notes, falling), BarNode(1, own)))

    assert [m[3] for m in messages(clip_midi(clip), "note_on")] == [40, 30, 20, 10, 1, 1, 100]


def test_a_note_ends_before_the_next_of_its_pitch_begins() -> None:
    notes = (NoteNode(Fraction(1), Fraction(1), 60), NoteNode(Fraction(0), Fraction(1), 60))

    found = messages(clip_midi(ClipNode(bars=(BarNode(0, notes),))), "note_on", "note_off")
    assert [m[:2] for m in found] == [(0, "note_on"), (480, "note_off"), (480, "note_on"), (960, "note_off")]


def test_the_shortest_note_lasts_a_tick() -> None:
    project = composed(1, ticks_per_quarter=1)
    short = replace(project.clips[0], bars=(BarNode(0, (NOTE._replace(duration=Fraction(1, 8)),)),))

    found = messages(project_midi(replace(project, clips=(short,))), "note_on", "note_off")
    assert [m[:2] for m in found] == [(0, "note_on"), (1, "note_off")]


def test_bars_are_played_from_the_clips_first() -> None:
    clip = ClipNode(bars=(BarNode(3, (NOTE,)), BarNode(1, (NOTE,))))

    assert [m[0] for m in messages(clip_midi(clip), "note_on")] == [0, 3840]


def test_bars_of_one_index_sound_together() -> None:
    clip = ClipNode(bars=(BarNode(0, (NOTE,)), BarNode(0, (NOTE._replace(pitch=64),))))

    assert [m[:3] for m in messages(clip_midi(clip), "note_on")] == [(0, "note_on", 60), (0, "note_on", 64)]


def test_missing_clips_and_bars_are_silent() -> None:
    track = TrackNode("t", (TrackBarNode(1, 99, 0), TrackBarNode(2, 1, 7)))

    assert passages_by_track(Project(CompositionNode(tracks=(track,)), composed().clips)) == [[]]


def test_controllers_and_pedal_are_played() -> None:
    expression = Expression(
        cc={"7": (Point(2, 90.9), Point(0, 100))},
        pedal_events=(PedalEvent(0, True), PedalEvent(1, False), PedalEvent(2, None, 66, 127)),
    )
    found = messages(project_midi(composed(1, expression)), "control_change")

    assert found == [
        (0, "control_change", 7, 100),
        (0, "control_change", 64, 127),
        (480, "control_change", 64, 0),
        (960, "control_change", 7, 90),
        (960, "control_change", 66, 127),
    ]


def test_bend_and_pressure_are_sampled_and_reset() -> None:
    expression = Expression(
        pitch_bend_curve=(Point(0, 0), Point(0.125, 200)),
        aftertouch_curve=(Point(0, 60),),
    )
    project = composed(2, expression)
    plain = replace(project.clips[0], bars=(project.clips[0].bars[0], BarNode(1, (NOTE,))))
    found = messages(project_midi(replace(project, clips=(plain,))), "pitchwheel", "aftertouch")

    assert found == [
        (0, "aftertouch", 60),
        (30, "pitchwheel", 4096),
        (60, "pitchwheel", 8191),
        (1920, "pitchwheel", 0),
        (1920, "aftertouch", 0),
    ]


def tracks_of(*instruments: Instrument | None) -> tuple[TrackNode, ...]:
    return tuple(TrackNode(f"track {i}", (), instrument) for i, instrument in enumerate(instruments))


def test_free_channels_leave_out_the_drums_and_what_is_stated() -> None:
    instruments = (None, Instrument("x", 0), None, Instrument("Drum kit"), *(None,) * 8)

    assert channels_of(tracks_of(*instruments)) == [1, 0, 2, 9, 3, 4, 5, 6, 7, 8, 10, 11]


def test_the_sixteenth_voice_shares_a_channel() -> None:
    assert channels_of(tracks_of(*(None,) * 16))[14:] == [15, 0]


def test_of_two_instruments_on_one_channel_the_first_has_it() -> None:
    stated = (Instrument("a", 3), Instrument("b", 3), Instrument("a", 3))

    assert channels_of(tracks_of(*stated)) == [3, 0, 3]


@pytest.mark.parametrize(
    ("track", "program"),
    [
        (TrackNode("x", (), Instrument("Violin")), 40),
        (TrackNode("x", (), Instrument("violin", program=3)), 3),
        (TrackNode("x", (), Instrument("Synth Bass 1")), 38),
        (TrackNode("slap bass"), 33),
        (TrackNode("Piano left hand"), 0),
        (TrackNode("steel drums"), 114),
        (TrackNode("Drums"), None),
        (TrackNode("anything"), None),
    ],
)
def test_programs_by_name(track: TrackNode, program: int | None) -> None:
    assert program_of(track) == program


def test_track_names_beyond_latin_are_written() -> None:
    track = TrackNode("Жар-птица 🎻")

    found = messages(project_midi(Project(CompositionNode(tracks=(track,)))), "track_name")
    assert found == [(0, "track_name", "Жар-птица 🎻")]


def test_no_tracks_make_a_header_alone() -> None:
    assert len(project_midi(Project(CompositionNode()))) == 14
