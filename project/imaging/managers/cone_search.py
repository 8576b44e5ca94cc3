from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from tortoise.models import Model

from project.core.database import fetch
from project.core.json_text import object_sql, source_of
from project.imaging.sky.cone_cells import cone_ranges
from project.imaging.sky.geometry import Cone, chord_squared

#: Rows of the cells $1 to $2 within a chord of $3, the nearest first, from after that of chord $4 and id $5 on. The
#: chord is squared, between unit vectors. Without the OFFSET, PostgreSQL would read the whole table once instead of
#: the index for each range, of which it knows too little.
NEAREST = """
SELECT found.*, degrees(2 * asin(least(1, sqrt(chord) / 2))) AS separation_deg FROM (
    SELECT near.* FROM unnest($1::bigint[], $2::bigint[]) AS cells (first, last) CROSS JOIN LATERAL (
        SELECT t.*, {chord} AS chord FROM {table} t WHERE t.hpx29 BETWEEN cells.first AND cells.last OFFSET 0
    ) near
    WHERE chord <= $3 AND ($4::float8 IS NULL OR chord > $4 OR (chord = $4 AND id > $5)) {also}
) found ORDER BY chord, id LIMIT $6
"""


class ConeMatches(NamedTuple):
    """Rows as JSON, and chord and id of the last one where there are more."""

    rows: list[str]
    last: tuple[float, Any] | None


@cache
def nearest_sql(model: type[Model], out: type[BaseModel], chord: str, also: str) -> str:
    rows = NEAREST.format(chord=chord, table=model._meta.db_table, also=also)
    source = source_of(f"({rows})", model, out)
    return f"SELECT {object_sql(model, out)} AS body, row0.chord, row0.id FROM {source} row0"


async def fetch_nearest(sql: str, cone: Cone, limit: int, after: tuple[float, Any] | None, *values: Any) -> ConeMatches:
    rows = await fetch(sql, [*bounds(cone), *(after or (None, None)), limit + 1, *values])
    shown = rows[:limit]
    last = (shown[-1]["chord"], shown[-1]["id"]) if shown and len(rows) > limit else None
    return ConeMatches([row["body"] for row in shown], last)


def bounds(cone: Cone) -> tuple[list[int], list[int], float]:
    """What the first three parameters of NEAREST are."""
    ranges = cone_ranges(cone)
    return [r.first for r in ranges], [r.last for r in ranges], chord_squared(cone.radius_deg)
