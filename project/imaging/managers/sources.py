from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from tortoise.queryset import QuerySet

from project.core.json_rows import read_rows
from project.imaging.catalogue.grades import Grade, grade_sql
from project.imaging.errors import SourceNotFound
from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.mjd import Window
from project.imaging.managers.source_search import SourceSearch
from project.imaging.schemas.light_curves import DataPointOut
from project.imaging.schemas.sources import CONTRIBUTING

if TYPE_CHECKING:
    from project.imaging.models import Photometry, Source

#: One row of arrays, whatever the number of measurements.
MEASURED = """
SELECT s.name, m.* FROM source s CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(coalesce(p.flux_jy, p.peak_jyb) ORDER BY p.mjd, p.id), '{}') AS fluxes,
        coalesce(array_agg(coalesce(p.flux_err_jy, p.peak_err_jyb) ORDER BY p.mjd, p.id), '{}') AS errors,
        coalesce(array_agg(p.mjd ORDER BY p.mjd, p.id), '{}') AS mjds,
        coalesce(array_agg(p.flags ORDER BY p.mjd, p.id), '{}') AS flags
    FROM photometry p WHERE p.source_id = s.id
        AND ($2::float8 IS NULL OR p.mjd >= $2) AND ($3::float8 IS NULL OR p.mjd <= $3)
) m WHERE s.id = $1
"""
GRADED = f"""
SELECT s.name, s.ra_deg, s.dec_deg, array(
    SELECT {grade_sql("ms")} FROM {CONTRIBUTING.format(row="s")} ORDER BY i.created_at DESC, i.id DESC
) AS grades FROM source s WHERE s.id = $1
"""
NO_WINDOW = Window()
#: Of a name.
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class SourceEpochs:
    """A source with its measurements, in the order of time."""

    id: str
    name: str
    epochs: list[Epoch]


@dataclass(frozen=True, slots=True)
class SourceGrades:
    """A source with the grades of its images, the newest first: None where the measurement set is not known."""

    id: str
    name: str
    ra_deg: float
    dec_deg: float
    grades: list[Grade | None]


class SourceManager(SourceSearch):
    def at(self, source_id: str) -> QuerySet[Source]:
        return self.where(id=_storable(source_id))

    def light_curve(self, source_id: str, window: Window = NO_WINDOW) -> QuerySet[Photometry]:
        """Its measurements in the order of time. One without a time is in no window."""
        found: QuerySet[Photometry] = self.manager_of("Photometry").where(source_id=_storable(source_id))
        if window.start is not None:
            found = found.filter(mjd__gte=window.start)
        if window.end is not None:
            found = found.filter(mjd__lte=window.end)
        return found.order_by("mjd", "id")

    async def light_curve_text(self, source_id: str, window: Window = NO_WINDOW) -> str:
        """JSON of a `LightCurveOut`; without points where there is no such source."""
        rows = await read_rows(self.light_curve(source_id, window), DataPointOut)
        points = ",".join([row[0] for row in rows])
        return f'{{"source_id":{to_json(source_id).decode()},"data_points":[{points}]}}'

    async def measured(self, source_id: str, window: Window = NO_WINDOW) -> SourceEpochs:
        """Raises SourceNotFound."""
        row = await self._one(MEASURED, source_id, *window)
        columns = zip(row["fluxes"], row["errors"], row["mjds"], row["flags"], strict=True)
        return SourceEpochs(source_id, row["name"], [Epoch(*values) for values in columns])

    async def graded(self, source_id: str) -> SourceGrades:
        """Raises SourceNotFound."""
        return SourceGrades(source_id, **await self._one(GRADED, source_id))

    async def _one(self, statement: str, source_id: str, *values: Any) -> dict[str, Any]:
        rows = await self.sql(statement, _storable(source_id), *values)
        if not rows:
            raise SourceNotFound(source_id)
        return rows[0]


def _storable(source_id: str) -> str:
    """What no source can be called becomes nothing, which none is called either."""
    return "" if "\0" in source_id or len(source_id) > MOST_CHARACTERS else source_id
