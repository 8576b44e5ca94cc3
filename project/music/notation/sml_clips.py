"""SML: clips as bars of named pitches and note values, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from project.music.errors import BadValue, BarOverflow, NotInSML, UnknownItem
from project.music.location import BODY, Place
from project.music.notation.expressions import read_expression, write_expression
from project.music.notation.json_values import (
    MAX_ARTICULATION,
    MAX_BAR,
    MAX_ID,
    json_object,
    mapping,
    optional,
    sequence,
    tags,
    text,
    whole,
    whole_in,
)
from project.music.notation.maps import meter_map, write_meters
from project.music.notation.meters import BarLines, plain_meters
from project.music.notation.pitches import pitch_name, pitch_number
from project.music.notation.rhythm import UNITS_PER_BEAT, duration_token, duration_units, units_shown
from project.music.notation.tree import PLAIN, Bar, Clip, Expression, Note

MAX_BARS = 4_000
MAX_ITEMS = 4_000
DEFAULT_VELOCITY = 90


def read_clip(value: Any, place: Place = BODY) -> Clip:
    """A clip of SML. Raises the errors of `project.music.errors`."""
    clip = mapping(value, place)
    meters = meter_map(clip.get("meter_map"), place.at("meter_map"), ())
    lines = BarLines(meters, 0)
    written = sequence(clip.get("bars", []), place.at("bars"), MAX_BARS)
    bars = tuple(_read_bar(bar, place.at("bars", i), lines) for i, bar in enumerate(written))
    numbers = [bar.index for bar in bars]
    return Clip(
        id=optional(clip, "clip_id", place, whole, -MAX_ID, MAX_ID),
        name=optional(clip, "name", place, text),
        track_name=optional(clip, "track_name", place, text),
        bars=bars,
        tags=optional(clip, "tags", place, tags),
        meters=plain_meters(meters, min(numbers), max(numbers)) if numbers else meters,
    )


def _read_bar(value: Any, place: Place, lines: BarLines) -> Bar:
    bar = mapping(value, place)
    key = "bar_index" if "bar_index" in bar else "number"
    index = whole_in(bar, key, place, -MAX_BAR, MAX_BAR, 1)
    place = place.named(f"bar {index}")
    items = sequence(bar.get("items", []), place.at("items"), MAX_ITEMS)
    notes: list[Note] = []
    cursor = Fraction(0)
    for i, item in enumerate(items):
        note = _read_item(item, cursor, Place((*place.loc, "items", i), f"{place.label}, item {i + 1}"))
        notes.append(note)
        cursor += note.duration
    allowed = lines.meter(index).beats
    if cursor > allowed:
        raise BarOverflow(units_shown(cursor * UNITS_PER_BEAT), units_shown(allowed * UNITS_PER_BEAT), place)
    return Bar(index, tuple(notes), _read_bar_expression(bar.get("expression"), place.at("expression")))


def _read_bar_expression(value: Any, place: Place) -> Expression:
    """An empty value of any kind counts as none."""
    return read_expression(mapping(value, place), place) if value else PLAIN


def _read_item(value: Any, start: Fraction, place: Place) -> Note:
    if not isinstance(value, dict) or not ("note" in value or "rest" in value):
        raise UnknownItem(value, place)
    if "note" not in value:
        duration = duration_units(value["rest"], place.at("rest")) / UNITS_PER_BEAT
        return Note(start, duration, None, cents_offset=0.0)
    if "duration" not in value:
        raise BadValue("A note should have a duration", place.at("duration"))
    velocity = optional(value, "velocity", place, whole, 0, 127) if "velocity" in value else DEFAULT_VELOCITY
    articulation = (
        optional(value, "articulation", place, text, MAX_ARTICULATION) if "articulation" in value else "normal"
    )
    return Note(
        start,
        duration_units(value["duration"], place.at("duration")) / UNITS_PER_BEAT,
        pitch_number(value["note"], place.at("note")),
        articulation,
        None if velocity is None else {"velocity": velocity},
        optional(value, "expression", place, _read_note_expression),
        cents_offset=0.0,
    )


def _read_note_expression(value: Any, place: Place) -> dict[str, Any]:
    """`{"extra": object or null}`; what stands beside `extra` goes into it."""
    said = dict(json_object(value, place))
    extra = said.pop("extra", None)
    beside = {key: part for key, part in said.items() if part is not None}
    own = {} if extra is None else mapping(extra, place.at("extra"))
    return {"extra": {**beside, **own} if extra is not None or beside else None}


def write_clip(clip: Clip, named: Callable[[int], str] = pitch_name) -> dict[str, Any]:
    """The clip in SML, its pitches named so. Raises NotInSML for chords within a bar, and lengths without a name."""
    return {
        "clip_id": clip.id,
        "name": clip.name,
        "track_name": clip.track_name,
        **({"tags": list(clip.tags)} if clip.tags is not None else {}),
        **({"meter_map": write_meters(clip.meters)} if clip.meters else {}),
        "bars": [_write_bar(bar, named) for bar in clip.bars],
    }


def _write_bar(bar: Bar, named: Callable[[int], str]) -> dict[str, Any]:
    place = BODY.named(f"bar {bar.index}")
    items: list[dict[str, Any]] = []
    cursor = Fraction(0)
    for note in sorted(bar.notes, key=lambda note: note.start):
        if note.start < cursor:
            raise NotInSML("SML has no notes that sound together in one bar", place)
        if note.start > cursor:
            items.append({"rest": _token(note.start - cursor, place)})
        token = _token(note.duration, place)
        items.append({"rest": token} if note.is_rest else _write_note(note, token, named))
        cursor = note.start + note.duration
    expression = write_expression(bar.expression)
    return {"bar_index": bar.index, "items": items, **({"expression": expression} if expression else {})}


def _write_note(note: Note, token: str, named: Callable[[int], str]) -> dict[str, Any]:
    assert note.pitch is not None
    return {
        "note": named(note.pitch),
        "duration": token,
        "velocity": note.velocity,
        "articulation": note.articulation,
        **({"expression": dict(note.expression)} if note.expression is not None else {}),
    }


def _token(beats: Fraction, place: Place) -> str:
    token = duration_token(beats)
    if token is None:
        raise NotInSML(f"SML has no note value of {beats} beats", place)
    return token
