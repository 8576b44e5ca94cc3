"""What lies behind the notes of a piano roll: legend, rows, bar lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from project.music.drawing.roll_layout import LEFT, LEGEND_COLUMNS, MARGIN, ROW, Sheet
from project.music.drawing.svg import (
    LOUDNESS,
    PALETTE,
    box,
    levels,
    uprights,
    words,
)
from project.music.midi.drums import DRUM_SOUNDS
from project.music.notation.meters import BarLines
from project.music.notation.pitches import pitch_name
from project.music.notation.rhythm import inexact
from project.music.performance.bars import PlayedBar

_SCREEN = 1200
_LEGEND_WIDTH = 150
_BLACK_KEYS = frozenset({1, 3, 6, 8, 10})


def legend(tracks: Sequence[str]) -> Iterator[str]:
    """The colours of the tracks, or without tracks, those of velocities."""
    for i, name in enumerate(tracks):
        x, y = MARGIN + i % LEGEND_COLUMNS * _LEGEND_WIDTH, 56 + i // LEGEND_COLUMNS * 18
        yield box(x, y, 10, 10, f"t{i % len(PALETTE)}")
        yield words(x + 15, y + 9, name if len(name) <= 20 else name[:19] + "…", "legend")
    if not tracks:
        yield words(MARGIN, 65, "velocity 0", "legend")
        yield from (box(MARGIN + 62 + i * 12, 56, 12, 10, f"v{i}") for i in range(len(LOUDNESS)))
        yield words(MARGIN + 68 + len(LOUDNESS) * 12, 65, "127", "legend")


def rows(sheet: Sheet) -> Iterator[str]:
    for i, pitch in enumerate(sheet.pitches):
        y = sheet.top + i * ROW
        if pitch % 12 in _BLACK_KEYS:
            yield box(LEFT, y, sheet.width, ROW, "black")
        else:
            yield words(LEFT - 6, y + ROW - 2, pitch_name(pitch), anchor="end")
    for i, pitch in enumerate(sheet.drums):
        name = DRUM_SOUNDS.get(pitch, f"Drum {pitch}")
        yield words(LEFT - 6, sheet.drum_top + i * ROW + ROW - 2, name, anchor="end")
    yield from _octaves(sheet)
    roll = [sheet.top + i * ROW for i in range(len(sheet.pitches) + 1)] if sheet.pitches else []
    kit = [sheet.drum_top + i * ROW for i in range(len(sheet.drums) + 1)] if sheet.drums else []
    yield levels([*roll, *kit], LEFT, sheet.right, "row")


def _octaves(sheet: Sheet) -> Iterator[str]:
    """The names of each C again, for whoever has moved along a long roll."""
    for pitch in sheet.pitches:
        if pitch % 12 == 0:
            y = sheet.top + (sheet.pitches[0] - pitch) * ROW + ROW - 2
            yield from (words(x, y, pitch_name(pitch)) for x in range(LEFT + _SCREEN, int(sheet.right), _SCREEN))


def times(sheet: Sheet, bars: Sequence[PlayedBar]) -> Iterator[str]:
    """Bars, and beats where they are far enough from each other."""
    if sheet.beat >= 8:
        inside = (inexact(bar.start) + beat for bar in bars for beat in range(1, -int(-bar.length // 1)))
        yield uprights(map(sheet.x, inside), sheet.top, sheet.bottom, "beat")
    end = [sheet.x(inexact(bars[-1].start + bars[-1].length))] if bars else []
    yield uprights([*(sheet.x(inexact(bar.start)) for bar in bars), *end], sheet.top - 4, sheet.bottom, "bar")


def numbers(sheet: Sheet, bars: Sequence[PlayedBar], lines: BarLines, numbers_from: int) -> Iterator[str]:
    """The numbers of as many bars as there is room for, and each new meter."""
    free, now = 0.0, ""
    for bar in bars:
        x, meter, number = sheet.x(inexact(bar.start)), lines.meter(bar.index), str(bar.index + numbers_from)
        told = f"{meter.numerator}/{meter.denominator}"
        if x >= free or told != now:
            number = number if told == now else f"{number} · {told}"
            yield words(x + 2, sheet.top - 6, number)
            free, now = x + max(24, 6 * len(number)), told
