from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from project.core.db.managers import Manager
from project.imaging.managers.cone_search import NEAREST, ConeMatches, cone_parameters, fetch_nearest, nearest_sql
from project.imaging.sky.footprints import Footprint, footprint
from project.imaging.sky.geometry import Cone

if TYPE_CHECKING:
    from project.imaging.models import Image  # noqa: F401  (ruff misses names in a base's brackets)


TABLE = "image"
#: Haversine to $7, $8 in degrees.
DEGREES_CHORD = """4 * (sin(radians(t.center_dec_deg - $8::float8) / 2) ^ 2 + cos(radians(t.center_dec_deg))
 * cos(radians($8)) * sin(radians(t.center_ra_deg - $7::float8) / 2) ^ 2)"""

#: Images that show $7, $8, by the gnomonic projection from their centre (Calabretta and Greisen 2002, A&A 395, 1077,
#: section 5.1.3). Their axes lie along right ascension and declination.
COVERING = """AND chord < 2
 AND abs(cos(radians($8)) * sin(radians($7 - center_ra_deg)))
 <= (1 - chord / 2) * radians(imsize_x * cellsize_arcsec / 7200)
 AND abs(cos(radians(center_dec_deg)) * sin(radians($8))
 - sin(radians(center_dec_deg)) * cos(radians($8)) * cos(radians($7 - center_ra_deg)))
 <= (1 - chord / 2) * radians(imsize_y * cellsize_arcsec / 7200)"""
#: An expression index covers it.
DIAGONAL_ARCSEC = "(sqrt(imsize_x::float8 * imsize_x + imsize_y::float8 * imsize_y) * cellsize_arcsec)"
#: Distance from centre to corner of the largest image.
MAX_IMAGE_RADIUS = f"SELECT max({DIAGONAL_ARCSEC}) / 7200 AS radius_deg FROM image"
COVERAGE = """
SELECT count(*) AS images, min(noise_jy) AS best_noise_jy,
    (array_agg(id::text ORDER BY noise_jy, id DESC) FILTER (WHERE noise_jy IS NOT NULL))[1] AS best_image_id,
    min(created_at) AS first_created_at, max(created_at) AS last_created_at
FROM ({covering}) images
"""
NO_LIMIT = 2**31
#: A gnomonic projection cannot show more.
MAX_IMAGE_RADIUS_DEG = 80.0

CATALOGUE_STATE = "SELECT coalesce(max(id), 0) AS newest_id, count(*) AS images FROM image"
#: One outline for all images of one size with their centres in one cell of the coverage map (order 8).
FOOTPRINTS = """
SELECT hpx29 >> 42 AS cell, min(center_ra_deg) AS ra, min(center_dec_deg) AS dec,
    imsize_x * cellsize_arcsec / 3600 AS width, imsize_y * cellsize_arcsec / 3600 AS height, count(*) AS images
FROM image WHERE id > $1 GROUP BY cell, width, height
"""


class Footprints(NamedTuple):
    outlines: list[Footprint]
    #: Number of images, including those of unknown position or size.
    images: int


class ImageSearch(Manager["Image"]):
    async def within(
        self, cone: Cone, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> ConeMatches:
        sql = nearest_sql(self.model, TABLE, out, DEGREES_CHORD, "")
        return await fetch_nearest(sql, cone, limit, after, cone.ra_deg, cone.dec_deg)

    async def covering(
        self, ra_deg: float, dec_deg: float, out: type[BaseModel], limit: int, after: tuple[float, int] | None = None
    ) -> ConeMatches:
        """Find images that show a position, ordered by its distance from their centre."""
        cone = Cone(ra_deg, dec_deg, await self.max_radius_deg())
        sql = nearest_sql(self.model, TABLE, out, DEGREES_CHORD, COVERING)
        return await fetch_nearest(sql, cone, limit, after, ra_deg, dec_deg)

    async def max_radius_deg(self) -> float:
        (row,) = await self.sql(MAX_IMAGE_RADIUS)
        return min(row["radius_deg"] or 0.0, MAX_IMAGE_RADIUS_DEG)

    async def coverage(self, ra_deg: float, dec_deg: float) -> dict[str, Any]:
        cone = Cone(ra_deg, dec_deg, await self.max_radius_deg())
        near = NEAREST.format(chord=DEGREES_CHORD, table=TABLE, condition=COVERING)
        values: Sequence[Any] = [*cone_parameters(cone), None, None, NO_LIMIT, ra_deg, dec_deg]
        (row,) = await self.sql(COVERAGE.format(covering=near), *values)
        return {"ra_deg": ra_deg, "dec_deg": dec_deg, "covered": row["images"] > 0, **row}

    async def catalogue_state(self) -> tuple[int, int]:
        (row,) = await self.sql(CATALOGUE_STATE)
        return row["newest_id"], row["images"]

    async def footprints_after(self, image_id: int) -> Footprints:
        """Return outlines of newer images. Those that differ by less than a cell are merged."""
        rows = await self.sql(FOOTPRINTS, image_id)
        complete = (row for row in rows if row["cell"] is not None and row["width"] and row["height"])
        outlines = [footprint(row["ra"], row["dec"], row["width"], row["height"]) for row in complete]
        return Footprints(outlines, sum(row["images"] for row in rows))
