"""Scales as semitones, and the tonality of a request."""

from __future__ import annotations

from dataclasses import dataclass

from project.music.harmony.keys import MODES, fifths
from project.music.harmony.pitch_spelling import spell
from project.music.notation.pitches import pitch_name
from project.music.notation.tree import KeyChange

#: Semitones above the tonic.
SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "melodic minor": (0, 2, 3, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "whole tone": (0, 2, 4, 6, 8, 10),
    "chromatic": tuple(range(12)),
}
_SIGNS = {-1: "b", 0: "", 1: "#"}
_MINOR_MODES = frozenset(
    {"minor", "harmonic minor", "melodic minor", "dorian", "phrygian", "locrian", "minor pentatonic"}
)


@dataclass(frozen=True, slots=True)
class Tonality:
    #: As in the request, such as B♭.
    tonic_name: str
    #: 0–11; C is 0.
    tonic: int
    #: A key of SCALES.
    mode: str

    @property
    def minor(self) -> bool:
        return self.mode in _MINOR_MODES

    @property
    def name(self) -> str:
        return f"{self.tonic_name} {self.mode}"

    def spelled(self, pitch: int) -> str:
        """Name a MIDI pitch as the key spells it, Bb in F. Double accidentals, which SML lacks, become sharps."""
        like = "minor" if self.minor else "major"
        sharps = fifths(KeyChange(1, self.tonic_name, self.mode if self.mode in MODES else like))
        letter, alter, octave = spell(pitch, sharps or 0, self.minor)
        return f"{letter}{_SIGNS[alter]}{octave}" if alter in _SIGNS else pitch_name(pitch)
