from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from project.music.errors import BadMusic, BadValue, TooMuch
from project.music.notation.dsl_projects import read_project, write_project
from project.music.notation.tree import ClipNode, Project
from project.music.performance.passages import passages_by_track


def project_of(*notes: dict[str, Any], **project: Any) -> dict[str, Any]:
    return {"project": {"clip_library": [{"clip_id": 1, "name": "c", "notes": list(notes)}], **project}}


def clip_of(*notes: dict[str, Any], **project: Any) -> ClipNode:
    (clip,) = read_project(project_of(*notes, **project)).clips
    return clip


def bars_of(clip: ClipNode) -> list[tuple[int, list[Fraction]]]:
    return [(bar.index, [note.start for note in bar.notes]) for bar in clip.bars]


def on_track(*instances: dict[str, Any]) -> dict[str, Any]:
    return {"tracks": {"t": {"clips": list(instances)}}}


def positions(project: Project) -> list[tuple[int, int]]:
    return [(bar.bar_index, bar.clip_bar_index) for bar in project.composition.tracks[0].bars]


def again(project: Project) -> Project:
    return read_project(json.loads(json.dumps(write_project(project))))


def test_a_note_has_defaults() -> None:
    (note,) = clip_of({}).bars[0].notes

    assert (note.pitch, note.start, note.duration, note.dynamics, note.cents_offset) == (0, 0, 1, None, None)


def test_notes_are_cut_into_bars_by_their_start() -> None:
    assert bars_of(clip_of({"start_beat": 5.5}, {"start_beat": 3, "duration_beats": 4})) == [
        (0, [3]),
        (1, [Fraction(3, 2)]),
    ]


def test_empty_bars_are_kept() -> None:
    project = read_project(
        project_of({"start_beat": 0}, {"start_beat": 8}, **on_track({"clip_id": 1, "length_bars": 4}))
    )

    assert bars_of(project.clips[0]) == [(0, [0]), (1, []), (2, [0])]
    assert positions(project) == [(1, 0), (2, 1), (3, 2), (4, 0)]


def test_a_note_before_the_start_is_a_pickup() -> None:
    assert bars_of(clip_of({"start_beat": -1}, {"start_beat": 0})) == [(-1, [3]), (0, [0])]


def test_a_clip_is_cut_by_the_meter_of_its_place() -> None:
    meters = [{"bar": 1, "numerator": 3, "denominator": 4}, {"bar": 4, "numerator": 6, "denominator": 8}]
    place = on_track({"clip_id": 1, "start_bar": 3})

    clip = clip_of({"start_beat": 2.5}, {"start_beat": 3}, {"start_beat": 6}, meter_map=meters, **place)

    assert bars_of(clip) == [(0, [Fraction(5, 2)]), (1, [0]), (2, [0])]
    assert [(m.bar, m.numerator, m.denominator) for m in clip.meters] == [(0, 3, 4), (1, 6, 8)]


def test_a_float_third_is_a_third() -> None:
    (note,) = clip_of({"start_beat": 1 / 3, "duration_beats": 2 / 3}).bars[0].notes

    assert (note.start, note.duration) == (Fraction(1, 3), Fraction(2, 3))


def test_velocity_and_semantics_of_a_note_are_kept() -> None:
    semantics = {"scale_degree": 5, "function": "dominant"}
    (note,) = clip_of({"velocity": 70, "dynamics": {"mark": "mf"}, "semantics": semantics}).bars[0].notes

    assert note.dynamics == {"mark": "mf", "velocity": 70}
    assert (note.scale_degree, note.semantics) == (5, semantics)


def test_the_last_clip_of_one_id_counts() -> None:
    library = [{"clip_id": 1, "name": "a"}, {"clip_id": 2, "name": "b"}, {"clip_id": 1, "name": "c"}]

    assert [clip.name for clip in read_project({"project": {"clip_library": library}}).clips] == ["c", "b"]


def test_tags_and_track_name_are_read() -> None:
    library = [{"clip_id": 1, "name": "a", "tags": ["x", "y"], "track_name": "lead"}]
    (clip,) = read_project({"project": {"clip_library": library}}).clips

    assert (clip.tags, clip.track_name) == (("x", "y"), "lead")


def test_an_override_is_for_its_instance_alone() -> None:
    quiet, loud = ({"bar_index": 0, "velocity_curve": [{"time": 0, "value": value}]} for value in (11, 99))
    tracks = on_track(
        {"clip_id": 1, "start_bar": 1, "bar_overrides": [quiet]},
        {"clip_id": 1, "start_bar": 2, "bar_overrides": [loud]},
        {"clip_id": 1, "start_bar": 3},
    )
    (parts,) = passages_by_track(again(read_project(project_of({}, **tracks))))

    assert [note.velocity for part in parts for note in part.sounding_notes()] == [11, 99, 100]


def test_an_override_names_a_bar_by_its_index_after_a_pickup_as_well() -> None:
    override = {"bar_index": 0, "metadata": {"first": "full bar"}}
    instance = {"clip_id": 1, "length_bars": 2, "bar_overrides": [override]}
    project = read_project(project_of({"start_beat": -1}, {"start_beat": 0}, **on_track(instance)))

    for found in (project, again(project)):
        _pickup, full = found.composition.tracks[0].bars
        assert (_pickup.override.metadata, full.override.metadata) == (None, {"first": "full bar"})


def test_controllers_under_both_names_are_kept() -> None:
    lanes = {"bar_index": 0, "cc_lanes": {"1": []}, "cc": {"2": []}}
    instance = {"clip_id": 1, "bar_overrides": [lanes]}

    (bar,) = read_project(project_of({}, **on_track(instance))).composition.tracks[0].bars

    assert bar.override.cc == {"1": (), "2": ()}


def test_an_override_keeps_fields_that_it_does_not_set() -> None:
    bars = [{"bar_index": 0, "velocity_curve": [{"time": 0, "value": 30}], "metadata": {"tag": "a"}}]
    library = [{"clip_id": 1, "name": "c", "notes": [{}], "bars": bars}]
    override = {"bar_index": 0, "metadata": {"tag": "b"}}
    tracks = on_track({"clip_id": 1, "bar_overrides": [override, {"bar_index": 9, "metadata": {}}]})
    ((part,),) = passages_by_track(read_project({"project": {"clip_library": library, **tracks}}))

    assert part.expression.metadata == {"tag": "b"}
    assert [note.velocity for note in part.sounding_notes()] == [30]


def test_clip_bar_index_survives_export() -> None:
    notes = ({"start_beat": 0}, {"start_beat": 4})
    project = read_project(project_of(*notes, **on_track({"clip_id": 1, "length_bars": 3})))

    assert positions(again(project)) == [(1, 0), (2, 1), (3, 0)]


def test_tracks_of_one_name_both_survive_export() -> None:
    tracks = {"a": {"name": "lead", "clips": [{"clip_id": 1}]}, "b": {"name": "lead"}, "lead (2)": {}}
    project = read_project(project_of({}, tracks=tracks))
    written = write_project(project)

    assert list(written["project"]["tracks"]) == ["lead", "lead (2)", "lead (2) (2)"]
    assert again(project) == project


def test_an_export_has_the_contracts_shape() -> None:
    tracks = on_track({"clip_id": 1, "start_bar": 2})
    written = write_project(read_project(project_of({"pitch": 60}, {"is_rest": True, "start_beat": 1}, **tracks)))

    project = written["project"]
    assert project["tempo_map"] == [{"bar": 1, "tempo_bpm": 120}]
    assert project["meter_map"] == [{"bar": 1, "numerator": 4, "denominator": 4}]
    assert project["key_map"] == [{"bar": 1, "key": "C", "mode": "major"}]
    assert project["tracks"] == {
        "t": {
            "instrument": {"name": "t", "midi_channel": 0},
            "clips": [{"clip_instance_id": "t_2", "clip_id": 1, "start_bar": 2, "length_bars": 1}],
        }
    }
    (clip,) = project["clip_library"]
    assert clip["notes"] == [
        {"start_beat": 0.0, "duration_beats": 1.0, "pitch": 60},
        {"start_beat": 1.0, "duration_beats": 1.0, "is_rest": True},
    ]


def test_stated_channels_of_an_original_export_are_kept() -> None:
    tracks = {name: {"instrument": {"name": name, "midi_channel": 0}} for name in ("lead", "bass", "drums")}
    written = write_project(read_project(project_of({}, tracks=tracks)))

    found = [track["instrument"] for track in written["project"]["tracks"].values()]
    assert found == [{"name": name, "midi_channel": 0} for name in ("lead", "bass", "drums")]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"name": "no project"}, "DSL JSON must have 'project' key"),
        ({"project": {"clip_library": [{"name": "no id"}]}}, "Clip must have 'clip_id'"),
        ({"project": on_track({"clip_id": 77})}, r"Clip 77 not found in clip_library \(track t, clip 1\)"),
        ({"project": on_track({})}, "should have a 'clip_id'"),
    ],
)
def test_unreadable_projects_are_refused(document: Any, message: str) -> None:
    with pytest.raises(BadValue, match=message):
        read_project(document)


@pytest.mark.parametrize(
    "note",
    [
        {"pitch": 128},
        {"pitch": None},
        {"start_beat": None},
        {"start_beat": "1"},
        {"start_beat": 1e300},
        {"start_beat": float("inf")},
        {"duration_beats": 0},
        {"duration_beats": -1},
        {"is_rest": "yes"},
        {"dynamics": [1]},
        {"dynamics": {"velocity": 200}},
        {"velocity": -1},
        {"expression": 1},
        {"articulation": "x" * 129},
        {"cents_offset": "flat"},
        {"scale_degree": 1.5},
    ],
)
def test_bad_notes_name_clip_and_note(note: dict[str, Any]) -> None:
    with pytest.raises(BadValue, match=r"\(clip 1, note 2\)"):
        clip_of({}, note)


def test_a_bad_velocity_is_named_where_it_stands() -> None:
    with pytest.raises(BadValue) as caught:
        clip_of({"velocity": 3, "dynamics": {"velocity": 128}})

    assert caught.value.loc[-3:] == (0, "dynamics", "velocity")


def test_a_clip_of_too_many_bars() -> None:
    with pytest.raises(TooMuch):
        clip_of({"start_beat": 20_000})


def test_a_library_of_too_many_bars() -> None:
    notes = [{"start_beat": 15_000}]
    library = [{"clip_id": i, "name": "c", "notes": notes} for i in range(10)]

    with pytest.raises(TooMuch):
        read_project({"project": {"clip_library": library}})


def test_an_invalid_list_of_bars_is_refused() -> None:
    library = [{"clip_id": 1, "bars": "all"}]

    with pytest.raises(BadMusic):
        read_project({"project": {"clip_library": library}})


def test_a_large_override_repeated_too_often_is_refused() -> None:
    override = {"bar_index": 0, "metadata": {"text": "x" * 10_000}}
    instance = {"clip_id": 1, "length_bars": 1000, "bar_overrides": [override]}

    with pytest.raises(TooMuch, match="overrides"):
        read_project(project_of({}, **on_track(instance)))
