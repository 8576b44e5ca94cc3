from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from tortoise.models import Model

from project.core.db.transactions import fetch
from project.core.json.text import object_sql, source_of
from project.imaging.sky.cone_cells import cone_ranges
from project.imaging.sky.geometry import Cone, chord_squared

#: Rows in the cells $1 to $2 within a chord of $3, nearest first, after the row of chord $4 and id $5. Chords are
#: between unit vectors, and squared. OFFSET 0 forces an index scan for each range: PostgreSQL misjudges the ranges and
#: would scan the table.
NEAREST = """
SELECT found.*, degrees(2 * asin(least(1, sqrt(chord) / 2))) AS separation_deg FROM (
    SELECT near.* FROM unnest($1::bigint[], $2::bigint[]) AS cells (first, last) CROSS JOIN LATERAL (
        SELECT t.*, {chord} AS chord FROM {table} t WHERE t.hpx29 BETWEEN cells.first AND cells.last OFFSET 0
    ) near
    WHERE chord <= $3 AND ($4::float8 IS NULL OR chord > $4 OR (chord = $4 AND id > $5)) {condition}
) found ORDER BY chord, id LIMIT $6
"""


class ConeMatches(NamedTuple):
    #: JSON.
    rows: list[str]
    #: Chord and id of the last row if there are more.
    last: tuple[float, Any] | None


@cache
def nearest_sql(model: type[Model], table: str, out: type[BaseModel], chord: str, condition: str) -> str:
    """Return NEAREST with rows as JSON. The parameters $7 and on belong to `chord` and `condition`."""
    rows = NEAREST.format(chord=chord, table=table, condition=condition)
    source = source_of(f"({rows})", model, out)
    return f"SELECT {object_sql(model, out)} AS body, row0.chord, row0.id FROM {source} row0"


async def fetch_nearest(sql: str, cone: Cone, limit: int, after: tuple[float, Any] | None, *values: Any) -> ConeMatches:
    rows = await fetch(sql, [*cone_parameters(cone), *(after or (None, None)), limit + 1, *values])
    page = rows[:limit]
    last = (page[-1]["chord"], page[-1]["id"]) if page and len(rows) > limit else None
    return ConeMatches([row["body"] for row in page], last)


def cone_parameters(cone: Cone) -> tuple[list[int], list[int], float]:
    ranges = cone_ranges(cone)
    return [r.first for r in ranges], [r.last for r in ranges], chord_squared(cone.radius_deg)
