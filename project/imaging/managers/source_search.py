from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from project.core.managers import Manager
from project.imaging.lightcurves.variability import ETA_LINE, V_LINE
from project.imaging.managers.cone_search import ConeMatches, fetch_nearest, nearest_sql
from project.imaging.sky.geometry import Cone, unit_vector

if TYPE_CHECKING:
    from project.imaging.models import Source  # noqa: F401  (ruff misses names in a base's brackets)


#: To $7, a unit vector.
VECTOR_CHORD = "(t.x - $7) ^ 2 + (t.y - $8) ^ 2 + (t.z - $9) ^ 2"

#: Brighter than $10, and if $11 those that vary by more than their errors say.
WANTED_SOURCES = f"""AND ($10::float8 IS NULL OR peak_flux_jy >= $10)
 AND (NOT $11::boolean OR (v > {V_LINE} AND (eta > {ETA_LINE} OR weighted_count < num_measurements)))"""


class SourceSearch(Manager["Source"]):
    async def within(
        self,
        cone: Cone,
        out: type[BaseModel],
        limit: int,
        after: tuple[float, str] | None = None,
        *,
        min_flux_jy: float | None = None,
        variable: bool = False,
    ) -> ConeMatches:
        """Sources in a circle, the nearest first. `out` may have a field with `cone_schemas.SEPARATION`."""
        sql = nearest_sql(self.model, out, VECTOR_CHORD, WANTED_SOURCES)
        vector = unit_vector(cone.ra_deg, cone.dec_deg)
        return await fetch_nearest(sql, cone, limit, after, *vector, min_flux_jy, variable)
