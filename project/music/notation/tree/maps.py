"""Changes of meter, tempo and key, and loops."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from project.music.notation.tree.expression import Number


@dataclass(frozen=True, slots=True)
class MeterChange:
    bar: int
    numerator: int = 4
    denominator: int = 4

    @property
    def beats(self) -> Fraction:
        return Fraction(4 * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class TempoChange:
    bar: int
    #: Quarter notes per minute.
    tempo_bpm: Number
    #: Beats after the bar line.
    beat: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class KeyChange:
    bar: int
    key: str = "C"
    mode: str = "major"


@dataclass(frozen=True, slots=True)
class Loop:
    """Bars played `repeat_count` times in all."""

    start_bar: int
    length_bars: int
    repeat_count: int = 1
