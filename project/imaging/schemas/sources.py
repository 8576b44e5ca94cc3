from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from project.core.http.schemas import Out
from project.core.json.text import Computed
from project.imaging.catalogue.grades import Grade, grade_sql
from project.imaging.catalogue.sql import instant_sql

#: Images that a source was measured on, each with its newest flux. If a path has had several images, all of them.
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

LatestImage = Annotated[str | None, Computed("{row}.latest_image_id::text"), Field(examples=["910108"])]


class SourceOut(Out):
    id: str = Field(examples=["NVSS J083454+553421"])
    name: str | None
    ra_deg: float
    dec_deg: float
    num_images: int = Field(description="Number of distinct images that it was measured on.")
    image_id: LatestImage
    eta: float | None = Field(description="Scatter in units of the errors. Above 1.5 the source is variable.")
    v: float | None = Field(description="Scatter over mean. Above 0.1 the source is variable.")
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
    contributing_images: Annotated[list[ContributingImageOut], Computed(CONTRIBUTING_IMAGES)]
    latest_image_id: LatestImage
    num_images: int
    num_measurements: int
    eta: float | None
    v: float | None
    mean_flux_jy: float | None
    peak_flux_jy: float | None
    first_mjd: float | None
    last_mjd: float | None


class PositionOut(Out):
    ra_deg: float
    dec_deg: float


class SourceQAOut(Out):
    source_id: str
    source_name: str
    n_images: int
    qa_grades: list[Grade] = Field(description="Of the images that have a grade, newest first.")
    overall_grade: Grade | None = Field(description="The worst grade.")
    flags: list[str]
    metrics: PositionOut
