"""The geometry of a piano roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from project.music.notation.rhythm import to_float
from project.music.performance.bars import PlayedBar

ROW = 10
LEFT = 92
MARGIN = 16
LEGEND_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class DrawnNote:
    """Times are in beats."""

    start: float
    duration: float
    pitch: int
    velocity: int
    track: int
    drum: bool


@dataclass(frozen=True, slots=True)
class RollLayout:
    """Coordinates are in px."""

    beat: float
    top: float
    #: Highest first.
    pitches: Sequence[int]
    drums: Sequence[int]
    width: float

    def x(self, beats: float) -> float:
        return LEFT + beats * self.beat

    def y(self, note: DrawnNote) -> float:
        if note.drum:
            return self.drum_top + self.drums.index(note.pitch) * ROW
        return self.top + (self.pitches[0] - note.pitch) * ROW

    @property
    def drum_top(self) -> float:
        return self.top + len(self.pitches) * ROW + (ROW if self.pitches and self.drums else 0)

    @property
    def bottom(self) -> float:
        return self.drum_top + len(self.drums) * ROW

    @property
    def right(self) -> float:
        return LEFT + self.width


def roll_layout(notes: Sequence[DrawnNote], bars: Sequence[PlayedBar], tracks: Sequence[str]) -> RollLayout:
    pitched = [note.pitch for note in notes if not note.drum]
    drums = sorted({note.pitch for note in notes if note.drum}, reverse=True)
    high, low = max(pitched, default=72), min(pitched, default=60)
    # Leave a row free above and below, and show at least an octave.
    high, low = min(127, max(high + 1, low + 11)), max(0, low - 1)
    end = max((note.start + note.duration for note in notes), default=0)
    beats = max(end, to_float(bars[-1].start + bars[-1].length) if bars else 4)
    beat = max(6.0, min(48.0, 1600 / beats))
    top = 84 + max(1, -(-len(tracks) // LEGEND_COLUMNS)) * 18
    return RollLayout(beat, top, range(high, low - 1, -1) if pitched or not drums else (), drums, beats * beat)
