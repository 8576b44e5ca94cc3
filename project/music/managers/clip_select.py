"""Reading whole clips in one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic_core import from_json

from project.music.errors import TooMuch
from project.music.notation.dsl_library import MAX_LIBRARY_BARS, MAX_LIBRARY_NOTES
from project.music.rows.records import (
    ClipBarRow,
    ClipRow,
    ExpressionColumns,
    NoteRow,
    column_names,
)

_NOTE_NAMES = NoteRow._fields
_JSON_NAMES = frozenset({"dynamics", "expression", "semantics"})
EXPRESSION_NAMES = column_names(ExpressionColumns)
#: One row per bar, with an array per column of its notes. A clip without bars has one row.
SELECT_CLIPS = f"""
WITH own AS (SELECT * FROM clip WHERE organisation_id = $1 AND id = ANY($2::int[])),
sounding AS (
    SELECT clip_bar_id, {", ".join(f"array_agg({name}) AS {name}" for name in _NOTE_NAMES)}
    FROM (
        SELECT * FROM (
            SELECT n.* FROM own JOIN clip_bar b ON b.clip_id = own.id JOIN note n ON n.clip_bar_id = b.id LIMIT $3
        ) few
        ORDER BY clip_bar_id, start_beat, id
    ) in_order
    GROUP BY clip_bar_id
)
SELECT own.id AS clip_id, own.name, own.track_name, own.tags, own.meter_map,
    b.id AS bar_id, b.bar_index, {", ".join(f"b.{name}" for name in EXPRESSION_NAMES)},
    s.*
FROM own LEFT JOIN clip_bar b ON b.clip_id = own.id LEFT JOIN sounding s ON s.clip_bar_id = b.id
ORDER BY own.id, b.bar_index, b.id LIMIT $4
"""


def assemble_clips(rows: Sequence[Mapping[str, Any]]) -> dict[int, ClipRow]:
    """Return the clips by id. Raises TooMuch over the limits of a DSL library."""
    read = _once(read_json)
    heads: dict[int, Mapping[str, Any]] = {}
    bars: dict[int, list[ClipBarRow]] = {}
    notes = 0
    for row in rows:
        clip_id = row["clip_id"]
        heads.setdefault(clip_id, row)
        here = bars.setdefault(clip_id, [])
        if row["bar_id"] is not None:
            expression = {name: from_json(text) for name in EXPRESSION_NAMES if (text := row[name]) is not None}
            here.append(ClipBarRow(bar_index=row["bar_index"], notes=_notes(row, read), **expression))
            notes += len(here[-1].notes)
    if notes > MAX_LIBRARY_NOTES or sum(map(len, bars.values())) > MAX_LIBRARY_BARS:
        raise TooMuch(f"At most {MAX_LIBRARY_NOTES} notes and {MAX_LIBRARY_BARS} bars can be read at once")
    return {clip_id: _clip(head, bars[clip_id]) for clip_id, head in heads.items()}


def _clip(head: Mapping[str, Any], bars: Sequence[ClipBarRow]) -> ClipRow:
    return ClipRow(
        id=head["clip_id"],
        name=head["name"],
        track_name=head["track_name"],
        tags=head["tags"],
        meter_map=read_json(head["meter_map"]),
        bars=tuple(bars),
    )


def read_json(text: str | None) -> Any:
    return None if text is None else from_json(text)


def _notes(row: Mapping[str, Any], read: Callable[[str | None], Any]) -> tuple[NoteRow, ...]:
    if row["clip_bar_id"] is None:
        return ()
    columns = [list(map(read, row[name])) if name in _JSON_NAMES else row[name] for name in _NOTE_NAMES]
    return tuple(map(NoteRow, *columns))


def _once(read: Callable[[str | None], Any]) -> Callable[[str | None], Any]:
    """Cache by text: most notes of a clip share a few values."""
    cache: dict[str | None, Any] = {}

    def found(text: str | None) -> Any:
        if text not in cache:
            cache[text] = read(text)
        return cache[text]

    return found
