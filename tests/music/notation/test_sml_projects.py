from __future__ import annotations

from typing import Any

import pytest

from project.music.errors import BadMusic, BadValue
from project.music.notation.sml_projects import read_project, write_project


def test_a_project_without_anything() -> None:
    composition = read_project({"project": {}})

    assert (composition.name, composition.ticks_per_quarter, composition.tempo_bpm) == ("Untitled", 480, 120)


def test_the_first_tempo_named_counts_cut_to_an_int() -> None:
    tempos = [{"bar": 5, "tempo_bpm": 96.9}, {"bar": 1, "tempo_bpm": 200}]

    assert read_project({"tempo_map": tempos}).tempo_bpm == 96


@pytest.mark.parametrize("meters", [None, {}, "3/4", [1], [{"numerator": 3}, 4]])
def test_a_meter_map_that_is_no_list_of_objects_is_ignored(meters: Any) -> None:
    assert read_project({"meter_map": meters, "key_map": meters}) == read_project({})


def test_a_clip_reference_without_a_clip_names_its_track() -> None:
    with pytest.raises(BadValue, match=r"must include 'clip_id' \(track lead, clip 2\)"):
        read_project({"tracks": {"lead": {"clips": [{"clip_id": 1}, {"start_bar": 1}]}}})


def test_instances_in_sml_do_not_repeat_their_clip() -> None:
    clips = [
        {"clip_id": "3", "start_bar": "2", "length_bars": 2, "clip_bar_index": 5},
        {"clip_id": 3, "length_bars": -1},
    ]
    (track,) = read_project({"tracks": {"t": {"clips": clips}}}).tracks

    assert [(bar.bar_index, bar.clip_id, bar.clip_bar_index) for bar in track.bars] == [(2, 3, 5), (3, 3, 6)]


def test_bars_that_follow_one_another_are_written_as_one_reference() -> None:
    clips = [{"clip_id": 3, "start_bar": 1, "length_bars": 2}, {"clip_id": 3, "start_bar": 3, "length_bars": 2}]
    written = write_project(read_project({"tracks": {"t": {"clips": clips}}}))

    found = written["project"]["tracks"]["t"]["clips"]
    assert [(clip["start_bar"], clip["length_bars"]) for clip in found] == [(1, 2), (3, 2)]


@pytest.mark.parametrize(
    "project",
    [
        {"name": None},
        {"name": "x" * 256},
        {"ticks_per_quarter": 0},
        {"ticks_per_quarter": 32768},
        {"tempo_map": [{"bar": 1, "tempo_bpm": 3}]},
        {"tempo_map": [{"bar": 1, "tempo_bpm": -5}]},
        {"tempo_map": {"bar": 1}},
        {"meter_map": [{"bar": 1, "numerator": 0}]},
        {"meter_map": [{"bar": 1, "denominator": 3}]},
        {"key_map": [{"bar": 1, "key": 1}]},
        {"loops": [{"start_bar": 1}]},
        {"loops": [{"start_bar": 1, "length_bars": 1, "repeat_count": None}]},
        {"tracks": []},
        {"tracks": {"t": []}},
        {"tracks": {"t": {"clips": {}}}},
        {"tracks": {"t": {"clips": [{"clip_id": 2**31}]}}},
        {"tracks": {"t": {"clips": [{"clip_id": 1, "length_bars": 10**9}]}}},
        {"tracks": {"t": {"clips": [{"clip_id": 1, "length_bars": 10_000}] * 6}}},
        {"tracks": {"t": {"instrument": {"midi_channel": 16}}}},
    ],
)
def test_projects_out_of_bounds_are_refused(project: Any) -> None:
    with pytest.raises(BadMusic):
        read_project({"project": project})
