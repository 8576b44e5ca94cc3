"""The content of a MIDI file; times in ticks from the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    import mido
else:
    mido = lazy_module("mido")


class MidiNote(NamedTuple):
    start: int
    end: int
    pitch: int
    velocity: int


@dataclass(slots=True)
class MidiVoice:
    """What one track plays on one channel. Lists hold (tick, value) in order of time."""

    track: int
    channel: int
    name: str | None = None
    program: int | None = None
    notes: list[MidiNote] = field(default_factory=list)
    #: By controller.
    cc: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    #: In cents.
    bends: list[tuple[int, float]] = field(default_factory=list)
    pressures: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class MidiScore:
    ticks_per_quarter: int
    name: str | None = None
    voices: list[MidiVoice] = field(default_factory=list)
    #: (tick, microseconds per quarter note)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    #: (tick, (numerator, denominator))
    meters: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    #: (tick, key as mido spells it)
    keys: list[tuple[int, str]] = field(default_factory=list)
    #: By channel, for voices whose own track sets none.
    programs: dict[int, int] = field(default_factory=dict)
