"""Music as a tree: what both languages, the store, MIDI and the pictures read and write.

Rhythm is in beats (quarter notes) as exact fractions. What came as JSON of the client's own stays JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

Number = int | float


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a curve at a time in beats within the bar. Between points curves are linear."""

    time: Number
    value: Number
    further: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PedalEvent:
    """The pedal down or up (`on`), or a controller's value, at a time in beats within the bar."""

    time: Number
    on: bool | None = None
    controller: int | None = None
    value: Number | None = None


Curve = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """How a bar is played. None says nothing; an empty curve says that there is none."""

    #: 0–127
    velocity_curve: Curve | None = None
    #: By controller number as text, 0–127
    cc: Mapping[str, Curve] | None = None
    #: In cents
    pitch_bend_curve: Curve | None = None
    #: 0–127
    aftertouch_curve: Curve | None = None
    pedal_events: tuple[PedalEvent, ...] | None = None
    metadata: Mapping[str, Any] | None = None

    def under(self, override: Expression) -> Expression:
        """This expression with what the override says put in its place."""
        return override if self == PLAIN else replace(self, **override.said())

    def said(self) -> dict[str, Any]:
        return {name: value for name in EXPRESSION_NAMES if (value := getattr(self, name)) is not None}


PLAIN = Expression()
EXPRESSION_NAMES = (
    "velocity_curve",
    "cc",
    "pitch_bend_curve",
    "aftertouch_curve",
    "pedal_events",
    "metadata",
)


class Note(NamedTuple):
    """A note, or a rest where there is no pitch. A tuple, as there are many, and one is made in a third of the time."""

    #: Within its bar.
    start: Fraction
    #: May reach past the bar.
    duration: Fraction
    #: MIDI 0–127
    pitch: int | None
    articulation: str | None = None
    dynamics: Mapping[str, Any] | None = None
    expression: Mapping[str, Any] | None = None
    scale_degree: int | None = None
    interval_from_prev: int | None = None
    cents_offset: Number | None = None
    semantics: Mapping[str, Any] | None = None

    @property
    def is_rest(self) -> bool:
        return self.pitch is None

    @property
    def velocity(self) -> int | None:
        return None if self.dynamics is None else self.dynamics.get("velocity")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a clip. Bars of one index sound together, as voices."""

    index: int
    notes: tuple[Note, ...] = ()
    expression: Expression = PLAIN


@dataclass(frozen=True, slots=True)
class MeterChange:
    bar: int
    numerator: int = 4
    denominator: int = 4

    @property
    def beats(self) -> Fraction:
        return Fraction(4 * self.numerator, self.denominator)


@dataclass(frozen=True)
class Clip:
    """A short piece of music. Its bars are in the order in which they came."""

    id: int | None = None
    name: str | None = None
    track_name: str | None = None
    bars: tuple[Bar, ...] = ()
    tags: tuple[str, ...] | None = None
    #: By bar index; 4/4 before the first.
    meters: tuple[MeterChange, ...] = ()

    @cached_property
    def first_bar(self) -> int:
        return min((bar.index for bar in self.bars), default=0)

    @cached_property
    def length_bars(self) -> int:
        """From the first bar to the last, with those that are missing between them."""
        return max(bar.index for bar in self.bars) - self.first_bar + 1 if self.bars else 0

    @cached_property
    def by_position(self) -> dict[int, list[Bar]]:
        """By `clip_bar_index`, which counts from the first bar."""
        first, found = self.first_bar, dict[int, list[Bar]]()
        for bar in self.bars:
            found.setdefault(bar.index - first, []).append(bar)
        return found


@dataclass(frozen=True, slots=True)
class TempoChange:
    bar: int
    #: Quarter notes a minute.
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
    """Bars that are played `repeat_count` times in all."""

    start_bar: int
    length_bars: int
    repeat_count: int = 1


@dataclass(frozen=True, slots=True)
class TrackBar:
    """A bar of a stored clip, put at a bar of the composition."""

    bar_index: int
    clip_id: int
    #: Counted from the clip's first bar.
    clip_bar_index: int = 0
    #: For this place only, over the clip's own.
    override: Expression = PLAIN


@dataclass(frozen=True, slots=True)
class Instrument:
    name: str | None = None
    #: 0–15; 9 is the drums'.
    midi_channel: int | None = None
    #: General MIDI, 0–127.
    program: int | None = None
    further: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Track:
    name: str
    bars: tuple[TrackBar, ...] = ()
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """Tracks of bars. The maps are in the order in which they came."""

    name: str = "Untitled"
    ticks_per_quarter: int = 480
    tempos: tuple[TempoChange, ...] = (TempoChange(1, 120),)
    meters: tuple[MeterChange, ...] = (MeterChange(1),)
    keys: tuple[KeyChange, ...] = (KeyChange(1),)
    loops: tuple[Loop, ...] = ()
    tracks: tuple[Track, ...] = ()

    @property
    def tempo_bpm(self) -> int:
        """The first tempo named, whatever its bar."""
        return int(self.tempos[0].tempo_bpm)


@dataclass(frozen=True, slots=True)
class Project:
    """A composition with the clips that its tracks refer to."""

    composition: Composition
    clips: tuple[Clip, ...] = ()
