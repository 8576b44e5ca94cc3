from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from project.music.notation.tree.expression import PLAIN, Expression, Number
from project.music.notation.tree.maps import MeterChange


class NoteNode(NamedTuple):
    """A note, or a rest if `pitch` is None.

    A tuple, because there are many and it is created in a third of the time.
    """

    #: Beats within the bar.
    start: Fraction
    #: In beats; may extend past the bar.
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
class BarNode:
    """A bar of a clip. Bars with the same index sound together, as voices."""

    index: int
    notes: tuple[NoteNode, ...] = ()
    expression: Expression = PLAIN


@dataclass(frozen=True)
class ClipNode:
    """Bars are in input order."""

    id: int | None = None
    name: str | None = None
    track_name: str | None = None
    bars: tuple[BarNode, ...] = ()
    tags: tuple[str, ...] | None = None
    #: By bar index; 4/4 before the first.
    meters: tuple[MeterChange, ...] = ()

    @cached_property
    def first_bar(self) -> int:
        return min((bar.index for bar in self.bars), default=0)

    @cached_property
    def length_bars(self) -> int:
        """The number of bars from the first to the last, missing ones included."""
        return max(bar.index for bar in self.bars) - self.first_bar + 1 if self.bars else 0

    @cached_property
    def by_position(self) -> dict[int, list[BarNode]]:
        first, found = self.first_bar, dict[int, list[BarNode]]()
        for bar in self.bars:
            found.setdefault(bar.index - first, []).append(bar)
        return found
