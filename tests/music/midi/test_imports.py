from __future__ import annotations

import io
import json
from collections.abc import Callable

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project.music.drawing.piano_roll import composition_svg
from project.music.errors import BadMIDI, BadMusic
from project.music.midi import parser
from project.music.midi.exports import project_midi
from project.music.midi.imports import import_midi
from project.music.notation import dsl_projects
from project.music.notation.tree import Project
from project.music.performance.passages import passages_by_track
from tests.music import tunes
from tests.music.sweeps import refused_otherwise

Sound = tuple[int, int, int, int, int]
TUNES = [tunes.twinkle, tunes.ode_to_joy, tunes.round_with_drums]


def sounds(data: bytes) -> list[Sound]:
    """Return (channel, start, end, pitch, velocity) of all notes."""
    found: list[Sound] = []
    for track in mido.MidiFile(file=io.BytesIO(data)).tracks:
        tick, sounding = 0, dict[tuple[int, int], tuple[int, int]]()
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                sounding[message.channel, message.note] = (tick, message.velocity)
            elif message.type in ("note_on", "note_off"):
                begin, velocity = sounding.pop((message.channel, message.note))
                found.append((message.channel, begin, tick, message.note, velocity))
    return sorted(found)


@pytest.mark.parametrize("tune", TUNES)
def test_a_tune_imported_and_exported_has_the_same_notes(tune: Callable[[], bytes]) -> None:
    data = tune()

    assert sounds(project_midi(import_midi(data))) == sounds(data)


@pytest.mark.parametrize("tune", TUNES)
def test_a_tune_through_dsl_has_the_same_notes(tune: Callable[[], bytes]) -> None:
    data = tune()

    written = json.loads(json.dumps(dsl_projects.write_project(import_midi(data))))
    assert sounds(project_midi(dsl_projects.read_project(written))) == sounds(data)


@pytest.mark.parametrize("tune", TUNES)
def test_a_tune_is_drawn_note_for_note(tune: Callable[[], bytes]) -> None:
    data = tune()

    assert composition_svg(import_midi(data)).count('class="n ') == len(sounds(data))


def test_a_track_of_two_channels_becomes_a_clip_for_each() -> None:
    project = import_midi(tunes.twinkle(), name="Twinkle")

    assert project.composition.name == "Twinkle"
    assert [clip.name for clip in project.clips] == ["Music Box", "Channel 2"]
    assert [track.instrument and track.instrument.name for track in project.composition.tracks] == ["Music Box", None]
    assert [bar.index for bar in project.clips[0].bars] == list(range(10))


def test_the_ode_keeps_meter_key_tempos_and_pedal() -> None:
    project = import_midi(tunes.ode_to_joy())
    composition = project.composition

    assert composition.name == "Ode to Joy"
    assert [(meter.numerator, meter.denominator) for meter in composition.meters] == [(2, 4)]
    assert [(key.key, key.mode) for key in composition.keys] == [("D", "major")]
    assert [(tempo.bar, tempo.tempo_bpm, float(tempo.beat)) for tempo in composition.tempos] == [
        (1, 132, 0.0),
        (7, 85.7143, 0.5),
    ]
    (clip,) = project.clips
    assert [event.on for bar in clip.bars for event in bar.expression.pedal_events or ()] == [True, False]


def test_drums_stay_on_their_channel_and_voices_in_their_bars() -> None:
    project = import_midi(tunes.round_with_drums())

    assert [track.name for track in project.composition.tracks] == ["Voice 1", "Voice 2", "Voice 3", "Drums"]
    assert [track.bars[0].bar_index for track in project.composition.tracks] == [1, 3, 5, 1]
    assert project.composition.tracks[3].instrument is not None
    assert project.composition.tracks[3].instrument.midi_channel == 9


def test_bends_and_pressure_survive_a_round_trip() -> None:
    wheel = [(i * 37, mido.Message("pitchwheel", pitch=i * 300)) for i in range(20)]
    wheel += [(5000, mido.Message("pitchwheel", pitch=0))]
    pressure = [(i * 400, mido.Message("aftertouch", value=i)) for i in range(10)]
    data = tunes.saved(1, tunes.track(tunes.melody(tunes.ODE), wheel, pressure))

    again = project_midi(import_midi(data))

    assert messages(again, "pitchwheel") == messages(data, "pitchwheel")[1:]  # the first one has no effect
    assert messages(again, "aftertouch") == messages(data, "aftertouch")[1:]


def messages(data: bytes, kind: str) -> list[tuple[int, int]]:
    tick, found = 0, []
    for message in mido.MidiFile(file=io.BytesIO(data)).tracks[0]:
        tick += message.time
        if message.type == kind:
            found.append((tick, message.pitch if kind == "pitchwheel" else message.value))
    return found


def test_a_wide_bend_range_is_understood_and_written() -> None:
    wide = [
        (0, mido.Message("control_change", control=101, value=0)),
        (0, mido.Message("control_change", control=100, value=0)),
        (0, mido.Message("control_change", control=6, value=12)),
        (480, mido.Message("pitchwheel", pitch=8191)),
    ]
    project = import_midi(tunes.saved(1, tunes.track(tunes.melody("C4"), wide)))

    curve = project.clips[0].bars[0].expression.pitch_bend_curve
    assert curve is not None
    assert curve[-1].value == pytest.approx(1200, abs=1)
    assert messages(project_midi(project), "pitchwheel")[-1] == (480, 8191)


def test_an_unended_note_ends_with_its_track() -> None:
    data = tunes.saved(
        0, mido.MidiTrack([mido.Message("note_on", note=60), mido.Message("note_on", note=62, time=960)])
    )
    ((part,),) = passages_by_track(import_midi(data))

    assert [(note.pitch, note.duration) for note in part.notes] == [(60, 2), (62, pytest.approx(1 / 480))]


def test_a_meter_that_changes_within_a_bar_changes_at_the_next() -> None:
    change = [(600, mido.MetaMessage("time_signature", numerator=3, denominator=4))]
    data = tunes.saved(0, tunes.track(tunes.melody(tunes.TWINKLE), change))

    project = import_midi(data)
    assert [(m.bar, m.numerator) for m in project.composition.meters] == [(1, 4), (2, 3)]
    assert sounds(project_midi(project)) == sounds(data)


def test_a_file_without_notes_is_an_empty_composition() -> None:
    project = import_midi(tunes.saved(1, tunes.track(tunes.head(90, 3, 4, "G"), name="silence")))

    assert (project.clips, project.composition.tracks, project.composition.tempo_bpm) == ((), (), 90)


def header(kind: int, tracks: int, division: int) -> bytes:
    parts = (kind, tracks, division & 0xFFFF)
    return b"MThd" + (6).to_bytes(4, "big") + b"".join(part.to_bytes(2, "big") for part in parts)


def test_files_that_cannot_be_read_say_why() -> None:
    cases = [
        (b"", "no MIDI header"),
        (b"RIFF" + bytes(100), "no MIDI header"),
        (b"MThd", "truncated"),
        (header(1, 1, 480), "truncated"),
        (header(2, 0, 480), "format"),
        (header(3, 0, 480), "format"),
        (header(1, 0, -25 * 256 + 40), "SMPTE timing"),
        (header(1, 0, 0), "SMPTE timing"),
        (header(1, 1, 480) + b"MTrk\xff\xff\xff\xff\x00\x90", "truncated"),
        (header(1, 1, 480) + b"MTrk\x00\x00\x00\x04\x00\xf4\x00\x00", "corrupt"),
        (header(1, 1, 480) + b"MTrk\x00\x00\x10\x00" + b"\xff" * 4096, "corrupt"),
        (header(1, 1, 480) + b"MTrk\x00\x00\x00\x0a" + b"\xff" * 6 + b"\x7f\x90\x3c\x40", "too long"),
        (b"MThd" + bytes(parser.MAX_FILE_BYTES), "more than"),
    ]

    assert refused_otherwise(BadMIDI, import_midi, cases) == []


def test_a_file_of_too_many_bars() -> None:
    far = [(4000 * 4 * 480 + i, mido.Message("note_on", note=60, velocity=i)) for i in (1, 0)]

    with pytest.raises(BadMIDI, match="bars"):
        import_midi(tunes.saved(1, tunes.track(far)))


def played(data: bytes) -> Project | None:
    try:
        project = import_midi(data)
        project_midi(project)
    except BadMusic:
        return None
    return project


@given(st.binary(max_size=60), st.integers(0, 3), st.integers(-2, 500))
@settings(max_examples=300, deadline=None)
def test_any_track_is_read_or_refused(body: bytes, kind: int, division: int) -> None:
    played(header(kind, 1, division) + b"MTrk" + len(body).to_bytes(4, "big") + body)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    broken = bytearray(tunes.ode_to_joy())
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=6)):
        broken[place] = data.draw(st.integers(0, 255))

    played(bytes(broken[: data.draw(st.integers(0, len(broken)))]))
