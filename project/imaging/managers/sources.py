from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from tortoise.queryset import QuerySet

from project.core.db.managers import ManagerOf
from project.core.json.rows import read_rows
from project.imaging.catalogue.grades import Grade, grade_sql
from project.imaging.errors import SourceNotFound
from project.imaging.lightcurves.epochs import Epoch
from project.imaging.lightcurves.mjd import TimeWindow
from project.imaging.managers.photometry import PhotometryManager
from project.imaging.managers.source_search import SourceSearch
from project.imaging.schemas.light_curves import DataPointOut
from project.imaging.schemas.sources import CONTRIBUTING

if TYPE_CHECKING:
    from project.imaging.models import Photometry, Source

#: One row of arrays: cheaper than a row for each measurement.
EPOCHS = """
SELECT s.name, m.* FROM source s CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(coalesce(p.flux_jy, p.peak_jyb) ORDER BY p.mjd, p.id), '{}') AS fluxes,
        coalesce(array_agg(coalesce(p.flux_err_jy, p.peak_err_jyb) ORDER BY p.mjd, p.id), '{}') AS errors,
        coalesce(array_agg(p.mjd ORDER BY p.mjd, p.id), '{}') AS mjds,
        coalesce(array_agg(p.flags ORDER BY p.mjd, p.id), '{}') AS flags
    FROM photometry p WHERE p.source_id = s.id
        AND ($2::float8 IS NULL OR p.mjd >= $2) AND ($3::float8 IS NULL OR p.mjd <= $3)
) m WHERE s.id = $1
"""
IMAGE_GRADES = f"""
SELECT s.name, s.ra_deg, s.dec_deg, array(
    SELECT {grade_sql("ms")} FROM {CONTRIBUTING.format(row="s")} ORDER BY i.created_at DESC, i.id DESC
) AS grades FROM source s WHERE s.id = $1
"""
ALWAYS = TimeWindow()
MAX_ID_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SourceEpochs:
    """A source and its measurements in order of time."""

    id: str
    name: str
    epochs: list[Epoch]


@dataclass(frozen=True, slots=True)
class SourceGrades:
    """A source and the grades of its images, newest first."""

    id: str
    name: str
    ra_deg: float
    dec_deg: float
    #: None if the measurement set of an image is unknown.
    grades: list[Grade | None]


class SourceManager(SourceSearch):
    photometry: ManagerOf[PhotometryManager] = ManagerOf("Photometry")

    def at(self, source_id: str) -> QuerySet[Source]:
        return self.where(id=_valid_id(source_id))

    def light_curve(self, source_id: str, window: TimeWindow = ALWAYS) -> QuerySet[Photometry]:
        """Narrow to measurements in order of time. Those without a time are in no window but the whole curve."""
        measurements = self.photometry.where(source_id=_valid_id(source_id))
        if window.start is not None:
            measurements = measurements.filter(mjd__gte=window.start)
        if window.end is not None:
            measurements = measurements.filter(mjd__lte=window.end)
        return measurements.order_by("mjd", "id")

    async def light_curve_text(self, source_id: str, window: TimeWindow = ALWAYS) -> str:
        """Return a `LightCurveOut` as JSON. An unknown source has no points."""
        rows = await read_rows(self.light_curve(source_id, window), DataPointOut)
        points = ",".join([row[0] for row in rows])
        return f'{{"source_id":{to_json(source_id).decode()},"data_points":[{points}]}}'

    async def epochs(self, source_id: str, window: TimeWindow = ALWAYS) -> SourceEpochs:
        row = await self._fetch_one(EPOCHS, source_id, *window)
        columns = zip(row["fluxes"], row["errors"], row["mjds"], row["flags"], strict=True)
        return SourceEpochs(source_id, row["name"], [Epoch(*values) for values in columns])

    async def image_grades(self, source_id: str) -> SourceGrades:
        return SourceGrades(source_id, **await self._fetch_one(IMAGE_GRADES, source_id))

    async def _fetch_one(self, statement: str, source_id: str, *values: Any) -> dict[str, Any]:
        rows = await self.sql(statement, _valid_id(source_id), *values)
        if not rows:
            raise SourceNotFound(source_id)
        return rows[0]


def _valid_id(source_id: str) -> str:
    """Return "", the id of no source, for what PostgreSQL would refuse."""
    return "" if "\0" in source_id or len(source_id) > MAX_ID_LENGTH else source_id
