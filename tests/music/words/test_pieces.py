from __future__ import annotations

import time
from contextlib import suppress

import pytest

from project.music.errors import NotUnderstood
from project.music.notation.pitches import pitch_name
from project.music.notation.sml_clips import read_clip, write_clip
from project.music.words.pieces import compose
from tests.music.sweeps import mismatches, not_refused


def sung(text: str) -> list[str]:
    """Return the notes by bar, joined by spaces."""
    bars = compose(text).clip.bars
    return [" ".join(pitch_name(n.pitch) if n.pitch is not None else "-" for n in bar.notes) for bar in bars]


def spelled(text: str) -> str:
    piece = compose(text)
    written = write_clip(piece.clip, piece.tonality.spelled)
    assert read_clip(written) == piece.clip
    return " ".join(item["note"] for bar in written["bars"] for item in bar["items"])


def test_pitches_are_spelled_in_their_key() -> None:
    cases = [
        ("F minor scale", "F4 G4 Ab4 Bb4 C5 Db5 Eb5 F5"),
        ("scale of B♭ major", "Bb4 C5 D5 Eb5 F5 G5 A5 Bb5"),
        ("C# minor scale", "C#4 D#4 E4 F#4 G#4 A4 B4 C#5"),
        ("harmonic minor scale in G", "G4 A4 Bb4 C5 D5 Eb5 F#5 G5"),
        ("C flat major scale", "Cb5 Db5 Eb5 Fb5 Gb5 Ab5 Bb5 Cb6"),
    ]

    assert mismatches(spelled, cases) == []


def test_requests_give_the_notes_asked_for() -> None:
    cases: list[tuple[str, list[str]]] = [
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
        ("arpeggio of Am7 in 3/4", ["A4 C5 E5 G5 A5 -"]),
        ("C9 arpeggio", ["C4 E4 G4 A#4 D5 -"]),
        ("broken chords C G/B, half notes", ["C4 E4", "G4 B4"]),
        ("Play a Dm7 chord", ["D4", "F4", "A4", "C5"]),
        ("A Dm7 chord", ["D4", "F4", "A4", "C5"]),
        ("bdim7 chord", ["B3", "D4", "F4", "G#4"]),
        ("C major seventh chord", ["C4", "E4", "G4", "B4"]),
        ("G major chord", ["G3", "B3", "D4"]),
        ("C/E and Cadd9", ["E2", "C4", "E4", "G4", "C4", "E4", "G4", "D5"]),
        ("dm7 F#m7b5", [*("D4", "F4", "A4", "C5"), *("F#3", "A3", "C4", "E4")]),
        ("dm7 g7 c, 2 bars", ["D4", "F4", "A4", "C5", "G3", "B3", "D4", "F4"]),
        ("chords c g am", ["C4", "E4", "G4", "G3", "B3", "D4", "A3", "C4", "E4"]),
        ("iiø7-V7 in D minor", ["E4", "G4", "A#4", "D5", "A3", "C#4", "E4", "G4"]),
        ("C, F chords in half notes", ["C4 C4", "E4 E4", "G4 G4", "F3 F3", "A3 A3", "C4 C4"]),
        ("plagal cadence in F", ["A#3", "D4", "F4", "F3", "A3", "C4"]),
        ("jazz progression in C minor, 1 bar", ["D4", "F4", "G#4", "C5"]),
        ("bass line over C/E F, 2 bars", ["E1 G2 E1 G2", "F1 C2 F1 C2"]),
        ("C major scale for bass guitar in crotchets", ["C4 D4 E4 F4", "G4 A4 B4 C5"]),
        ("scale from D to D", ["D4 E4 F#4 G4 A4 B4 C#5 D5"]),
    ]

    assert mismatches(sung, cases) == []


def test_a_twelve_bar_blues_has_its_roots() -> None:
    bars = compose("a 12-bar blues bass line in E").clip.bars

    roots = "".join(pitch_name(bar.notes[0].pitch or 0) for bar in bars)
    assert roots == "E1E1E1E1A1A1E1E1B1A1E1B1"


def test_a_minor_blues_is_understood_without_the_word_chords() -> None:
    piece = compose("a slow blues in A minor, 12 bars")

    roots = [pitch_name(bar.notes[0].pitch or 0) for bar in piece.clip.bars[::4]]
    assert (piece.clip.name, piece.tempo_bpm) == ("A minor chord progression", 66)
    assert roots == ["A3"] * 4 + ["D4"] * 2 + ["A3"] * 2 + ["E4", "D4", "A3", "E4"]


def test_chords_without_a_key_give_the_clip_its_name() -> None:
    assert compose("Em C G D").clip.name == "Em C G D chord progression"
    assert compose("walking bass over Cm7 F7").clip.name == "Cm7 F7 walking bass line"
    assert compose("ii-V-I").clip.name == "C major chord progression"


def test_ways_to_say_an_instrument() -> None:
    cases = [
        ("on electric guitar", "electric guitar"),
        ("on Cmaj7 for the violin", "violin"),
        ("for two bars", "piano"),
    ]

    assert mismatches(lambda words: compose(f"an arpeggio {words}").clip.track_name, cases) == []


def test_ways_to_say_a_tempo() -> None:
    cases = [(words, 90) for words in ["90 BPM", "tempo: 90", "quarter = 90", "at 90", "90 beats per minute"]]

    assert mismatches(lambda words: compose(f"C scale, {words}").tempo_bpm, cases) == []


def test_ways_to_say_a_note_value() -> None:
    cases = [("semiquavers", "1/4"), ("dotted quarter notes", "3/2"), ("quarter-note triplets", "2/3")]

    assert mismatches(lambda words: str(compose(f"C scale in {words}").clip.bars[0].notes[0].duration), cases) == []


def test_an_unknown_chord_is_refused() -> None:
    cases = ["C13#11 arpeggio", "C, Gsus7b9 and F", "Vadd13-I in C", "C4 E4 G4"]

    assert not_refused(NotUnderstood, compose, cases, r"Unknown chord: ") == []


@pytest.mark.parametrize("text", ["mmaj" * 500, "C" + "1" * 1999, "Cmaj7" * 399, "b9#" * 600, "blues " * 333])
def test_no_request_takes_long(text: str) -> None:
    begun = time.process_time()
    with suppress(NotUnderstood):
        compose(text)
    assert time.process_time() - begun < 1


def test_no_arpeggio_leaves_midi() -> None:
    pitches = [
        note.pitch for bar in compose("B13 arpeggio, four octaves").clip.bars for note in bar.notes if note.pitch
    ]

    assert max(pitches) <= 127


def test_tempo_meter_bars_and_instrument() -> None:
    piece = compose("C scale for flute in triplets, 3 bars of 6/8 at 90 bpm")

    assert (piece.tempo_bpm, piece.clip.length_bars, piece.clip.track_name) == (90, 3, "flute")
    assert [(meter.numerator, meter.denominator) for meter in piece.clip.meters] == [(6, 8)]


def test_composed_clips_can_be_written_in_sml() -> None:
    texts = [
        *("C scale in 7/8 whole notes", "waltz chords in d minor", "C major scale in triplets, 5 bars", "bass in 1/16"),
        *("C major scale in triplets", "C scale in sixteenth triplets, 5/16", "C13 arpeggio, quarter triplets, 5/16"),
        *("Am9 chord in dotted eighth notes", "walking bass over C/E in 7/8"),
    ]

    clips = [compose(text).clip for text in texts]
    assert [text for text, clip in zip(texts, clips, strict=True) if read_clip(write_clip(clip)) != clip] == []


def test_a_refusal_says_what_can_be_asked_for() -> None:
    cases = ["", "paint me a cat", "something sad", "x" * 2001]

    assert not_refused(NotUnderstood, compose, cases, r"Ask for a scale|at most") == []


def test_a_number_out_of_bounds_is_refused() -> None:
    cases = [
        "C scale, 99 bars",
        "C scale in 4/5",
        "C scale in 99/4",
        "C scale at 9999 bpm",
        "C scale, 9 octaves",
        "C " * 65,
    ]

    assert not_refused(NotUnderstood, compose, cases, r"should") == []
