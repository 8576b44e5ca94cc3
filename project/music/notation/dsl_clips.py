"""DSL clips: MIDI note numbers, and beats from the start of the clip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from project.music.errors import TooMuch
from project.music.location import Location
from project.music.notation.dsl_notes import read_note, write_note
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import (
    MAX_BAR,
    MAX_BEATS,
    integer_in,
    mapping,
    number_in,
    optional,
    sequence,
    tags,
    text,
)
from project.music.notation.maps import meter_map, write_meters
from project.music.notation.meters import COMMON_TIME, BarLines, minimal_meters
from project.music.notation.rhythm import to_float, to_fraction
from project.music.notation.tree import PLAIN, BarNode, ClipNode, Expression, MeterChange, NoteNode

MAX_NOTES = 20_000
#: Including empty bars.
MAX_CLIP_BARS = 4_000


def read_clip(
    value: Mapping[str, Any], clip_id: int | None, loc: Location, implied: Sequence[MeterChange] = ()
) -> ClipNode:
    """Read a clip. Notes are divided into bars by its own `meter_map`, else by the `implied` meters.

    Empty bars between its notes are added, unless the clip lists its bars.
    """
    own = meter_map(value.get("meter_map"), loc.at("meter_map"), ())
    meters = own or tuple(implied)
    first = integer_in(value, "first_bar", loc, -MAX_BAR, MAX_BAR, 0)
    bars = _Bars(BarLines(meters, first))
    if value.get("bars") is not None:
        bars.read_list(value["bars"], loc.at("bars"))
    for i, part in enumerate(sequence(value.get("notes", []), loc.at("notes"), MAX_NOTES)):
        bars.read_note(part, Location((*loc.path, "notes", i), f"{loc.label}, note {i + 1}"))
    if value.get("bars") is None:
        bars.fill(first, loc)
    made = bars.made()
    return ClipNode(
        id=clip_id,
        name=optional(value, "name", loc, text),
        track_name=optional(value, "track_name", loc, text),
        bars=made,
        tags=optional(value, "tags", loc, tags),
        meters=minimal_meters(meters, made[0].index, made[-1].index) if made else own,
    )


class _Bars:
    """The bars of a clip under construction."""

    def __init__(self, lines: BarLines) -> None:
        self.lines = lines
        self.bars: list[tuple[int, Expression, list[NoteNode]]] = []
        #: Index in `bars` of the first bar with this bar index.
        self.places: dict[int, int] = {}

    def open(self, index: int, expression: Expression = PLAIN) -> int:
        self.bars.append((index, expression, []))
        return self.places.setdefault(index, len(self.bars) - 1)

    def read_list(self, value: Any, loc: Location) -> None:
        for i, part in enumerate(sequence(value, loc, MAX_CLIP_BARS)):
            bar, here = mapping(part, loc.at(i)), loc.at(i)
            index = integer_in(bar, "bar_index", here, -MAX_BAR, MAX_BAR)
            self.open(index, read_expression(bar, here.labelled(f"bar {index}"), "bar_index"))

    def read_note(self, value: Any, loc: Location) -> None:
        """Put a note into the bar in which it starts, or into the listed bar that its `bar` names."""
        note = mapping(value, loc)
        start = to_fraction(number_in(note, "start_beat", loc, -MAX_BEATS, MAX_BEATS, 0))
        if note.get("bar") is not None and self.bars:
            index, _, notes = self.bars[integer_in(note, "bar", loc, 0, len(self.bars) - 1)]
            notes.append(read_note(note, start - self.lines.start(index), loc))
            return
        index, within = self.lines.locate(start)
        if abs(index) > MAX_BAR:
            raise TooMuch(f"Bars should be between {-MAX_BAR} and {MAX_BAR}", loc.at("start_beat"))
        at = self.places[index] if index in self.places else self.open(index)
        self.bars[at][2].append(read_note(note, within, loc))

    def fill(self, first: int, loc: Location) -> None:
        low, high = min([first, *self.places]), max(self.places, default=first - 1)
        if high - low >= MAX_CLIP_BARS:
            raise TooMuch(f"A clip should have at most {MAX_CLIP_BARS} bars", loc.at("notes"))
        for index in range(low, high + 1):
            if index not in self.places:
                self.open(index)

    def made(self) -> tuple[BarNode, ...]:
        """Return the bars in order. Bars of one index, and notes that start together, keep their order."""
        bars = sorted(self.bars, key=lambda bar: bar[0])
        return tuple(
            BarNode(i, tuple(sorted(notes, key=lambda n: to_float(n.start))), expression)
            for i, expression, notes in bars
        )


def write_clip(clip: ClipNode, with_meters: bool = False) -> dict[str, Any]:
    """Return the clip as the contract exports it, with further keys for what that form loses.

    On the clip these are `tags`, `meter_map`, `first_bar`, and `bars` with their expression; on notes all stored
    fields, and `bar`, an index into `bars`, where several bars share an index.
    """
    bars = sorted(clip.bars, key=lambda bar: bar.index)
    origin = max(0, clip.first_bar)
    lines = BarLines(clip.meters, origin)
    voices = len({bar.index for bar in bars}) < len(bars)
    notes = [
        {**write_note(note, lines.start(bar.index)), **({"bar": i} if voices else {})}
        for i, bar in enumerate(bars)
        for note in sorted(bar.notes, key=lambda note: note.start)
    ]
    listed = [{"bar_index": bar.index, **write_expression(bar.expression)} for bar in bars]
    return {
        "clip_id": clip.id,
        "name": clip.name,
        **({"track_name": clip.track_name} if clip.track_name is not None else {}),
        **({"tags": list(clip.tags)} if clip.tags is not None else {}),
        "notes": notes,
        **({"meter_map": write_meters(clip.meters or (COMMON_TIME,))} if clip.meters or (with_meters and bars) else {}),
        **({"first_bar": origin} if origin else {}),
        "bars": listed,
    }
