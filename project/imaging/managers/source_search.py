from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from project.core.db.managers import Manager
from project.imaging.lightcurves.variability import ETA_THRESHOLD, V_THRESHOLD
from project.imaging.managers.cone_search import ConeMatches, fetch_nearest, nearest_sql
from project.imaging.sky.geometry import Cone, unit_vector

if TYPE_CHECKING:
    from project.imaging.models import Source  # noqa: F401  (ruff misses names in a base's brackets)


#: To the unit vector $7, $8, $9.
VECTOR_CHORD = "(t.x - $7) ^ 2 + (t.y - $8) ^ 2 + (t.z - $9) ^ 2"

#: With a peak of $10 or more and, if $11, varying by more than their errors explain.
SOURCE_FILTER = f"""AND ($10::float8 IS NULL OR peak_flux_jy >= $10)
 AND (NOT $11::boolean OR (v > {V_THRESHOLD} AND (eta > {ETA_THRESHOLD} OR weighted_count < num_measurements)))"""


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
        """Find sources in a cone, nearest first. `out` may have a field of type `Separation`."""
        sql = nearest_sql(self.model, "source", out, VECTOR_CHORD, SOURCE_FILTER)
        vector = unit_vector(cone.ra_deg, cone.dec_deg)
        return await fetch_nearest(sql, cone, limit, after, *vector, min_flux_jy, variable)
