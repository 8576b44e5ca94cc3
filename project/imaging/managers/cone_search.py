from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel
from tortoise.models import Model

from project.core.database import fetch
from project.core.json_text import object_sql, source_of
from project.core.managers import Manager
from project.imaging.lightcurves.variability import ETA_LINE, V_LINE
from project.imaging.sky import geometry as sky
from project.imaging.sky.regions import Footprint, footprint

if TYPE_CHECKING:
    from project.imaging.models import Image, Source  # noqa: F401  (ruff misses names in a base's brackets)

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
#: To $7, a unit vector.
VECTOR_CHORD = "(t.x - $7) ^ 2 + (t.y - $8) ^ 2 + (t.z - $9) ^ 2"
#: To $7, $8 in degrees: the haversine.
DEGREES_CHORD = """4 * (sin(radians(t.center_dec_deg - $8::float8) / 2) ^ 2 + cos(radians(t.center_dec_deg))
 * cos(radians($8)) * sin(radians(t.center_ra_deg - $7::float8) / 2) ^ 2)"""
#: Brighter than $10, and if $11 those that vary by more than their errors say.
WANTED_SOURCES = f"""AND ($10::float8 IS NULL OR peak_flux_jy >= $10)
 AND (NOT $11::boolean OR (v > {V_LINE} AND (eta > {ETA_LINE} OR weighted_count < num_measurements)))"""
#: Images that $7, $8 lies on: seen from their middle, on the plane that touches the sky there (Calabretta and Greisen
#: 2002, A&A 395, 1077, section 5.1.3). An image has its axes along right ascension and declination.
COVERING = """AND chord < 2
 AND abs(cos(radians($8)) * sin(radians($7 - center_ra_deg)))
 <= (1 - chord / 2) * radians(imsize_x * cellsize_arcsec / 7200)
 AND abs(cos(radians(center_dec_deg)) * sin(radians($8))
 - sin(radians(center_dec_deg)) * cos(radians($8)) * cos(radians($7 - center_ra_deg)))
 <= (1 - chord / 2) * radians(imsize_y * cellsize_arcsec / 7200)"""
#: From corner to corner; an index has it at hand.
DIAGONAL_ARCSEC = "(sqrt(imsize_x::float8 * imsize_x + imsize_y::float8 * imsize_y) * cellsize_arcsec)"
#: From the middle to a corner of the largest image, in degrees.
REACH = f"SELECT max({DIAGONAL_ARCSEC}) / 7200 AS reach FROM image"
#: Of the position, by the images that it lies on.
COVERAGE = """
SELECT count(*) AS images, min(noise_jy) AS best_noise_jy,
    (array_agg(id::text ORDER BY noise_jy, id DESC) FILTER (WHERE noise_jy IS NOT NULL))[1] AS best_image_id,
    min(created_at) AS first_created_at, max(created_at) AS last_created_at
FROM ({covering}) images
"""
#: No limit.
ALL = 2**31
#: Images are smaller: no plane shows more of the sky.
WIDEST_DEG = 80.0


GENERATION = "SELECT coalesce(max(id), 0) AS newest_id, count(*) AS images FROM image"
#: One outline for all images of one size whose centres lie in one cell of the finest map (order 8, 14 arcmin).
FOOTPRINTS = """
SELECT hpx29 >> 42 AS cell, min(center_ra_deg) AS ra, min(center_dec_deg) AS dec,
    imsize_x * cellsize_arcsec / 3600 AS width, imsize_y * cellsize_arcsec / 3600 AS height, count(*) AS images
FROM image WHERE id > $1 GROUP BY cell, width, height
"""


class Footprints(NamedTuple):
    outlines: list[Footprint]
    #: How many they come from, with those of unknown place or size.
    images: int


class Found(NamedTuple):
    """Rows as JSON, and chord and id of the last one where there are more."""

    rows: list[str]
    last: tuple[float, Any] | None


@cache
def _written(model: type[Model], out: type[BaseModel], chord: str, also: str) -> str:
    rows = NEAREST.format(chord=chord, table=model._meta.db_table, also=also)
    source = source_of(f"({rows})", model, out)
    return f"SELECT {object_sql(model, out)} AS body, row0.chord, row0.id FROM {source} row0"


async def _find(sql: str, cone: sky.Cone, limit: int, after: tuple[float, Any] | None, *values: Any) -> Found:
    rows = await fetch(sql, [*bounds(cone), *(after or (None, None)), limit + 1, *values])
    shown = rows[:limit]
    last = (shown[-1]["chord"], shown[-1]["id"]) if shown and len(rows) > limit else None
    return Found([row["body"] for row in shown], last)


def bounds(cone: sky.Cone) -> tuple[list[int], list[int], float]:
    """What the first three parameters of NEAREST are."""
    ranges = sky.cone_ranges(cone)
    return [r.first for r in ranges], [r.last for r in ranges], sky.chord_squared(cone.radius_deg)


class SourceSearch(Manager["Source"]):
    async def within(
        self,
        cone: sky.Cone,
        out: type[BaseModel],
        limit: int,
        after: tuple[float, str] | None = None,
        *,
        min_flux_jy: float | None = None,
        variable: bool = False,
    ) -> Found:
        """Sources in a circle, the nearest first. `out` may have a field with `cone_schemas.SEPARATION`."""
        sql = _written(self.model, out, VECTOR_CHORD, WANTED_SOURCES)
        vector = sky.unit_vector(cone.ra_deg, cone.dec_deg)
        return await _find(sql, cone, limit, after, *vector, min_flux_jy, variable)


class ImageSearch(Manager["Image"]):
    async def within(
        self, cone: sky.Cone, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> Found:
        """Images whose centre lies in a circle, the nearest first."""
        sql = _written(self.model, out, DEGREES_CHORD, "")
        return await _find(sql, cone, limit, after, cone.ra_deg, cone.dec_deg)

    async def covering(
        self, ra_deg: float, dec_deg: float, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> Found:
        """Images that show a position, those first that have it nearest to their middle."""
        cone = sky.Cone(ra_deg, dec_deg, await self.reach())
        sql = _written(self.model, out, DEGREES_CHORD, COVERING)
        return await _find(sql, cone, limit, after, ra_deg, dec_deg)

    async def reach(self) -> float:
        """How far from its middle the largest image may show something, in degrees."""
        (row,) = await self.sql(REACH)
        return min(row["reach"] or 0.0, WIDEST_DEG)

    async def coverage(self, ra_deg: float, dec_deg: float) -> dict[str, Any]:
        """What the images that show a position have in common: the fields of CoverageOut."""
        cone = sky.Cone(ra_deg, dec_deg, await self.reach())
        near = NEAREST.format(chord=DEGREES_CHORD, table="image", also=COVERING)
        values: Sequence[Any] = [*bounds(cone), None, None, ALL, ra_deg, dec_deg]
        (row,) = await self.sql(COVERAGE.format(covering=near), *values)
        return {"ra_deg": ra_deg, "dec_deg": dec_deg, "covered": row["images"] > 0, **row}

    async def generation(self) -> tuple[int, int]:
        """The newest image's id and the number of images."""
        (row,) = await self.sql(GENERATION)
        return row["newest_id"], row["images"]

    async def footprints_after(self, image_id: int) -> Footprints:
        """Outlines of the images that are newer, each once; those that differ by less than a cell are one."""
        rows = await self.sql(FOOTPRINTS, image_id)
        shown = (row for row in rows if row["cell"] is not None and row["width"] and row["height"])
        outlines = [footprint(row["ra"], row["dec"], row["width"], row["height"]) for row in shown]
        return Footprints(outlines, sum(row["images"] for row in rows))
