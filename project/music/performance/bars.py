"""Bars in playing order, loops unrolled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from project.music.errors import TooMuch
from project.music.notation.meters import BarLines
from project.music.notation.tree import (
    CompositionNode,
    Loop,
)

#: Loops unrolled.
MAX_PLAYED_BARS = 20_000


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """One playing of a bar."""

    index: int
    #: Beats from the beginning.
    start: Fraction
    length: Fraction


def played_bars(composition: CompositionNode) -> list[PlayedBar]:
    """Return all bars up to the last with music or in a loop, in playing order. Raises TooMuch."""
    indexes = [bar.bar_index for track in composition.tracks for bar in track.bars]
    loops = [loop for loop in composition.loops if loop.length_bars > 0 and loop.repeat_count > 1]
    if not indexes:
        return []
    first, last = min(1, *indexes), max(*indexes, *(loop.start_bar + loop.length_bars - 1 for loop in loops), 1)
    lines = BarLines(composition.meters, first)
    played: list[PlayedBar] = []
    start = Fraction(0)
    for index in _in_order(first, last, loops):
        if len(played) == MAX_PLAYED_BARS:
            raise TooMuch(f"A composition should have at most {MAX_PLAYED_BARS} bars, loops unrolled")
        played.append(PlayedBar(index, start, lines.meter(index).beats))
        start += played[-1].length
    return played


def _in_order(first: int, last: int, loops: Sequence[Loop]) -> Iterator[int]:
    """Yield bar numbers in playing order. An inner loop is played in full each time round."""
    spans = [(max(first, loop.start_bar), loop.start_bar + loop.length_bars - 1) for loop in loops]
    again = [loop.repeat_count - 1 for loop in loops]
    ending: dict[int, list[int]] = {}
    for i in sorted(range(len(loops)), key=lambda i: -spans[i][0]):
        ending.setdefault(spans[i][1], []).append(i)
    bar = first
    while bar <= last:
        yield bar
        due = next((i for i in ending.get(bar, ()) if again[i] > 0), None)
        if due is None:
            bar += 1
            continue
        again[due] -= 1
        bar = spans[due][0]
        for i, (start, end) in enumerate(spans):
            if (start, end) != spans[due] and bar <= start and end <= spans[due][1]:
                again[i] = loops[i].repeat_count - 1
