from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from project.music.errors import BadValue
from project.music.notation import sml_clips, sml_projects
from project.music.notation.dsl_clips import write_clip
from project.music.notation.tree import BarNode, ClipNode, CompositionNode, NoteNode, TempoChange
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import composition_of, composition_row
from project.music.rows.records import ClipBarRow, ClipRow, CompositionRow, NoteRow, TrackBarRow, TrackRow


def test_a_clip_without_a_name_is_not_stored() -> None:
    with pytest.raises(BadValue) as caught:
        clip_row(ClipNode())
    assert caught.value.loc == ("body", "name")


def test_a_rest_is_stored_without_a_pitch() -> None:
    clip = sml_clips.read_clip(
        {"name": "c", "bars": [{"items": [{"rest": "half"}, {"note": "C4", "duration": "half"}]}]}
    )

    assert [(note.pitch, note.is_rest) for note in clip_row(clip).bars[0].notes] == [(None, True), (60, False)]


def test_bars_and_notes_are_stored_in_order() -> None:
    notes = (NoteNode(Fraction(2), Fraction(1), 62), NoteNode(Fraction(0), Fraction(1), 60))
    row = clip_row(ClipNode(name="c", bars=(BarNode(2), BarNode(0, notes))))

    assert [bar.bar_index for bar in row.bars] == [0, 2]
    assert [note.pitch for note in row.bars[0].notes] == [60, 62]


def test_thirds_survive_storage_as_floats() -> None:
    item = {"note": "C4", "duration": "triplet_eighth"}
    clip = sml_clips.read_clip({"name": "c", "bars": [{"bar_index": 0, "items": [item] * 12}]})

    assert clip_of(clip_row(clip)) == clip


def test_the_columns_of_each_table() -> None:
    expression = {"velocity_curve", "cc", "pitch_bend_curve", "aftertouch_curve", "pedal_events", "metadata"}
    note = NoteRow(60, 0.0, 1.0)

    assert note._fields == (
        *("pitch", "start_beat", "duration_beats", "is_rest", "scale_degree", "interval_from_prev", "cents_offset"),
        *("articulation", "dynamics", "expression", "semantics"),
    )
    assert set(ClipBarRow(bar_index=0, notes=(note,)).columns()) == {"bar_index", *expression}
    assert set(ClipRow(name="c").columns()) == {"name", "track_name", "tags", "meter_map"}
    placed = TrackBarRow(bar_index=1, clip_id=1, clip_bar_index=0)
    assert set(placed.columns()) == {"bar_index", "clip_id", "clip_bar_index", *expression}
    assert set(TrackRow(name="t").columns()) == {"name", "instrument"}
    maps = {"tempo_map", "meter_map", "key_map", "loops"}
    assert set(CompositionRow(name="c").columns()) == {"name", "ticks_per_quarter", "tempo_bpm", *maps}


def test_a_row_is_read_from_a_record() -> None:
    record = {"id": 7, "name": "c", "track_name": None, "tags": ["a"], "meter_map": None, "organisation_id": 1}

    assert ClipRow.read(record) == ClipRow(name="c", tags=["a"])


def test_plain_maps_are_not_stored() -> None:
    row = composition_row(CompositionNode(tempos=(TempoChange(1, 90),)))

    assert (row.tempo_bpm, row.tempo_map, row.meter_map, row.key_map, row.loops) == (90, None, None, None, None)
    assert composition_of(replace(row, tempo_bpm=70)).tempo_bpm == 70


def test_maps_that_say_more_are_stored_as_they_came() -> None:
    tempos = [{"bar": 5, "tempo_bpm": 96.5}, {"bar": 1, "tempo_bpm": 60, "beat": 0.5}]
    row = composition_row(sml_projects.read_project({"tempo_map": tempos}))

    assert (row.tempo_bpm, row.tempo_map) == (96, tempos)


def test_a_clip_numbered_from_1_is_exported_without_a_gap() -> None:
    written = write_clip(sml_clips.read_clip({"name": "c", "bars": [{"items": [{"note": "C4", "duration": "half"}]}]}))

    assert [note["start_beat"] for note in written["notes"]] == [0.0]
    assert (written["first_bar"], written["bars"]) == (1, [{"bar_index": 1}])
