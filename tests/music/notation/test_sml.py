from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from project.core.errors import Invalid
from project.music.errors import BadMusic, BadValue, BarOverflow, NotInSML, UnknownDuration, UnknownItem
from project.music.notation.pitches import pitch_name, pitch_number
from project.music.notation.rhythm import duration_units
from project.music.notation.sml_clips import read_clip, write_clip
from project.music.notation.tree import BarNode, ClipNode, NoteNode
from tests.music.sweeps import mismatches, not_refused


def clip_of(*items: Any, **bar: Any) -> dict[str, Any]:
    return {"name": "t", "bars": [{"bar_index": 0, "items": list(items), **bar}]}


def notes_of(*items: Any, **bar: Any) -> tuple[NoteNode, ...]:
    return read_clip(clip_of(*items, **bar)).bars[0].notes


def _note(**fields: Any) -> NoteNode:
    (note,) = notes_of({"note": "C4", "duration": "quarter", **fields})
    return note


def test_pitch_names_become_midi_numbers() -> None:
    cases: list[tuple[Any, Any]] = [
        ("C4", 60),
        ("A4", 69),
        ("C-1", 0),
        ("G9", 127),
        ("Cb4", 59),
        ("B#4", 72),
        ("b4", 71),
        ("bb4", 70),
        ("e♭4", 63),
    ]

    assert mismatches(lambda name: pitch_number(f" {name} "), cases) == []


def test_bad_pitch_names_are_refused() -> None:
    cases: list[Any] = ["H4", "C", "C##4", "Dbb4", "4", "", "C4x", 60, None, "C99999999999"]

    assert not_refused(BadMusic, pitch_number, cases, r"Invalid pitch string") == []


def test_pitches_outside_midi_are_refused() -> None:
    cases: list[Any] = ["G#9", "Cb-1", "C12", "A-2"]

    assert not_refused(BadMusic, pitch_number, cases, r"out of range for pitch '{}'") == []


def test_pitch_names_have_sharps() -> None:
    assert [pitch_name(number) for number in (0, 61, 127)] == ["C-1", "C#4", "G9"]


def test_durations_become_units() -> None:
    cases: list[tuple[Any, Any]] = [
        ("whole", 32),
        ("dotted_eighth", 6),
        ("thirty_second", 1),
        ("4", 4),
        (" 12 ", 12),
        ("0", 1),
        ("-3", 1),
    ]

    assert mismatches(duration_units, cases) == []


def test_unknown_durations_are_refused() -> None:
    cases: list[Any] = ["Quarter", "dotted_whole", "dotted_sixteenth", "triplet_half", "1/4", "", "double", "²"]

    assert not_refused(UnknownDuration, duration_units, cases, r"Unknown duration token: {}") == []


def test_a_duration_is_a_string() -> None:
    cases: list[Any] = [4, 1.5, None, True]

    assert not_refused(BadValue, duration_units, cases) == []


def test_twelve_triplet_eighths_fill_a_bar() -> None:
    notes = notes_of(*[{"note": "C4", "duration": "triplet_eighth"}] * 12)

    assert notes[-1].start + notes[-1].duration == 4


def test_three_triplet_quarters_and_a_half_fill_a_bar() -> None:
    notes = notes_of(*[{"note": "C4", "duration": "triplet_quarter"}] * 3, {"rest": "half"})

    assert [note.start for note in notes] == [0, Fraction(2, 3), Fraction(4, 3), 2]


def test_a_note_has_defaults() -> None:
    (note,) = notes_of({"note": "C4", "duration": "quarter", "tie": True})

    assert note == NoteNode(Fraction(0), Fraction(1), 60, "normal", {"velocity": 90}, None, cents_offset=0.0)


def test_velocity_and_articulation_may_be_null() -> None:
    (note,) = notes_of({"note": "C4", "duration": "quarter", "velocity": None, "articulation": None})

    assert (note.dynamics, note.articulation) == (None, None)


def test_velocities_are_read_from_numbers_and_text() -> None:
    cases: list[tuple[Any, Any]] = [(0, 0), ("80", 80), (90.0, 90), (127, 127)]

    assert mismatches(lambda velocity: _note(velocity=velocity).velocity, cases) == []


def test_bad_velocities_are_refused() -> None:
    cases: list[Any] = [128, -1, 90.5, "loud", True, [], "9" * 5000]

    assert not_refused(BadValue, lambda velocity: _note(velocity=velocity), cases, r"bar 0, item 1") == []


def test_note_expressions_are_preserved() -> None:
    cases: list[tuple[Any, Any]] = [
        (None, None),
        ({}, {"extra": None}),
        ({"extra": None}, {"extra": None}),
        ({"extra": {"a": 1}}, {"extra": {"a": 1}}),
        ({"vibrato": 1}, {"extra": {"vibrato": 1}}),
        ({"vibrato": 1, "extra": {"vibrato": 2, "b": 3}}, {"extra": {"vibrato": 2, "b": 3}}),
    ]

    assert mismatches(lambda expression: _note(expression=expression).expression, cases) == []


def test_a_note_takes_precedence_over_a_rest() -> None:
    (note,) = notes_of({"note": "C4", "rest": "whole", "duration": "half"})

    assert (note.pitch, note.duration) == (60, 2)


def test_unknown_items_are_refused() -> None:
    cases: list[Any] = [{"drum": "kick"}, {}, "C4", None, [1]]

    assert not_refused(UnknownItem, lambda item: notes_of({"rest": "quarter"}, item), cases, r"Unknown bar item") == []


def test_overflow_is_reported_in_units() -> None:
    with pytest.raises(BarOverflow, match=r"Bar overflow: total units 40 > units_per_bar 32 \(bar 0\)"):
        notes_of({"note": "C4", "duration": "whole"}, {"note": "C4", "duration": "quarter"})


def test_a_meter_of_the_clip_is_honoured() -> None:
    meter = {"meter_map": [{"bar": 0, "numerator": 3, "denominator": 4}]}

    with pytest.raises(BarOverflow, match="total units 32 > units_per_bar 24"):
        read_clip({**clip_of({"rest": "whole"}), **meter})


def test_an_error_names_bar_and_item_for_people_and_the_path_for_programs() -> None:
    bars = [
        {"bar_index": 0, "items": []},
        {"bar_index": 7, "items": [{"rest": "half"}, {"note": "H4", "duration": "half"}]},
    ]

    with pytest.raises(Invalid) as caught:
        read_clip({"bars": bars})

    assert caught.value.detail == "Invalid pitch string: H4 (bar 7, item 2)"
    assert caught.value.loc == ("body", "bars", 1, "items", 1, "note")
    assert caught.value.status == 422


def test_bars_are_numbered_by_bar_index_or_number_or_else_1() -> None:
    clip = read_clip({"bars": [{"number": 3}, {}, {"bar_index": "2", "number": 9}, {"bar_index": -1, "items": []}]})

    assert [bar.index for bar in clip.bars] == [3, 1, 2, -1]


def test_bad_bar_indexes_are_refused() -> None:
    cases: list[Any] = [None, "first", 1.5, True, 10**6]

    assert not_refused(BadValue, lambda index: read_clip({"bars": [{"bar_index": index, "items": []}]}), cases) == []


def test_an_empty_clip_is_read() -> None:
    assert read_clip({}) == ClipNode()


def test_a_clip_without_bars_keeps_its_meter() -> None:
    meter = [{"bar": 0, "numerator": 3, "denominator": 4}]

    assert write_clip(read_clip({"name": "t", "bars": [], "meter_map": meter}))["meter_map"] == meter


def test_an_empty_bar_expression_is_none() -> None:
    cases = [(empty, (BarNode(0),)) for empty in [None, {}, [], "", 0, False]]

    assert mismatches(lambda empty: read_clip(clip_of(expression=empty)).bars, cases) == []


def test_bar_expressions_are_preserved() -> None:
    curve = [{"time": 0, "value": 64, "shape": "step"}]
    expression = {"cc_lanes": {" 1 ": curve}, "dynamics": "mf", "metadata": {"tag": "intro"}, "aftertouch_curve": None}

    written = write_clip(read_clip(clip_of(expression=expression)))

    assert written["bars"][0]["expression"] == {"cc": {"1": curve}, "metadata": {"dynamics": "mf", "tag": "intro"}}


def test_bad_bar_expressions_name_the_bar() -> None:
    cases: list[Any] = [
        [1],
        "loud",
        {"velocity_curve": {}},
        {"velocity_curve": [1]},
        {"velocity_curve": [{"time": 0}]},
        {"velocity_curve": [{"time": 0, "value": 200}]},
        {"velocity_curve": [{"time": -1, "value": 2}]},
        {"velocity_curve": [{"time": float("nan"), "value": 2}]},
        {"cc": {"volume": []}},
        {"cc": {"128": []}},
        {"pedal_events": [{"time": 0, "on": "yes"}]},
        {"pedal_events": [{"time": 0}]},
        {"metadata": [1]},
        {"metadata": {"a": "\x00"}},
        {"metadata": {"a": "\ud800"}},
    ]

    assert not_refused(BadValue, lambda expression: read_clip(clip_of(expression=expression)), cases, r"bar 0") == []


def test_bad_tags_are_refused() -> None:
    cases: list[Any] = ["a", [1], ["\x00"], ["x" * 256]]

    assert not_refused(BadValue, lambda tags: read_clip({"tags": tags}), cases) == []


def test_chords_within_a_bar_are_not_in_sml() -> None:
    chord = (NoteNode(Fraction(0), Fraction(1), 60), NoteNode(Fraction(0), Fraction(1), 64))

    with pytest.raises(NotInSML, match="bar 2"):
        write_clip(ClipNode(bars=(BarNode(2, chord),)))


def test_lengths_without_a_name_are_not_in_sml() -> None:
    with pytest.raises(NotInSML, match="1/5 beats"):
        write_clip(ClipNode(bars=(BarNode(0, (NoteNode(Fraction(0), Fraction(1, 5), 60),)),)))


def test_gaps_between_notes_are_written_as_rests() -> None:
    notes = (NoteNode(Fraction(1), Fraction(1), 60), NoteNode(Fraction(3), Fraction(1), 60))

    written = write_clip(ClipNode(bars=(BarNode(0, notes),)))

    assert [item.get("rest") for item in written["bars"][0]["items"]] == ["quarter", None, "quarter", None]
