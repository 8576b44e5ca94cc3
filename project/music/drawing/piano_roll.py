"""Clips and compositions as piano rolls: time to the right, pitch upwards, drums in rows of their own below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from project.music.drawing.svg import (
    LOUDNESS,
    PALETTE,
    box,
    levels,
    picture,
    uprights,
    words,
)
from project.music.errors import TooMuch
from project.music.midi.channels import is_drums
from project.music.midi.general_midi import DRUM_SOUNDS
from project.music.notation.meters import BarLines
from project.music.notation.pitches import pitch_name
from project.music.notation.rhythm import inexact
from project.music.notation.tree import Clip, Loop, Project
from project.music.performance.passages import PlayedBar, parts_by_track, performed_alone, played_bars

#: What a person can look at, and a browser can hold.
MAX_DRAWN_BARS = 2_000
MAX_DRAWN_NOTES = 40_000
#: With more, the notes say nothing when they are pointed at.
MAX_TOLD_NOTES = 2_000
_ROW = 10
_LEFT = 92
_MARGIN = 16
_SCREEN = 1200
_LEGEND_WIDTH = 150
_LEGEND_COLUMNS = 4
_BLACK_KEYS = frozenset({1, 3, 6, 8, 10})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A note to draw; times in beats."""

    start: float
    duration: float
    pitch: int
    velocity: int
    track: int
    drum: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things are on the page, in px."""

    beat: float
    top: float
    #: From the highest to the lowest.
    pitches: Sequence[int]
    drums: Sequence[int]
    width: float

    def x(self, beats: float) -> float:
        return _LEFT + beats * self.beat

    def y(self, note: Drawn) -> float:
        if note.drum:
            return self.drum_top + self.drums.index(note.pitch) * _ROW
        return self.top + (self.pitches[0] - note.pitch) * _ROW

    @property
    def drum_top(self) -> float:
        return self.top + len(self.pitches) * _ROW + (_ROW if self.pitches and self.drums else 0)

    @property
    def bottom(self) -> float:
        return self.drum_top + len(self.drums) * _ROW

    @property
    def right(self) -> float:
        return _LEFT + self.width


def clip_svg(clip: Clip) -> str:
    """The clip, with its notes coloured by their velocity."""
    project = performed_alone(clip)
    title = clip.name or "Untitled clip"
    return _roll(project, title, f"{clip.track_name}" if clip.track_name else "", clip.first_bar - 1, False)


def composition_svg(project: Project) -> str:
    """The composition as it is written, with its loops above and its notes coloured by track, the louder the deeper."""
    composition = project.composition
    tempos = [tempo.tempo_bpm for tempo in composition.tempos]
    tempo = f"{min(tempos):g} bpm" if min(tempos) == max(tempos) else f"{min(tempos):g}–{max(tempos):g} bpm"
    key = composition.keys[0]
    about = f"{composition.meters[0].numerator}/{composition.meters[0].denominator} · {key.key} {key.mode} · {tempo}"
    return _roll(project, composition.name or "Untitled", about, 0, True)


def _roll(project: Project, title: str, about: str, numbers_from: int, by_track: bool) -> str:
    written = replace(project, composition=replace(project.composition, loops=()))
    bars = played_bars(written.composition)
    if len(bars) > MAX_DRAWN_BARS:
        raise TooMuch(f"At most {MAX_DRAWN_BARS} bars can be drawn")
    notes = list(_notes(written))
    if len(notes) > MAX_DRAWN_NOTES:
        raise TooMuch(f"At most {MAX_DRAWN_NOTES} notes can be drawn")
    tracks = [track.name for track in project.composition.tracks] if by_track else []
    sheet = _sheet(notes, bars, tracks)
    length = f"{len(bars)} bar{'' if len(bars) == 1 else 's'}, {len(notes)} note{'' if len(notes) == 1 else 's'}"
    about = " · ".join(part for part in (about, length) if part)
    parts = [
        words(_MARGIN, 26, title, "title"),
        words(_MARGIN, 44, about, "about"),
        *_legend(tracks),
        *_rows(sheet),
        *_times(sheet, bars),
        *_numbers(sheet, bars, BarLines(project.composition.meters, 1), numbers_from),
        *_loops(sheet, bars, project.composition.loops),
        *(_note(sheet, note, by_track, len(notes) <= MAX_TOLD_NOTES) for note in notes),
    ]
    width = max(sheet.right + _MARGIN, 640, 2 * _MARGIN + 10 * len(title))
    return picture(width, sheet.bottom + _MARGIN, title, about, parts)


def _notes(project: Project) -> Iterator[Drawn]:
    tracks = project.composition.tracks
    for i, (track, parts) in enumerate(zip(tracks, parts_by_track(project), strict=True)):
        drum = is_drums(track)
        for part in parts:
            for start, duration, pitch, velocity in part.sounding():
                yield Drawn(inexact(start), inexact(duration), pitch, velocity, i, drum)


def _sheet(notes: Sequence[Drawn], bars: Sequence[PlayedBar], tracks: Sequence[str]) -> Sheet:
    pitched = [note.pitch for note in notes if not note.drum]
    drums = sorted({note.pitch for note in notes if note.drum}, reverse=True)
    high, low = max(pitched, default=72), min(pitched, default=60)
    # With room above and below, and an octave at least.
    high, low = min(127, max(high + 1, low + 11)), max(0, low - 1)
    end = max((note.start + note.duration for note in notes), default=0)
    beats = max(end, inexact(bars[-1].start + bars[-1].length) if bars else 4)
    beat = max(6.0, min(48.0, 1600 / beats))
    top = 84 + max(1, -(-len(tracks) // _LEGEND_COLUMNS)) * 18
    return Sheet(beat, top, range(high, low - 1, -1) if pitched or not drums else (), drums, beats * beat)


def _legend(tracks: Sequence[str]) -> Iterator[str]:
    """The colours of the tracks, or without tracks, those of velocities."""
    for i, name in enumerate(tracks):
        x, y = _MARGIN + i % _LEGEND_COLUMNS * _LEGEND_WIDTH, 56 + i // _LEGEND_COLUMNS * 18
        yield box(x, y, 10, 10, f"t{i % len(PALETTE)}")
        yield words(x + 15, y + 9, name if len(name) <= 20 else name[:19] + "…", "legend")
    if not tracks:
        yield words(_MARGIN, 65, "velocity 0", "legend")
        yield from (box(_MARGIN + 62 + i * 12, 56, 12, 10, f"v{i}") for i in range(len(LOUDNESS)))
        yield words(_MARGIN + 68 + len(LOUDNESS) * 12, 65, "127", "legend")


def _rows(sheet: Sheet) -> Iterator[str]:
    for i, pitch in enumerate(sheet.pitches):
        y = sheet.top + i * _ROW
        if pitch % 12 in _BLACK_KEYS:
            yield box(_LEFT, y, sheet.width, _ROW, "black")
        else:
            yield words(_LEFT - 6, y + _ROW - 2, pitch_name(pitch), anchor="end")
    for i, pitch in enumerate(sheet.drums):
        name = DRUM_SOUNDS.get(pitch, f"Drum {pitch}")
        yield words(_LEFT - 6, sheet.drum_top + i * _ROW + _ROW - 2, name, anchor="end")
    yield from _octaves(sheet)
    roll = [sheet.top + i * _ROW for i in range(len(sheet.pitches) + 1)] if sheet.pitches else []
    kit = [sheet.drum_top + i * _ROW for i in range(len(sheet.drums) + 1)] if sheet.drums else []
    yield levels([*roll, *kit], _LEFT, sheet.right, "row")


def _octaves(sheet: Sheet) -> Iterator[str]:
    """The names of each C again, for whoever has moved along a long roll."""
    for pitch in sheet.pitches:
        if pitch % 12 == 0:
            y = sheet.top + (sheet.pitches[0] - pitch) * _ROW + _ROW - 2
            yield from (words(x, y, pitch_name(pitch)) for x in range(_LEFT + _SCREEN, int(sheet.right), _SCREEN))


def _times(sheet: Sheet, bars: Sequence[PlayedBar]) -> Iterator[str]:
    """Bars, and beats where they are far enough from each other."""
    if sheet.beat >= 8:
        inside = (inexact(bar.start) + beat for bar in bars for beat in range(1, -int(-bar.length // 1)))
        yield uprights(map(sheet.x, inside), sheet.top, sheet.bottom, "beat")
    end = [sheet.x(inexact(bars[-1].start + bars[-1].length))] if bars else []
    yield uprights([*(sheet.x(inexact(bar.start)) for bar in bars), *end], sheet.top - 4, sheet.bottom, "bar")


def _numbers(sheet: Sheet, bars: Sequence[PlayedBar], lines: BarLines, numbers_from: int) -> Iterator[str]:
    """The numbers of as many bars as there is room for, and each new meter."""
    free, now = 0.0, ""
    for bar in bars:
        x, meter, number = sheet.x(inexact(bar.start)), lines.meter(bar.index), str(bar.index + numbers_from)
        told = f"{meter.numerator}/{meter.denominator}"
        if x >= free or told != now:
            number = number if told == now else f"{number} · {told}"
            yield words(x + 2, sheet.top - 6, number)
            free, now = x + max(24, 6 * len(number)), told


def _loops(sheet: Sheet, bars: Sequence[PlayedBar], loops: Sequence[Loop]) -> Iterator[str]:
    """A bracket above the bars of each loop, with how often they are played."""
    starts = {bar.index: inexact(bar.start) for bar in bars}
    ends = {bar.index: inexact(bar.start + bar.length) for bar in bars}
    for loop in loops:
        last = min(loop.start_bar + loop.length_bars - 1, max(ends, default=0))
        if loop.start_bar in starts and last in ends and last >= loop.start_bar:
            left, right, y = sheet.x(starts[loop.start_bar]), sheet.x(ends[last]), sheet.top - 18
            yield uprights((left + 1, right - 1), y, y + 5, "loop") + levels((y,), left + 1, right - 1, "loop")
            yield words(right - 3, y - 2, f"×{loop.repeat_count}", anchor="end")


def _note(sheet: Sheet, note: Drawn, by_track: bool, told: bool) -> str:
    level = note.velocity * len(LOUDNESS) // 128
    kind = f"t{note.track % len(PALETTE)} o{level}" if by_track else f"v{level}"
    name = DRUM_SOUNDS.get(note.pitch, f"Drum {note.pitch}") if note.drum else pitch_name(note.pitch)
    title = f"{name}, velocity {note.velocity}, {note.duration:.4g} beats from {note.start:.4g}" if told else ""
    width = max(1.5, note.duration * sheet.beat - 0.5)
    return box(sheet.x(note.start), sheet.y(note) + 1, width, _ROW - 2, f"n {kind}", title)
