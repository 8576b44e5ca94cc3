"""From SML through rows and DSL and back, and from MIDI files and back."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import mido
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project.music.midi.exports import clip_midi, project_midi
from project.music.midi.imports import import_midi
from project.music.notation import dsl_projects, sml_clips, sml_projects
from project.music.notation.meters import BarLines
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import ClipNode, CompositionNode, MeterChange, Project
from project.music.rows.clips import clip_row
from project.music.rows.compositions import composition_row, project_of
from project.music.rows.records import ClipRow, CompositionRow
from tests.music.strategies import Music, clips, meter_maps, projects

#: Set MUSIC_EXAMPLES=500 for a long run.
many = settings(
    max_examples=int(os.environ.get("MUSIC_EXAMPLES", "30")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def stored(music: Music) -> tuple[CompositionRow, list[ClipRow]]:
    """Return rows as the store returns them, under the clips' own ids."""
    rows = [replace(clip_row(sml_clips.read_clip(clip)), id=clip_id) for clip_id, clip in music.clips.items()]
    return composition_row(sml_projects.read_project(music.project)), rows


def renumbered(composition: CompositionNode, clip_ids: Mapping[int, int]) -> CompositionNode:
    """Replace the clip ids."""
    tracks = (
        replace(track, bars=tuple(replace(bar, clip_id=clip_ids[bar.clip_id]) for bar in track.bars))
        for track in composition.tracks
    )
    return replace(composition, tracks=tuple(tracks))


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@given(projects())
@many
def test_sml_stored_exported_as_dsl_and_loaded_again_is_the_same(music: Music) -> None:
    composition, clip_rows = stored(music)

    written = through_json(dsl_projects.write_project(project_of(composition, clip_rows)))
    again = dsl_projects.read_project(written)

    assert composition_row(again.composition) == composition
    assert [replace(clip_row(clip), id=clip.id) for clip in again.clips] == clip_rows


@given(projects())
@many
def test_a_loaded_project_plays_its_clips_under_their_new_ids(music: Music) -> None:
    project = project_of(*stored(music))
    ids = {clip.id: clip.id + 1000 for clip in project.clips if clip.id is not None}
    moved = tuple(replace(clip, id=ids[clip.id]) for clip in project.clips if clip.id is not None)

    assert project_midi(Project(renumbered(project.composition, ids), moved)) == project_midi(project)


@given(clips())
@many
def test_an_sml_clip_written_and_read_again_is_the_same(written: dict[str, Any]) -> None:
    clip = sml_clips.read_clip(written)

    assert sml_clips.read_clip(through_json(sml_clips.write_clip(clip))) == clip


@given(projects())
@many
def test_an_sml_project_written_and_read_again_is_the_same(music: Music) -> None:
    composition = sml_projects.read_project(music.project)

    assert sml_projects.read_project(through_json(sml_projects.write_project(composition))) == composition


@given(st.floats(-100_000, 100_000))
def test_beats_survive_the_round_trip_through_fractions(beats: float) -> None:
    assert to_float(to_fraction(beats)) == beats


@given(st.fractions(0, 1000, max_denominator=32_767))
def test_a_tick_survives_the_round_trip_through_float(beats: Fraction) -> None:
    assert to_fraction(to_float(beats)) == beats


@given(meter_maps(), st.integers(-20, 20), st.fractions(0, 1, max_denominator=12).filter(lambda share: share < 1))
def test_a_beat_is_found_in_its_bar(meters: list[dict[str, Any]], bar: int, share: Fraction) -> None:
    lines = BarLines([MeterChange(**meter) for meter in meters], 1)
    within = share * lines.meter(bar).beats

    assert lines.locate(lines.start(bar) + within) == (bar, within)
    assert lines.start(bar + 1) - lines.start(bar) == lines.meter(bar).beats


Heard = tuple[list[tuple[int, int]], list[tuple[int, int]]]


def heard(data: bytes) -> list[Heard]:
    """Return by track the sorted (pitch, tick) of note-ons and of note-offs."""
    found = []
    for track in mido.MidiFile(file=io.BytesIO(data), charset="utf-8").tracks:
        tick, ons, offs = 0, [], []
        for message in track:
            tick += message.time
            if message.type == "note_on":
                ons.append((message.note, tick))
            elif message.type == "note_off":
                offs.append((message.note, tick))
        found.append((sorted(ons), sorted(offs)))
    return found


def in_playing_order(music: Music) -> list[int]:
    """Return the bar numbers with the one loop unrolled."""
    body = music.project["project"]
    used = [
        clip["start_bar"] + clip.get("length_bars", 1) - 1
        for track in body["tracks"].values()
        for clip in track["clips"]
        if clip.get("length_bars", 1)
    ]
    loop = next((loop for loop in body.get("loops", ()) if loop["repeat_count"] > 1), None)
    if not used:
        return []
    if loop is None:
        return list(range(1, max(used) + 1))
    end = loop["start_bar"] + loop["length_bars"] - 1
    head, looped = range(1, loop["start_bar"]), range(loop["start_bar"], end + 1)
    return [*head, *(bar for _ in range(loop["repeat_count"]) for bar in looped), *range(end + 1, max(used) + 1)]


def expected(music: Music) -> list[Heard]:
    """Compute `heard` directly from the SML."""
    body = music.project["project"]
    ticks = body.get("ticks_per_quarter", 480)
    read = {clip_id: sml_clips.read_clip(clip) for clip_id, clip in music.clips.items()}
    meters = body.get("meter_map", [{"bar": 1, "numerator": 4, "denominator": 4}])
    starts: list[tuple[int, Fraction]] = []
    beat = Fraction(0)
    for bar in in_playing_order(music):
        meter = [meter for meter in meters if meter["bar"] <= bar][-1]
        starts.append((bar, beat))
        beat += Fraction(4 * meter["numerator"], meter["denominator"])
    return [track_expected(track, starts, read, ticks) for track in body["tracks"].values()]


def track_expected(
    track: dict[str, Any], starts: list[tuple[int, Fraction]], read: dict[int, ClipNode], ticks: int
) -> Heard:
    ons, offs = [], []
    for instance in track["clips"]:
        clip = read[instance["clip_id"]]
        for i in range(instance.get("length_bars", 1)):
            index = clip.first_bar + instance.get("clip_bar_index", 0) + i
            begins = [beat for bar, beat in starts if bar == instance["start_bar"] + i]
            for note in (note for bar in clip.bars if bar.index == index for note in bar.notes if not note.is_rest):
                assert note.pitch is not None
                ons += [(note.pitch, round((beat + note.start) * ticks)) for beat in begins]
                offs += [(note.pitch, round((beat + note.start + note.duration) * ticks)) for beat in begins]
    return sorted(ons), sorted(offs)


@given(projects())
@many
def test_an_exported_file_has_all_notes_within_a_tick(music: Music) -> None:
    found = heard(project_midi(project_of(*stored(music))))

    for (ons, offs), (wanted_ons, wanted_offs) in zip(found, expected(music), strict=True):
        assert [pitch for pitch, _ in ons] == [pitch for pitch, _ in wanted_ons]
        assert [tick for _, tick in ons] == pytest.approx([tick for _, tick in wanted_ons], abs=1)
        assert [tick for _, tick in offs] == pytest.approx([tick for _, tick in wanted_offs], abs=1)


@given(projects())
@many
def test_an_exported_file_imported_and_exported_again_has_the_same_notes(music: Music) -> None:
    data = project_midi(project_of(*stored(music)))

    again = project_midi(import_midi(data))

    assert sorted(heard(again)) == sorted(notes for notes in heard(data) if notes[0])


@given(clips(clip_id=1))
@many
def test_a_clip_alone_has_the_notes_of_its_bars(written: dict[str, Any]) -> None:
    clip = sml_clips.read_clip(written)

    ((ons, _),) = heard(clip_midi(clip))

    assert [pitch for pitch, _ in ons] == sorted(n.pitch for bar in clip.bars for n in bar.notes if n.pitch is not None)
