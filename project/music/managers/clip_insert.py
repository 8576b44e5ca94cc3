"""Common table expressions that insert clips with their bars and notes in one statement.

Ids are drawn first, in row order, so that child rows can refer to them. Clips and bars are sent as one JSON document;
notes as one array per column, which takes a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from project.core.db.statements import Statement, array_text
from project.music.rows.records import ClipRow, ExpressionColumns, NoteRow, column_names

EXPRESSION = ", ".join(column_names(ExpressionColumns))
EXPRESSION_TYPES = ", ".join(f"{name} json" for name in column_names(ExpressionColumns))
#: Clients' own text is passed as text[], because `array_text` does not escape it.
_NOTE_TYPES = {
    "pitch": "smallint",
    "start_beat": "float8",
    "duration_beats": "float8",
    "is_rest": "bool",
    "scale_degree": "int",
    "interval_from_prev": "int",
    "cents_offset": "float8",
    "articulation": "text",
    "dynamics": "json",
    "expression": "json",
    "semantics": "json",
}
_NOTE_COLUMNS = ", ".join(_NOTE_TYPES)
_NOTE_ARRAYS = ", ".join(
    f"{{{position}}}::text[]" if name == "articulation" else f"{{{position}}}::text::{kind}[]"
    for position, (name, kind) in enumerate(_NOTE_TYPES.items(), start=1)
)
CLIPS = """
SELECT nextval('clip_id_seq')::int AS id, new.*
FROM json_to_recordset({0}::json) AS new (position int, name text, track_name text, tags text[], meter_map json)
"""
NEW_CLIPS = """
INSERT INTO clip (id, organisation_id, name, track_name, tags, meter_map)
SELECT id, {0}, name, track_name, tags, meter_map FROM library ORDER BY position RETURNING id
"""
#: `clip` is a position in `library`.
BARS = f"""
SELECT nextval('clip_bar_id_seq') AS id, new.*
FROM json_to_recordset({{0}}::json) AS new (position int, clip int, bar_index int, {EXPRESSION_TYPES})
"""
NEW_BARS = f"""
INSERT INTO clip_bar (id, clip_id, bar_index, {EXPRESSION})
SELECT b.id, c.id, b.bar_index, {EXPRESSION} FROM bars b JOIN library c ON c.position = b.clip
"""
NOTES = f"""
SELECT nextval('note_id_seq') AS id, new.*
FROM unnest({{0}}::text::int[], {_NOTE_ARRAYS}) AS new (bar, {_NOTE_COLUMNS})
"""
NEW_NOTES = f"""
INSERT INTO note (id, clip_bar_id, {_NOTE_COLUMNS})
SELECT n.id, b.id, {_NOTE_COLUMNS} FROM notes n JOIN bars b ON b.position = n.bar
"""


def rows_json(rows: Iterable[Mapping[str, Any]]) -> str:
    documents = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return to_json(documents).decode()


def _json(value: Any) -> str | None:
    return None if value is None else to_json(value).decode()


def clips_part(clips: Sequence[ClipRow]) -> Statement:
    return Statement(
        CLIPS, [rows_json({"position": position, **clip.columns()} for position, clip in enumerate(clips))]
    )


def bar_parts(clips: Sequence[ClipRow]) -> dict[str, Statement]:
    placed = [(clip_position, bar) for clip_position, clip in enumerate(clips) for bar in clip.bars]
    bars = rows_json(
        {"position": position, "clip": clip_position, **bar.columns()}
        for position, (clip_position, bar) in enumerate(placed)
    )
    notes = [(position, note) for position, (_, bar) in enumerate(placed) for note in bar.notes]
    return {
        "bars": Statement(BARS, [bars]),
        "new_bars": Statement(NEW_BARS, []),
        "notes": Statement(
            NOTES, [array_text(position for position, _ in notes), *_columns([note for _, note in notes])]
        ),
        "new_notes": Statement(NEW_NOTES, []),
    }


def _columns(notes: Sequence[NoteRow]) -> list[Any]:
    found: list[Any] = []
    columns = zip(*notes, strict=True) if notes else [()] * len(_NOTE_TYPES)
    for (name, kind), values in zip(_NOTE_TYPES.items(), columns, strict=True):
        if name == "articulation":
            found.append(values)
        elif all(value is None for value in values):
            found.append("{" + ",".join(["NULL"] * len(values)) + "}")
        else:
            found.append(array_text(map(_json, values) if kind == "json" else values))
    return found
