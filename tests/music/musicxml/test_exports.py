"""Written scores, read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project.music.errors import TooMuch
from project.music.midi.imports import import_midi
from project.music.musicxml import layout
from project.music.musicxml.exports import write_musicxml
from project.music.musicxml.imports import import_musicxml
from project.music.notation import sml_clips, sml_projects
from project.music.notation.tree import (
    BarNode,
    ClipNode,
    CompositionNode,
    Instrument,
    KeyChange,
    Loop,
    MeterChange,
    NoteNode,
    Project,
    TempoChange,
    TrackBarNode,
    TrackNode,
)
from project.music.performance.passages import clip_as_project, passages_by_track
from tests.music import tunes
from tests.music.strategies import Music, clips, projects

#: Set MUSIC_EXAMPLES=500 for a long run.
few = settings(
    max_examples=int(os.environ.get("MUSIC_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TUNES = [tunes.twinkle, tunes.ode_to_joy, tunes.round_with_drums]
Sound = tuple[Fraction, Fraction, int, int]


def sounds(project: Project) -> list[list[Sound]]:
    """Return (start, duration, pitch, velocity) by track."""
    return [sorted(tuple(s) for part in track for s in part.sounding_notes()) for track in passages_by_track(project)]


def project_of(music: Music) -> Project:
    read = (replace(sml_clips.read_clip(clip), id=clip_id) for clip_id, clip in music.clips.items())
    return Project(sml_projects.read_project(music.project), tuple(read))


def composed(*notes: NoteNode, **composition: Any) -> Project:
    """One track of one clip, whose notes all start in its first bar."""
    clip = ClipNode(1, "c", bars=(BarNode(0, notes),))
    return Project(CompositionNode(tracks=(TrackNode("t", (TrackBarNode(1, 1),)),), **composition), (clip,))


def quarter(pitch: int, start: float = 0, **further: Any) -> NoteNode:
    return NoteNode(Fraction(start), Fraction(1), pitch, **further)


def written(project: Project) -> Element:
    return fromstring(write_musicxml(project))


def names(root: Element) -> list[str]:
    """Return the pitches as names such as C#4."""
    accidentals = {None: "", "0": "", "1": "#", "-1": "b", "2": "##", "-2": "bb"}
    return [f"{p.findtext('step')}{accidentals[p.findtext('alter')]}{p.findtext('octave')}" for p in root.iter("pitch")]


@given(projects())
@few
def test_a_score_read_again_sounds_the_same(music: Music) -> None:
    project = project_of(music)

    again = import_musicxml(write_musicxml(project))

    assert sounds(again) == (sounds(project) or [[]])


@given(clips(clip_id=1))
@few
def test_a_clip_alone_read_again_sounds_the_same(clip: dict[str, Any]) -> None:
    project = clip_as_project(sml_clips.read_clip(clip))

    assert sounds(import_musicxml(write_musicxml(project))) == sounds(project)


@st.composite
def crowds(draw: st.DrawFn) -> Project:
    """Overlapping notes of few pitches and any length, played twice in any meter."""
    times = st.one_of(
        st.integers(0, 96).map(lambda n: Fraction(n, 24)), st.integers(0, 64).map(lambda n: Fraction(n, 16))
    )
    notes = st.builds(
        lambda start, length, pitch, velocity: NoteNode(start, length, pitch, dynamics={"velocity": velocity}),
        times,
        times.filter(bool),
        st.sampled_from([0, 60, 61, 127]),
        st.integers(1, 127),
    )
    meter = MeterChange(1, draw(st.integers(1, 64)), draw(st.sampled_from([1, 2, 4, 8, 16, 32, 64])))
    clip = ClipNode(1, "c", bars=(BarNode(0, tuple(draw(st.lists(notes, max_size=6)))),))
    track = TrackNode("t", (TrackBarNode(1, 1), TrackBarNode(2, 1)))
    return Project(CompositionNode(meters=(meter,), tracks=(track,)), (clip,))


@given(crowds())
@few
def test_notes_that_overlap_sound_the_same(project: Project) -> None:
    assert sounds(import_musicxml(write_musicxml(project))) == sounds(project)


@pytest.mark.parametrize("tune", TUNES)
def test_a_performed_tune_is_quantized(tune: Callable[[], bytes]) -> None:
    project = import_midi(tune())

    again = import_musicxml(write_musicxml(project))

    for track, played in zip(sounds(again), sounds(project), strict=True):
        assert [(s[0], s[2], s[3]) for s in track] == [(s[0], s[2], s[3]) for s in played]
        assert all(s[1].denominator in (1, 2, 8) for s in track)


def test_maps_and_instruments_come_back() -> None:
    project = import_midi(tunes.ode_to_joy())

    again = import_musicxml(write_musicxml(project))

    assert again.composition.name == "Ode to Joy"
    assert again.composition.meters == project.composition.meters
    assert again.composition.keys == project.composition.keys
    assert [(t.bar, float(t.tempo_bpm), t.beat) for t in again.composition.tempos] == [
        (1, 132, 0),
        (7, 85.714, Fraction(1, 2)),
    ]
    assert again.composition.tracks[0].instrument == Instrument("Violin", 0, 40)


def test_drums_stay_on_their_channel() -> None:
    again = import_musicxml(write_musicxml(import_midi(tunes.round_with_drums())))

    instruments = [track.instrument for track in again.composition.tracks]
    assert [instrument and instrument.midi_channel for instrument in instruments] == [0, 1, 2, 9]


def test_a_note_across_a_bar_line_is_tied() -> None:
    root = written(composed(NoteNode(Fraction(3), Fraction(3), 60)))

    bars = [[note.findtext("type") for note in bar.iter("note")] for bar in root.iter("measure")]
    assert bars == [["half", "quarter"], ["half", "half"]]
    assert [tie.get("type") for tie in root.iter("tie")] == ["start", "stop"]


def test_a_triplet_is_a_triplet() -> None:
    root = written(composed(*(NoteNode(Fraction(i, 3), Fraction(1, 3), 60) for i in range(3))))

    notes = [note for note in root.iter("note") if note.find("pitch") is not None]
    assert [note.findtext("type") for note in notes] == ["eighth"] * 3
    assert [note.findtext("time-modification/actual-notes") for note in notes] == ["3"] * 3


def test_notes_that_begin_and_end_together_are_a_chord() -> None:
    root = written(composed(quarter(60), quarter(64), quarter(67)))

    assert len(root.findall(".//note/chord")) == 2
    assert {voice.text for voice in root.iter("voice")} <= {"1"}


def test_the_notes_of_a_chord_keep_their_velocities() -> None:
    project = composed(quarter(60, dynamics={"velocity": 20}), quarter(64, dynamics={"velocity": 90}))

    assert sounds(import_musicxml(write_musicxml(project))) == sounds(project)


def test_notes_that_overlap_are_in_voices() -> None:
    root = written(composed(quarter(72), NoteNode(Fraction(0), Fraction(4), 48)))

    pitched = [note for note in root.iter("note") if note.find("pitch") is not None]
    assert [(note.findtext("voice"), note.findtext("pitch/octave")) for note in pitched] == [("1", "5"), ("2", "3")]


def test_a_second_voice_alone_in_a_bar_sounds_the_same() -> None:
    project = composed(NoteNode(Fraction(0), Fraction(2), 72), NoteNode(Fraction(1), Fraction(5), 48))

    assert sounds(import_musicxml(write_musicxml(project))) == sounds(project)


@pytest.mark.parametrize(
    ("key", "mode", "expected"),
    [
        ("C", "major", ["C#4", "Eb4", "F#4", "Ab4", "Bb4"]),
        ("A", "minor", ["C#4", "Eb4", "F#4", "G#4", "Bb4"]),
        ("E", "major", ["C#4", "D#4", "F#4", "G#4", "A#4"]),
        ("Ab", "major", ["Db4", "Eb4", "Gb4", "Ab4", "Bb4"]),
    ],
)
def test_pitches_are_spelled_in_their_key(key: str, mode: str, expected: list[str]) -> None:
    notes = (quarter(pitch, i) for i, pitch in enumerate((61, 63, 66, 68, 70)))

    assert names(written(composed(*notes, keys=(KeyChange(1, key, mode),)))) == expected


def test_articulations_with_a_marking_are_written_and_read() -> None:
    kinds = ["staccato", "marcato", "tenuto", "normal", "bowed by moonlight"]
    project = composed(*(quarter(60 + i, i * Fraction(1, 2), articulation=kind) for i, kind in enumerate(kinds)))

    ((part,),) = passages_by_track(import_musicxml(write_musicxml(project)))

    assert [note.articulation for note in part.notes] == ["staccato", "marcato", "tenuto", None, None]


def test_a_louder_bar_gets_a_dynamic_marking() -> None:
    levels = [30, 31, 100, 101]
    bars = tuple(BarNode(i, (quarter(60, dynamics={"velocity": v}),)) for i, v in enumerate(levels))
    track = TrackNode("t", tuple(TrackBarNode(i + 1, 1, i) for i in range(4)))

    root = written(Project(CompositionNode(tracks=(track,)), (ClipNode(1, "c", bars=bars),)))

    assert [sign[0].tag for sign in root.iter("dynamics")] == ["pp", "f"]


def test_loops_are_written_out() -> None:
    project = composed(quarter(60), loops=(Loop(1, 1, 3),))

    assert names(written(project)) == ["C4"] * 3


def test_meter_key_and_tempo_changes_are_at_their_bars() -> None:
    bars = (BarNode(0, (quarter(60),)), BarNode(1, (quarter(62),)))
    composition = CompositionNode(
        meters=(MeterChange(1, 3, 4), MeterChange(2, 6, 8)),
        keys=(KeyChange(1, "D"), KeyChange(2, "B", "minor")),
        tempos=(TempoChange(1, 90), TempoChange(2, 96.5, Fraction(3, 2))),
        tracks=(TrackNode("t", (TrackBarNode(1, 1), TrackBarNode(2, 1, 1))),),
    )
    again = import_musicxml(write_musicxml(Project(composition, (ClipNode(1, "c", bars=bars),)))).composition

    assert (again.tempos, again.meters, again.keys) == (composition.tempos, composition.meters, composition.keys)


def test_characters_not_allowed_in_xml_are_replaced() -> None:
    project = composed(quarter(60), name="a\x01b<&>\ud7ff")

    assert written(project).findtext("work/work-title") == "a\ufffdb<&>\ud7ff"


def test_a_composition_without_tracks_is_an_empty_score() -> None:
    again = import_musicxml(write_musicxml(Project(CompositionNode("silence"))))

    assert (again.composition.name, again.clips, len(again.composition.tracks)) == ("silence", (), 1)


def test_a_score_names_neither_program_nor_date() -> None:
    assert b"music21" not in write_musicxml(composed(quarter(60))).lower()


def test_too_many_bars_are_refused() -> None:
    with pytest.raises(TooMuch, match="bars"):
        write_musicxml(composed(quarter(60), loops=(Loop(1, 1, layout.MAX_WRITTEN_BARS + 1),)))


def test_no_bar_searches_all_earlier_bars_for_its_meter(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_back(*_: object, **__: object) -> None:
        raise AssertionError("7000 bars would take half a minute")

    monkeypatch.setattr("music21.stream.Measure.getContextByClass", look_back)

    eighths = (NoteNode(Fraction(beat), Fraction(1, 2), 60) for beat in (0, Fraction(1, 2), 4, Fraction(9, 2)))
    written = write_musicxml(composed(*eighths))

    assert written.count(b"begin</beam>") == 2
    assert written.count(b"<clef") == written.count(b"<time>") == 1


def test_too_many_voices_are_refused() -> None:
    notes = (NoteNode(Fraction(i, 4), Fraction(40), 30 + i) for i in range(layout.MAX_VOICES + 1))

    with pytest.raises(TooMuch, match="voices"):
        write_musicxml(composed(*notes))


def test_too_many_notes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.music.musicxml.exports.MAX_WRITTEN_NOTES", 2)

    with pytest.raises(TooMuch, match="notes"):
        write_musicxml(composed(quarter(60), quarter(62, 1), quarter(64, 2)))
