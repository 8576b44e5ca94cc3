"""Any input is either read or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from project.music.drawing.piano_roll import clip_svg, composition_svg
from project.music.errors import BadMusic
from project.music.midi.exports import clip_midi, project_midi
from project.music.notation import dsl_projects, sml_clips, sml_projects
from project.music.notation.tree import Project
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import composition_of, composition_row
from project.music.words.pieces import compose

#: All keys that the readers know.
KEYS = sorted(
    {
        *("project", "name", "clip_id", "track_name", "tags", "bars", "bar_index", "number", "items", "note", "rest"),
        *("duration", "velocity", "articulation", "expression", "extra", "velocity_curve", "cc", "cc_lanes"),
        *("pitch_bend_curve", "aftertouch_curve", "pedal_events", "metadata", "time", "value", "on", "controller"),
        *("ticks_per_quarter", "tempo_map", "meter_map", "key_map", "bar", "tempo_bpm", "beat", "numerator", "key"),
        *("denominator", "mode", "tracks", "clips", "start_bar", "length_bars", "clip_bar_index", "bar_overrides"),
        *("loops", "repeat_count", "clip_library", "notes", "pitch", "start_beat", "duration_beats", "is_rest"),
        *("dynamics", "semantics", "scale_degree", "cents_offset", "instrument", "midi_channel", "program"),
        *("first_bar", "1", "lead"),
    }
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 200),
    st.integers(),
    st.floats(),
    st.sampled_from(["C4", "quarter", "1", "", "\x00", "\ud800", "major"]),
    st.text(max_size=5),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=40,
)


def read_and_use(read: Callable[[Any], Any], use: Callable[[Any], Any], value: Any) -> None:
    """Check that a refusal can be serialized."""
    try:
        use(read(value))
    except BadMusic as refused:
        text = json.dumps([refused.detail, refused.loc], ensure_ascii=False)
        text.encode()


def use_clip(clip: Any) -> None:
    clip_midi(clip)
    clip_svg(clip)
    assert clip_row(clip_of(clip_row(clip))) == clip_row(clip)


def use_project(project: Project) -> None:
    assert composition_of(composition_row(project.composition)) == project.composition
    dsl_projects.write_project(project)
    project_midi(project)
    composition_svg(project)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "bars", "tags", "meter_map", "clip_id"), anything)))
@settings(max_examples=300, deadline=None)
def test_any_sml_clip(value: Any) -> None:
    read_and_use(sml_clips.read_clip, use_clip, value)


PROJECT_KEYS = ("name", "tracks", "clip_library", "tempo_map", "meter_map", "key_map", "loops", "ticks_per_quarter")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PROJECT_KEYS, anything)))
@settings(max_examples=300, deadline=None)
def test_any_project(value: Any) -> None:
    read_and_use(dsl_projects.read_project, use_project, {"project": value})
    read_and_use(sml_projects.read_project, lambda composition: use_project(Project(composition)), value)


notes = st.dictionaries(st.sampled_from(["pitch", "start_beat", "duration_beats", "is_rest", "dynamics"]), scalars)
instances = st.fixed_dictionaries(
    {"clip_id": st.just(1)},
    optional=dict.fromkeys(("start_bar", "length_bars", "clip_bar_index"), scalars),
)


@given(st.lists(notes, max_size=3), st.lists(instances, max_size=3), anything)
@settings(max_examples=300, deadline=None)
def test_any_note_and_any_instance(some_notes: Any, some_instances: Any, maps: Any) -> None:
    library = [{"clip_id": 1, "name": "c", "notes": some_notes}]
    project = {"clip_library": library, "tracks": {"t": {"clips": some_instances}}, "meter_map": maps}

    read_and_use(dsl_projects.read_project, use_project, {"project": project})


@given(anything)
def test_anything_at_all(value: Any) -> None:
    for read in (sml_clips.read_clip, sml_projects.read_project, dsl_projects.read_project):
        read_and_use(read, lambda _: None, value)


words = st.sampled_from(
    [
        *("a", "A", "in", "C", "flat", "#", "minor", "scale", "chords", "I-V", "ii", "bass", "3/4", "4", "bars"),
        *(
            "99/7",
            "at",
            "0",
            "bpm",
            "down",
            "blues",
            "arpeggio",
            "walking",
            "two",
            "octaves",
            "triplets",
            "whole notes",
        ),
    ]
)


@given(st.one_of(st.text(max_size=50), st.lists(words, max_size=10).map(" ".join)))
def test_any_words(text: str) -> None:
    read_and_use(compose, lambda piece: sml_clips.write_clip(piece.clip), text)


def test_deep_nesting_is_refused() -> None:
    deep: Any = 1
    for _ in range(500):
        deep = {"a": deep}

    read_and_use(
        sml_clips.read_clip, use_clip, {"name": "n", "bars": [{"items": [deep], "expression": {"metadata": deep}}]}
    )
