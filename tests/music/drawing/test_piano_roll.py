from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from project.music.drawing.piano_roll import clip_svg, composition_svg
from project.music.errors import TooMuch
from project.music.notation.tree import (
    BarNode,
    ClipNode,
    CompositionNode,
    Instrument,
    Loop,
    MeterChange,
    NoteNode,
    Project,
    TrackBarNode,
    TrackNode,
)

SVG = "{http://www.w3.org/2000/svg}"
SOFT, LOUD = ({"velocity": velocity} for velocity in (10, 120))
CLIP = ClipNode(
    1,
    "a riff",
    "lead",
    (
        BarNode(
            1,
            (
                NoteNode(Fraction(0), Fraction(1), 60, dynamics=SOFT),
                NoteNode(Fraction(2), Fraction(2), 67, dynamics=LOUD),
            ),
        ),
        BarNode(2, (NoteNode(Fraction(0), Fraction(4), None),)),
    ),
)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in drawn(svg).iter(f"{SVG}text")]


def notes(svg: str) -> list[ElementTree.Element]:
    return [element for element in drawn(svg).iter(f"{SVG}rect") if element.get("class", "").startswith("n ")]


def test_a_clip_shows_its_name_bars_and_pitches() -> None:
    found = texts(clip_svg(CLIP))

    assert found[:2] == ["a riff", "lead · 2 bars, 2 notes"]
    assert {"C4", "G4", "1 · 4/4", "2"} <= set(found)


def test_notes_are_drawn_where_they_sound() -> None:
    low, high = notes(clip_svg(CLIP))
    x = {"low": float(low.get("x", "")), "high": float(high.get("x", ""))}
    y = {"low": float(low.get("y", "")), "high": float(high.get("y", ""))}
    width = {"low": float(low.get("width", "")), "high": float(high.get("width", ""))}

    assert x["high"] - x["low"] == 2 * 48
    assert y["low"] - y["high"] == 7 * 10
    assert width["high"] == pytest.approx(2 * 48, abs=1)


def test_clips_are_coloured_by_velocity_and_compositions_by_track() -> None:
    tracks = tuple(TrackNode(name, (TrackBarNode(1, 1),)) for name in ("a", "b"))
    composition = composition_svg(Project(CompositionNode(tracks=tracks), (CLIP,)))

    assert [note.get("class") for note in notes(clip_svg(CLIP))] == ["n v0", "n v7"]
    assert [note.get("class") for note in notes(composition)] == ["n t0 o0", "n t0 o7", "n t1 o0", "n t1 o7"]
    assert {"a", "b"} <= set(texts(composition))


def test_a_new_meter_is_shown_with_the_bar_number() -> None:
    bars = tuple(BarNode(i, CLIP.bars[0].notes) for i in range(4))
    clip = ClipNode(1, bars=bars, meters=(MeterChange(0, 6, 8), MeterChange(2, 3, 4)))
    track = TrackNode("t", tuple(TrackBarNode(i + 1, 1, i) for i in range(4)))
    composition = CompositionNode(tracks=(track,), meters=(MeterChange(1), MeterChange(3, 7, 8)))

    assert {"0 · 6/8", "1", "2 · 3/4", "3"} <= set(texts(clip_svg(clip)))
    assert {"1 · 4/4", "2", "3 · 7/8", "4"} <= set(texts(composition_svg(Project(composition, (clip,)))))


def test_a_long_roll_names_its_octaves_again_and_again() -> None:
    long = ClipNode(bars=(*CLIP.bars, BarNode(300)))

    assert texts(clip_svg(CLIP)).count("C4") == 1
    assert texts(clip_svg(long)).count("C4") == 6


def test_drums_have_rows_with_their_names() -> None:
    track = TrackNode("kit", (TrackBarNode(1, 1),), Instrument(midi_channel=9))
    kick = ClipNode(
        1, "c", bars=(BarNode(0, (NoteNode(Fraction(0), Fraction(1), 36), NoteNode(Fraction(1), Fraction(1), 99))),)
    )

    assert {"Bass drum 1", "Drum 99"} <= set(texts(composition_svg(Project(CompositionNode(tracks=(track,)), (kick,)))))


def test_loops_are_brackets_and_not_played_out() -> None:
    track = TrackNode("t", (TrackBarNode(1, 1), TrackBarNode(2, 1, 1)))
    svg = composition_svg(Project(CompositionNode(tracks=(track,), loops=(Loop(1, 2, 3),)), (CLIP,)))

    assert "×3" in texts(svg)
    assert len(notes(svg)) == 2


def test_outside_text_is_escaped() -> None:
    name = "</title><script>alert(1)</script>\"'&\x00\x1b\ud800\uffff"
    svg = clip_svg(replace(CLIP, name=name, track_name=name))

    assert not list(drawn(svg).iter(f"{SVG}script"))
    assert texts(svg)[0] == "</title><script>alert(1)</script>\"'&����"
    svg.encode()


def test_nothing_is_fetched_or_run() -> None:
    svg = clip_svg(CLIP)

    attributes = {name for element in drawn(svg).iter() for name in element.keys()}  # noqa: SIM118  (no dictionary)
    assert not {name for name in attributes if name.startswith("on") or name.endswith("href")}
    assert "url(" not in svg


def test_piano_rolls_have_a_dark_theme() -> None:
    assert "@media (prefers-color-scheme:dark)" in clip_svg(CLIP)


def test_an_empty_clip_and_an_empty_composition_are_drawn() -> None:
    assert "0 bars, 0 notes" in clip_svg(ClipNode())
    assert "0 bars, 0 notes" in composition_svg(Project(CompositionNode()))


def test_too_large_a_piano_roll_is_refused() -> None:
    crowd = BarNode(0, CLIP.bars[0].notes * 20_001)

    with pytest.raises(TooMuch):
        clip_svg(ClipNode(bars=(crowd,)))
    with pytest.raises(TooMuch):
        clip_svg(ClipNode(bars=(BarNode(0), BarNode(3000))))
