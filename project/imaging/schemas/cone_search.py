from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from project.core.http.schemas import Out
from project.core.json.text import FLOAT, Computed
from project.imaging.schemas.images import ListedImageOut
from project.imaging.schemas.paging import ProductPaging
from project.imaging.schemas.sources import SourceOut
from project.imaging.sky.geometry import Cone
from project.imaging.sky.positions import Declination, Radius, RightAscension

#: A column that NEAREST in `managers/cone_search.py` adds to each row.
SEPARATION = Computed(FLOAT.replace("{0}", "{row}.separation_deg"))
Separation = Annotated[float, SEPARATION, Field(description="From the requested position, in degrees.")]


class ConeQuery(BaseModel):
    """The parameters of a cone, all of which may be missing."""

    ra: RightAscension | None = Field(
        default=None, description="Right ascension (ICRS): degrees, or hours such as 08:34:54.2."
    )
    dec: Declination | None = Field(default=None, description="Declination (ICRS): degrees, also as +55:34:21.5.")
    radius: Radius | None = Field(
        default=None, description="Degrees, or with a unit: 10arcmin, 5arcsec. The nearest rows come first."
    )

    @model_validator(mode="after")
    def _check_cone(self) -> Self:
        given = (self.ra is not None, self.dec is not None, self.radius is not None)
        if getattr(self, "covering", False):
            if given != (True, True, False):
                raise ValueError("covering needs ra and dec, and no radius")
        elif len(set(given)) > 1:
            raise ValueError("ra, dec and radius go together")
        return self

    @property
    def cone(self) -> Cone | None:
        if self.ra is None or self.dec is None or self.radius is None:
            return None
        return Cone(self.ra, self.dec, self.radius)


class SourceListQuery(ProductPaging, ConeQuery):
    """Sources by id; in a cone, by separation from its centre."""

    min_flux_jy: float | None = Field(
        default=None, allow_inf_nan=False, description="Minimum peak flux; only in a cone."
    )
    variable: bool = Field(
        default=False, description="Only sources that vary by more than their errors; only in a cone."
    )

    @model_validator(mode="after")
    def _check_filters(self) -> Self:
        if self.cone is None and (self.min_flux_jy is not None or self.variable):
            raise ValueError("min_flux_jy and variable are for a search by position")
        if self.cone is not None and (self.offset or self.count):
            raise ValueError("a search by position is paged with after; it has no offset and no count")
        return self


class ImageListQuery(ProductPaging, ConeQuery):
    """Images by time; around a position, by the separation of their centre."""

    covering: bool = Field(default=False, description="With ra and dec, and no radius: images that show this position.")

    @model_validator(mode="after")
    def _check_filters(self) -> Self:
        if self.ra is not None and (self.offset or self.count):
            raise ValueError("a search by position is paged with after; it has no offset and no count")
        return self


class NearSourceOut(SourceOut):
    separation_deg: Separation


class NearImageOut(ListedImageOut):
    separation_deg: Separation


class ConeSourceOut(Out):
    """A source in the virtual observatory's cone search. The fields are in the order of the columns."""

    id: str
    ra_deg: float
    dec_deg: float
    separation_deg: Separation
    name: str
    mean_flux_jy: float | None
    peak_flux_jy: float | None
    num_images: int
    num_measurements: int
    eta: float | None
    v: float | None
    chi_squared_reduced: float | None
    first_mjd: float | None
    last_mjd: float | None
    latest_image_id: int | None


#: Number of columns by VERB.
COLUMNS_BY_VERBOSITY = {1: 3, 2: 8, 3: len(ConeSourceOut.model_fields)}
