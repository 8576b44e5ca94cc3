"""Common table expressions that insert the tracks of a composition with their bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from project.core.db.statements import Statement
from project.music.managers.clip_insert import EXPRESSION, EXPRESSION_TYPES, rows_json
from project.music.rows.records import TrackRow

TRACKS = """
SELECT nextval('track_id_seq')::int AS id, new.*
FROM json_to_recordset({0}::json) AS new (position int, name text, instrument json)
"""
NEW_TRACKS = """
INSERT INTO track (id, composition_id, name, instrument)
SELECT t.id, c.id, t.name, t.instrument FROM tracks t CROSS JOIN made c
"""
TRACK_BARS = f"""
INSERT INTO track_bar (track_id, bar_index, clip_id, clip_bar_index, {EXPRESSION})
SELECT t.id, b.bar_index, b.clip_id, b.clip_bar_index, {EXPRESSION}
FROM json_to_recordset({{0}}::json) AS b (position int, track int, bar_index int, clip_id int, clip_bar_index int,
    {EXPRESSION_TYPES})
JOIN tracks t ON t.position = b.track ORDER BY b.position
"""


def track_parts(tracks: Sequence[TrackRow], clip_ids: Mapping[int, int] | None) -> dict[str, Statement]:
    """Insert the tracks of the composition in `made`; `clip_ids` translates the clip ids of their bars."""
    named = rows_json(
        {"position": i, "name": track.name, "instrument": track.instrument} for i, track in enumerate(tracks)
    )
    bars = [{"track": i, **bar.columns()} for i, track in enumerate(tracks) for bar in track.bars]
    if clip_ids is not None:
        bars = [{**bar, "clip_id": clip_ids[bar["clip_id"]]} for bar in bars]
    placed = rows_json({"position": position, **bar} for position, bar in enumerate(bars))
    return {
        "tracks": Statement(TRACKS, [named]),
        "new_tracks": Statement(NEW_TRACKS, []),
        "track_bars": Statement(TRACK_BARS, [placed]),
    }
