from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from project.core.json_text import FLOAT, Written
from project.core.schemas import Out
from project.imaging.catalogue.run_status import Grade, grade_sql, instant_sql
from project.imaging.lightcurves.dates import Window, read_mjd
from project.imaging.lightcurves.variability import FluxStatistics, TwoEpoch

Theme = Literal["auto", "light", "dark"]
#: Of the query of a light curve.
When = Annotated[
    str,
    Field(
        max_length=100,
        description="Date, UTC: 2025-10-05 (0 h of that day), 2025-10-05T12:00:00Z, 2026:013 or J2026.04.",
        examples=["2025-10-05"],
    ),
]
#: The images that a source was measured on, the newest first, each once, with its newest flux. Where several images
#: have had one path, all of them.
CONTRIBUTING = """(
 SELECT DISTINCT ON (p.image_path_id) p.image_path_id, coalesce(p.flux_jy, p.peak_jyb) AS flux_jy,
    coalesce(p.flux_err_jy, p.peak_err_jyb) AS flux_error_jy
 FROM photometry p WHERE p.source_id = {row}.id
 ORDER BY p.image_path_id DESC, p.measured_at DESC, p.id DESC
) m JOIN image i ON i.path_id = m.image_path_id LEFT JOIN measurement_set ms ON ms.path_id = i.ms_path_id"""
CONTRIBUTING_IMAGES = f"""(SELECT coalesce(json_agg(row_to_json(images)), '[]') FROM (
 SELECT i.id::text AS image_id, ip.path, mp.path AS ms_path, {grade_sql("ms")} AS qa_grade,
    {instant_sql("i.created_at")} AS created_at, m.flux_jy, m.flux_error_jy
 FROM {CONTRIBUTING} JOIN product_path ip ON ip.id = i.path_id JOIN product_path mp ON mp.id = i.ms_path_id
 ORDER BY i.created_at DESC, i.id DESC
) images)"""


def _number(sql: str) -> Written:
    """A number as the JSON of rows has it; braces of the formula are doubled there, but for `{row}`."""
    return Written(FLOAT.replace("{0}", sql))


LatestImage = Annotated[str | None, Written("{row}.latest_image_id::text"), Field(examples=["910108"])]


class SourceOut(Out):
    id: str = Field(examples=["NVSS J083454+553421"])
    name: str | None
    ra_deg: float
    dec_deg: float
    num_images: int = Field(description="Images that it was measured on, each once.")
    image_id: LatestImage
    eta: float | None = Field(description="Scatter in units of the errors; variable from about 1.5 on.")
    v: float | None = Field(description="Scatter by mean; variable from 0.1 on.")
    peak_flux_jy: float | None


class ContributingImageOut(Out):
    image_id: str
    path: str
    ms_path: str | None
    qa_grade: Grade | None
    created_at: datetime | None
    flux_jy: float | None
    flux_error_jy: float | None


class SourceDetailOut(Out):
    id: str
    name: str | None
    ra_deg: float
    dec_deg: float
    contributing_images: Annotated[list[ContributingImageOut], Written(CONTRIBUTING_IMAGES)]
    latest_image_id: LatestImage
    num_images: int
    num_measurements: int
    eta: float | None
    v: float | None
    mean_flux_jy: float | None
    peak_flux_jy: float | None
    first_mjd: float | None
    last_mjd: float | None


class LightCurveQuery(BaseModel):
    start_date: When | None = None
    end_date: When | None = Field(default=None, description="This moment still belongs to it.")

    @property
    def window(self) -> Window:
        """Raises InvalidValue. An empty value is none."""
        return Window(
            read_mjd(self.start_date, "start_date") if self.start_date else None,
            read_mjd(self.end_date, "end_date") if self.end_date else None,
        )


class PictureQuery(LightCurveQuery):
    theme: Theme = Field(default="auto", description="Colours: auto is as the reader's system prefers; in a PNG light.")


class ThumbnailQuery(BaseModel):
    size: int = Field(default=256, ge=16, le=1024, description="Pixels of the longer side, at most.")


class DataPointOut(Out):
    mjd: float | None = Field(description="Modified Julian Date, in days.")
    flux_jy: Annotated[float, _number("coalesce({row}.flux_jy, {row}.peak_jyb)")] = Field(
        description="Integrated, else the peak."
    )
    flux_err_jy: Annotated[float | None, _number("coalesce({row}.flux_err_jy, {row}.peak_err_jyb)")]
    snr: float | None
    image_path: Annotated[str, Written("(SELECT o.path FROM product_path o WHERE o.id = {row}.image_path_id)")]
    flags: int = Field(description="Bit mask; 0 for none.")


class LightCurveOut(Out):
    source_id: str
    data_points: list[DataPointOut]


class VariabilityOut(Out):
    """Null in every number, and a message, with fewer than two measurements."""

    source_id: str
    source_name: str
    n_epochs: int
    variability_index: float | None = Field(default=None, description="Standard deviation (n-1) by mean.")
    modulation_index: float | None = Field(default=None, description="The same.")
    chi_squared: float | None = Field(default=None, description="Of a constant flux. Null unless all errors are known.")
    chi_squared_reduced: float | None = None
    is_variable: bool | None = None
    flux_stats: FluxStatistics | None = None
    eta: float | None = Field(default=None, description="Scatter in units of the errors; 0 with fewer than two errors.")
    v: float | None = Field(default=None, description="Standard deviation (n) by mean.")
    largest_deviation: float | None = Field(default=None, description="From the mean, in standard deviations (n).")
    two_epoch: TwoEpoch | None = Field(
        default=None, description="Of the two epochs that differ most, for their errors."
    )
    message: str | None = Field(default=None, exclude_if=lambda text: text is None)


class PositionOut(Out):
    ra_deg: float
    dec_deg: float


class SourceQAOut(Out):
    source_id: str
    source_name: str
    n_images: int
    qa_grades: list[Grade] = Field(description="Of the images that have one, the newest first.")
    overall_grade: Grade | None = Field(description="The worst of them.")
    flags: list[str]
    metrics: PositionOut
