from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from project.core.managers import Manager
from project.imaging.managers.cone_search import NEAREST, ConeMatches, bounds, fetch_nearest, nearest_sql
from project.imaging.sky.footprints import Footprint, footprint
from project.imaging.sky.geometry import Cone

if TYPE_CHECKING:
    from project.imaging.models import Image  # noqa: F401  (ruff misses names in a base's brackets)


#: To $7, $8 in degrees: the haversine.
DEGREES_CHORD = """4 * (sin(radians(t.center_dec_deg - $8::float8) / 2) ^ 2 + cos(radians(t.center_dec_deg))
 * cos(radians($8)) * sin(radians(t.center_ra_deg - $7::float8) / 2) ^ 2)"""

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


class ImageSearch(Manager["Image"]):
    async def within(
        self, cone: Cone, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> ConeMatches:
        """Images whose centre lies in a circle, the nearest first."""
        sql = nearest_sql(self.model, out, DEGREES_CHORD, "")
        return await fetch_nearest(sql, cone, limit, after, cone.ra_deg, cone.dec_deg)

    async def covering(
        self, ra_deg: float, dec_deg: float, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> ConeMatches:
        """Images that show a position, those first that have it nearest to their middle."""
        cone = Cone(ra_deg, dec_deg, await self.reach())
        sql = nearest_sql(self.model, out, DEGREES_CHORD, COVERING)
        return await fetch_nearest(sql, cone, limit, after, ra_deg, dec_deg)

    async def reach(self) -> float:
        """How far from its middle the largest image may show something, in degrees."""
        (row,) = await self.sql(REACH)
        return min(row["reach"] or 0.0, WIDEST_DEG)

    async def coverage(self, ra_deg: float, dec_deg: float) -> dict[str, Any]:
        """What the images that show a position have in common: the fields of CoverageOut."""
        cone = Cone(ra_deg, dec_deg, await self.reach())
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
