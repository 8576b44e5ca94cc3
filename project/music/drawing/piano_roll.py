"""Piano rolls: time runs right, pitch upwards, drums in rows of their own below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from project.music.drawing.roll_grid import legend, numbers, rows, times
from project.music.drawing.roll_layout import MARGIN, ROW, DrawnNote, RollLayout, roll_layout
from project.music.drawing.svg import (
    TRACK_COLOURS,
    VELOCITY_COLOURS,
    horizontal_lines,
    rectangle,
    svg_document,
    text,
    vertical_lines,
)
from project.music.errors import TooMuch
from project.music.midi.channels import is_drums
from project.music.midi.drums import DRUM_SOUNDS
from project.music.notation.meters import BarLines
from project.music.notation.pitches import pitch_name
from project.music.notation.rhythm import to_float
from project.music.notation.tree import ClipNode, Loop, Project
from project.music.performance.bars import PlayedBar, played_bars
from project.music.performance.passages import clip_as_project, passages_by_track

#: More would be unreadable, and heavy for a browser.
MAX_DRAWN_BARS = 2_000
MAX_DRAWN_NOTES = 40_000
#: Above this, notes get no tooltips.
MAX_TITLED_NOTES = 2_000


def clip_svg(clip: ClipNode) -> str:
    project = clip_as_project(clip)
    title = clip.name or "Untitled clip"
    return _roll(project, title, f"{clip.track_name}" if clip.track_name else "", clip.first_bar - 1, False)


def composition_svg(project: Project) -> str:
    """Draw the composition as notated, with brackets for loops. Colour marks the track, opacity the velocity."""
    composition = project.composition
    tempos = [tempo.tempo_bpm for tempo in composition.tempos]
    tempo = f"{min(tempos):g} bpm" if min(tempos) == max(tempos) else f"{min(tempos):g}–{max(tempos):g} bpm"
    key = composition.keys[0]
    subtitle = f"{composition.meters[0].numerator}/{composition.meters[0].denominator} · {key.key} {key.mode} · {tempo}"
    return _roll(project, composition.name or "Untitled", subtitle, 0, True)


def _roll(project: Project, title: str, subtitle: str, numbers_from: int, by_track: bool) -> str:
    written = replace(project, composition=replace(project.composition, loops=()))
    bars = played_bars(written.composition)
    if len(bars) > MAX_DRAWN_BARS:
        raise TooMuch(f"A piano roll has at most {MAX_DRAWN_BARS} bars")
    notes = list(_notes(written))
    if len(notes) > MAX_DRAWN_NOTES:
        raise TooMuch(f"A piano roll has at most {MAX_DRAWN_NOTES} notes")
    tracks = [track.name for track in project.composition.tracks] if by_track else []
    layout = roll_layout(notes, bars, tracks)
    length = f"{len(bars)} bar{'' if len(bars) == 1 else 's'}, {len(notes)} note{'' if len(notes) == 1 else 's'}"
    subtitle = " · ".join(part for part in (subtitle, length) if part)
    parts = [
        text(MARGIN, 26, title, "title"),
        text(MARGIN, 44, subtitle, "about"),
        *legend(tracks),
        *rows(layout),
        *times(layout, bars),
        *numbers(layout, bars, BarLines(project.composition.meters, 1), numbers_from),
        *_loops(layout, bars, project.composition.loops),
        *(_note(layout, note, by_track, len(notes) <= MAX_TITLED_NOTES) for note in notes),
    ]
    width = max(layout.right + MARGIN, 640, 2 * MARGIN + 10 * len(title))
    return svg_document(width, layout.bottom + MARGIN, title, subtitle, parts)


def _notes(project: Project) -> Iterator[DrawnNote]:
    tracks = project.composition.tracks
    for i, (track, passages) in enumerate(zip(tracks, passages_by_track(project), strict=True)):
        drum = is_drums(track)
        for passage in passages:
            for start, duration, pitch, velocity in passage.sounding_notes():
                yield DrawnNote(to_float(start), to_float(duration), pitch, velocity, i, drum)


def _loops(layout: RollLayout, bars: Sequence[PlayedBar], loops: Sequence[Loop]) -> Iterator[str]:
    """Draw a bracket with the repeat count above each loop."""
    starts = {bar.index: to_float(bar.start) for bar in bars}
    ends = {bar.index: to_float(bar.start + bar.length) for bar in bars}
    for loop in loops:
        last = min(loop.start_bar + loop.length_bars - 1, max(ends, default=0))
        if loop.start_bar in starts and last in ends and last >= loop.start_bar:
            left, right, y = layout.x(starts[loop.start_bar]), layout.x(ends[last]), layout.top - 18
            yield vertical_lines((left + 1, right - 1), y, y + 5, "loop") + horizontal_lines(
                (y,), left + 1, right - 1, "loop"
            )
            yield text(right - 3, y - 2, f"×{loop.repeat_count}", anchor="end")


def _note(layout: RollLayout, note: DrawnNote, by_track: bool, titled: bool) -> str:
    level = note.velocity * len(VELOCITY_COLOURS) // 128
    kind = f"t{note.track % len(TRACK_COLOURS)} o{level}" if by_track else f"v{level}"
    name = DRUM_SOUNDS.get(note.pitch, f"Drum {note.pitch}") if note.drum else pitch_name(note.pitch)
    title = f"{name}, velocity {note.velocity}, {note.duration:.4g} beats from {note.start:.4g}" if titled else ""
    width = max(1.5, note.duration * layout.beat - 0.5)
    return rectangle(layout.x(note.start), layout.y(note) + 1, width, ROW - 2, f"n {kind}", title)
