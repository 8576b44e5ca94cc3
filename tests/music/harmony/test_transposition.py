from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.music.errors import BadValue
from project.music.harmony.intervals import interval_of_semitones, named_interval
from project.music.harmony.transposition import transposed_clip, transposed_project
from project.music.midi.imports import import_midi
from project.music.notation.tree import CompositionNode, Instrument, Project, TrackBarNode, TrackNode
from tests.music import tunes
from tests.music.harmony.known_keys import clip, pitches


def test_a_clip_is_transposed_and_rests_stay() -> None:
    moved = transposed_clip(clip(60, None, 67), interval_of_semitones(-12), "low")

    assert ([note.pitch for note in moved.bars[0].notes], moved.name) == ([48, None, 55], "low")


@pytest.mark.parametrize(("pitch", "semitones"), [(0, -1), (127, 1), (60, 100)])
def test_a_pitch_beyond_midi_is_refused_with_its_bar(pitch: int, semitones: int) -> None:
    with pytest.raises(BadValue, match=r"would become .* outside the MIDI range 0 to 127 .*bar 0"):
        transposed_clip(clip(pitch), interval_of_semitones(semitones))


def test_drums_stay_as_they_are() -> None:
    project = import_midi(tunes.round_with_drums())

    moved = transposed_project(project, named_interval("M2"))

    *voices, drums = pitches(project)
    assert pitches(moved) == [*([pitch + 2 for pitch in voice] for voice in voices), drums]
    assert [key.key for key in moved.composition.keys] == ["G"]


def test_a_clip_used_by_drums_and_voices_is_duplicated() -> None:
    tracks = (TrackNode("v", (TrackBarNode(1, 1),)), TrackNode("d", (TrackBarNode(1, 1),), Instrument(midi_channel=9)))
    project = Project(CompositionNode(tracks=tracks), (clip(60),))

    assert pitches(transposed_project(project, interval_of_semitones(1))) == [[61], [60]]


@given(st.integers(-40, 40))
def test_up_and_down_again_is_the_same(semitones: int) -> None:
    project = import_midi(tunes.ode_to_joy())

    there = transposed_project(project, interval_of_semitones(semitones))

    assert pitches(transposed_project(there, interval_of_semitones(-semitones))) == pitches(project)
