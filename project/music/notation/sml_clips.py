"""SML clips: bars of named pitches and note values in sequence."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from project.music.errors import BadValue, BarOverflow, NotInSML, UnknownItem
from project.music.location import BODY, Location
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import (
    MAX_ARTICULATION,
    MAX_BAR,
    MAX_ID,
    integer,
    integer_in,
    json_object,
    mapping,
    optional,
    sequence,
    tags,
    text,
)
from project.music.notation.maps import meter_map, write_meters
from project.music.notation.meters import BarLines, minimal_meters
from project.music.notation.pitches import pitch_name, pitch_number
from project.music.notation.rhythm import UNITS_PER_BEAT, duration_token, duration_units, units_shown
from project.music.notation.tree import PLAIN, BarNode, ClipNode, Expression, NoteNode

MAX_BARS = 4_000
MAX_ITEMS = 4_000
DEFAULT_VELOCITY = 90


def read_clip(value: Any, loc: Location = BODY) -> ClipNode:
    clip = mapping(value, loc)
    meters = meter_map(clip.get("meter_map"), loc.at("meter_map"), ())
    lines = BarLines(meters, 0)
    written = sequence(clip.get("bars", []), loc.at("bars"), MAX_BARS)
    bars = tuple(_read_bar(bar, loc.at("bars", i), lines) for i, bar in enumerate(written))
    numbers = [bar.index for bar in bars]
    return ClipNode(
        id=optional(clip, "clip_id", loc, integer, -MAX_ID, MAX_ID),
        name=optional(clip, "name", loc, text),
        track_name=optional(clip, "track_name", loc, text),
        bars=bars,
        tags=optional(clip, "tags", loc, tags),
        meters=minimal_meters(meters, min(numbers), max(numbers)) if numbers else meters,
    )


def _read_bar(value: Any, loc: Location, lines: BarLines) -> BarNode:
    bar = mapping(value, loc)
    key = "bar_index" if "bar_index" in bar else "number"
    index = integer_in(bar, key, loc, -MAX_BAR, MAX_BAR, 1)
    loc = loc.labelled(f"bar {index}")
    items = sequence(bar.get("items", []), loc.at("items"), MAX_ITEMS)
    notes: list[NoteNode] = []
    cursor = Fraction(0)
    for i, item in enumerate(items):
        note = _read_item(item, cursor, Location((*loc.path, "items", i), f"{loc.label}, item {i + 1}"))
        notes.append(note)
        cursor += note.duration
    allowed = lines.meter(index).beats
    if cursor > allowed:
        raise BarOverflow(units_shown(cursor * UNITS_PER_BEAT), units_shown(allowed * UNITS_PER_BEAT), loc)
    return BarNode(index, tuple(notes), _read_bar_expression(bar.get("expression"), loc.at("expression")))


def _read_bar_expression(value: Any, loc: Location) -> Expression:
    """Read the expression; any empty value counts as none."""
    return read_expression(mapping(value, loc), loc) if value else PLAIN


def _read_item(value: Any, start: Fraction, loc: Location) -> NoteNode:
    if not isinstance(value, dict) or not ("note" in value or "rest" in value):
        raise UnknownItem(value, loc)
    if "note" not in value:
        duration = duration_units(value["rest"], loc.at("rest")) / UNITS_PER_BEAT
        return NoteNode(start, duration, None, cents_offset=0.0)
    if "duration" not in value:
        raise BadValue("A note should have a duration", loc.at("duration"))
    velocity = optional(value, "velocity", loc, integer, 0, 127) if "velocity" in value else DEFAULT_VELOCITY
    articulation = optional(value, "articulation", loc, text, MAX_ARTICULATION) if "articulation" in value else "normal"
    return NoteNode(
        start,
        duration_units(value["duration"], loc.at("duration")) / UNITS_PER_BEAT,
        pitch_number(value["note"], loc.at("note")),
        articulation,
        None if velocity is None else {"velocity": velocity},
        optional(value, "expression", loc, _read_note_expression),
        cents_offset=0.0,
    )


def _read_note_expression(value: Any, loc: Location) -> dict[str, Any]:
    """Read `{"extra": object or null}`; other keys are merged into `extra`."""
    values = dict(json_object(value, loc))
    extra = values.pop("extra", None)
    others = {key: part for key, part in values.items() if part is not None}
    own = {} if extra is None else mapping(extra, loc.at("extra"))
    return {"extra": {**others, **own} if extra is not None or others else None}


def write_clip(clip: ClipNode, named: Callable[[int], str] = pitch_name) -> dict[str, Any]:
    """Return the clip in SML; `named` spells its pitches.

    Raises NotInSML for simultaneous notes within a bar, and for lengths that are no note values.
    """
    return {
        "clip_id": clip.id,
        "name": clip.name,
        "track_name": clip.track_name,
        **({"tags": list(clip.tags)} if clip.tags is not None else {}),
        **({"meter_map": write_meters(clip.meters)} if clip.meters else {}),
        "bars": [_write_bar(bar, named) for bar in clip.bars],
    }


def _write_bar(bar: BarNode, named: Callable[[int], str]) -> dict[str, Any]:
    loc = BODY.labelled(f"bar {bar.index}")
    items: list[dict[str, Any]] = []
    cursor = Fraction(0)
    for note in sorted(bar.notes, key=lambda note: note.start):
        if note.start < cursor:
            raise NotInSML("SML cannot write simultaneous notes in one bar", loc)
        if note.start > cursor:
            items.append({"rest": _token(note.start - cursor, loc)})
        token = _token(note.duration, loc)
        items.append({"rest": token} if note.is_rest else _write_note(note, token, named))
        cursor = note.start + note.duration
    expression = write_expression(bar.expression)
    return {"bar_index": bar.index, "items": items, **({"expression": expression} if expression else {})}


def _write_note(note: NoteNode, token: str, named: Callable[[int], str]) -> dict[str, Any]:
    assert note.pitch is not None
    return {
        "note": named(note.pitch),
        "duration": token,
        "velocity": note.velocity,
        "articulation": note.articulation,
        **({"expression": dict(note.expression)} if note.expression is not None else {}),
    }


def _token(beats: Fraction, loc: Location) -> str:
    token = duration_token(beats)
    if token is None:
        raise NotInSML(f"SML cannot write a length of {beats} beats", loc)
    return token
