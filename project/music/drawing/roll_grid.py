"""The background of a piano roll: legend, pitch rows, bar lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from project.music.drawing.roll_layout import LEFT, LEGEND_COLUMNS, MARGIN, ROW, RollLayout
from project.music.drawing.svg import (
    TRACK_COLOURS,
    VELOCITY_COLOURS,
    horizontal_lines,
    rectangle,
    text,
    vertical_lines,
)
from project.music.midi.drums import DRUM_SOUNDS
from project.music.notation.meters import BarLines
from project.music.notation.pitches import pitch_name
from project.music.notation.rhythm import to_float
from project.music.performance.bars import PlayedBar

_SCREEN = 1200
_LEGEND_WIDTH = 150
_BLACK_KEYS = frozenset({1, 3, 6, 8, 10})


def legend(tracks: Sequence[str]) -> Iterator[str]:
    for i, name in enumerate(tracks):
        x, y = MARGIN + i % LEGEND_COLUMNS * _LEGEND_WIDTH, 56 + i // LEGEND_COLUMNS * 18
        yield rectangle(x, y, 10, 10, f"t{i % len(TRACK_COLOURS)}")
        yield text(x + 15, y + 9, name if len(name) <= 20 else name[:19] + "…", "legend")
    if not tracks:
        yield text(MARGIN, 65, "velocity 0", "legend")
        yield from (rectangle(MARGIN + 62 + i * 12, 56, 12, 10, f"v{i}") for i in range(len(VELOCITY_COLOURS)))
        yield text(MARGIN + 68 + len(VELOCITY_COLOURS) * 12, 65, "127", "legend")


def rows(layout: RollLayout) -> Iterator[str]:
    for i, pitch in enumerate(layout.pitches):
        y = layout.top + i * ROW
        if pitch % 12 in _BLACK_KEYS:
            yield rectangle(LEFT, y, layout.width, ROW, "black")
        else:
            yield text(LEFT - 6, y + ROW - 2, pitch_name(pitch), anchor="end")
    for i, pitch in enumerate(layout.drums):
        name = DRUM_SOUNDS.get(pitch, f"Drum {pitch}")
        yield text(LEFT - 6, layout.drum_top + i * ROW + ROW - 2, name, anchor="end")
    yield from _octaves(layout)
    roll = [layout.top + i * ROW for i in range(len(layout.pitches) + 1)] if layout.pitches else []
    kit = [layout.drum_top + i * ROW for i in range(len(layout.drums) + 1)] if layout.drums else []
    yield horizontal_lines([*roll, *kit], LEFT, layout.right, "row")


def _octaves(layout: RollLayout) -> Iterator[str]:
    """Repeat the name of each C along a long roll."""
    for pitch in layout.pitches:
        if pitch % 12 == 0:
            y = layout.top + (layout.pitches[0] - pitch) * ROW + ROW - 2
            yield from (text(x, y, pitch_name(pitch)) for x in range(LEFT + _SCREEN, int(layout.right), _SCREEN))


def times(layout: RollLayout, bars: Sequence[PlayedBar]) -> Iterator[str]:
    if layout.beat >= 8:
        inside = (to_float(bar.start) + beat for bar in bars for beat in range(1, -int(-bar.length // 1)))
        yield vertical_lines(map(layout.x, inside), layout.top, layout.bottom, "beat")
    end = [layout.x(to_float(bars[-1].start + bars[-1].length))] if bars else []
    yield vertical_lines([*(layout.x(to_float(bar.start)) for bar in bars), *end], layout.top - 4, layout.bottom, "bar")


def numbers(layout: RollLayout, bars: Sequence[PlayedBar], lines: BarLines, numbers_from: int) -> Iterator[str]:
    """Number as many bars as there is room for, and show each change of meter."""
    free, last = 0.0, ""
    for bar in bars:
        x, meter, number = layout.x(to_float(bar.start)), lines.meter(bar.index), str(bar.index + numbers_from)
        signature = f"{meter.numerator}/{meter.denominator}"
        if x >= free or signature != last:
            number = number if signature == last else f"{number} · {signature}"
            yield text(x + 2, layout.top - 6, number)
            free, last = x + max(24, 6 * len(number)), signature
