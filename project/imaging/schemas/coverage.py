from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from project.core.http.schemas import Out
from project.imaging.sky.positions import Declination, RightAscension


class PositionQuery(BaseModel):
    ra: RightAscension = Field(description="Right ascension (ICRS): degrees, or hours such as 08:34:54.2.")
    dec: Declination = Field(description="Declination (ICRS): degrees, also as +55:34:21.5.")


class CoverageOut(Out):
    """Coverage of one position."""

    ra_deg: float
    dec_deg: float
    covered: bool
    images: int = Field(description="Number of images that show it.")
    best_noise_jy: float | None = Field(description="Lowest RMS of these images, in Jy/beam.")
    best_image_id: str | None
    first_created_at: datetime | None
    last_created_at: datetime | None
