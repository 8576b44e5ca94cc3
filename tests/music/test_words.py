from __future__ import annotations

import pytest

from project.music.errors import NotUnderstood
from project.music.notation.pitches import pitch_name
from project.music.notation.sml import read_clip, write_clip
from project.music.words.composing import compose


def sung(text: str) -> list[str]:
    """The notes bar by bar, those of one bar joined by spaces."""
    bars = compose(text).clip.bars
    return [" ".join(pitch_name(n.pitch) if n.pitch is not None else "-" for n in bar.notes) for bar in bars]


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("C major scale", ["C4 D4 E4 F4 G4 A4 B4 C5"]),
        ("a scale in a minor", ["A4 B4 C5 D5 E5 F5 G5 A5"]),
        ("play a minor scale in F sharp", ["F#4 G#4 A4 B4 C#5 D5 E5 F#5"]),
        ("descending D dorian scale", ["D5 C5 B4 A4 G4 F4 E4 D4"]),
        ("harmonic minor scale in E", ["E4 F#4 G4 A4 B4 C5 D#5 E5"]),
        ("pentatonic scale in A minor", ["A4 C5 D5 E5 G5 A5 -"]),
        ("scale of Bb major in quarter notes", ["A#4 C5 D5 D#5", "F5 G5 A5 A#5"]),
        ("Am arpeggio", ["A4 C5 E5 A5 -"]),
        ("an arpeggio of G, two octaves, up and down, in 3/4", ["G4 B4 D5 G5 B5 D6", "G6 D6 B5 G5 D5 B4", "G4 -"]),
        ("a D minor arpeggio, 2 bars in 3/4", ["D4 F4 A4 D5 A4 F4"] * 2),
        ("chord progression I-V in G", ["G3", "B3", "D4", "D4", "F#4", "A4"]),
        ("Dm7 G7 chords, 1 bar", ["D4", "F4", "A4", "C5"]),
        ("bass line over C - F", ["C2 G2 C2 G2", "F1 C2 F1 C2"] * 2),
        ("walking bass line over ii-V in C, 2 bars", ["D2 F2 A2 G#1", "G1 B1 D2 C#2"]),
    ],
)
def test_what_is_asked_for(text: str, bars: list[str]) -> None:
    assert sung(text) == bars


def test_a_twelve_bar_blues_has_its_roots() -> None:
    bars = compose("a 12-bar blues bass line in E").clip.bars

    roots = "".join(pitch_name(bar.notes[0].pitch or 0) for bar in bars)
    assert roots == "E1E1E1E1A1A1E1E1B1A1E1B1"


def test_tempo_meter_bars_and_instrument() -> None:
    piece = compose("C scale for flute in triplets, 3 bars of 6/8 at 90 bpm")

    assert (piece.tempo_bpm, piece.clip.length_bars, piece.clip.track_name) == (90, 3, "flute")
    assert [(meter.numerator, meter.denominator) for meter in piece.clip.meters] == [(6, 8)]


@pytest.mark.parametrize(
    "text",
    ["C scale in 7/8 whole notes", "waltz chords in d minor", "C major scale in triplets, 5 bars", "bass in 1/16"],
)
def test_what_is_made_can_be_written_in_sml(text: str) -> None:
    clip = compose(text).clip

    assert read_clip(write_clip(clip)) == clip


@pytest.mark.parametrize("text", ["", "paint me a cat", "something sad", "x" * 2001])
def test_what_is_not_understood_is_told_what_is(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"Ask for a scale|at most") as caught:
        compose(text)
    assert caught.value.status == 422


@pytest.mark.parametrize(
    "text", ["C scale, 99 bars", "C scale in 4/5", "C scale in 99/4", "C scale at 9999 bpm", "C scale, 9 octaves"]
)
def test_what_is_out_of_bounds_is_told(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"should"):
        compose(text)
