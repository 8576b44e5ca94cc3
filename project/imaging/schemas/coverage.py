"""Coverage of one position."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from project.core.schemas import Out
from project.imaging.sky.positions import Declination, RightAscension


class PositionQuery(BaseModel):
    """A position that has to be there."""

    ra: RightAscension = Field(description="Right ascension (ICRS): degrees, or hours such as 08:34:54.2.")
    dec: Declination = Field(description="Declination (ICRS): degrees, also as +55:34:21.5.")


class CoverageOut(Out):
    """What the images know of one position."""

    ra_deg: float
    dec_deg: float
    covered: bool
    images: int = Field(description="How many images it lies on.")
    best_noise_jy: float | None = Field(description="The lowest RMS of these, in Jy/beam.")
    best_image_id: str | None
    first_created_at: datetime | None
    last_created_at: datetime | None
