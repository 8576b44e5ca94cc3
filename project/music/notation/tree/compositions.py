from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from project.music.notation.tree.clips import ClipNode
from project.music.notation.tree.expression import PLAIN, Expression
from project.music.notation.tree.maps import KeyChange, Loop, MeterChange, TempoChange


@dataclass(frozen=True, slots=True)
class TrackBarNode:
    """A bar of a stored clip, placed at a bar of the composition."""

    bar_index: int
    clip_id: int
    #: Counted from the clip's first bar.
    clip_bar_index: int = 0
    #: Overrides the clip's own expression, here only.
    override: Expression = PLAIN


@dataclass(frozen=True, slots=True)
class Instrument:
    name: str | None = None
    #: 0–15; 9 is the drum channel.
    midi_channel: int | None = None
    #: General MIDI, 0–127.
    program: int | None = None
    further: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TrackNode:
    name: str
    bars: tuple[TrackBarNode, ...] = ()
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True)
class CompositionNode:
    """Maps are in input order."""

    name: str = "Untitled"
    ticks_per_quarter: int = 480
    tempos: tuple[TempoChange, ...] = (TempoChange(1, 120),)
    meters: tuple[MeterChange, ...] = (MeterChange(1),)
    keys: tuple[KeyChange, ...] = (KeyChange(1),)
    loops: tuple[Loop, ...] = ()
    tracks: tuple[TrackNode, ...] = ()

    @property
    def tempo_bpm(self) -> int:
        """The first tempo of the map, whatever its bar."""
        return int(self.tempos[0].tempo_bpm)


@dataclass(frozen=True, slots=True)
class Project:
    """A composition with the clips that its tracks refer to."""

    composition: CompositionNode
    clips: tuple[ClipNode, ...] = ()
