"""Records of measurements and their sources."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from project.imaging.ingest.field_types import (
    Declination,
    Flux,
    Id,
    Int32,
    Number,
    OptionalPath,
    ProductPath,
    Quantity,
    RightAscension,
    SourceName,
    UnixTime,
)
from project.imaging.ingest.records.record import Record
from project.imaging.lightcurves.mjd import mjd_of

#: By field: the field that its value comes from where its key is missing, as in the pipeline's own tables.
FALLBACKS = {
    "flux_jy": "peak_jyb",
    "flux_err_jy": "peak_err_jyb",
    "normalized_flux_jy": "flux_jy",
    "normalized_flux_err_jy": "flux_err_jy",
}
WITH_FALLBACK = frozenset({*FALLBACKS, "mjd"})


class PhotometryRecord(Record):
    collection: ClassVar[str] = "photometry"

    id: Id | None = None
    source_id: SourceName | None = None
    image_path: ProductPath
    ra_deg: RightAscension
    dec_deg: Declination
    nvss_flux_mjy: Flux | None = None
    peak_jyb: Flux
    peak_err_jyb: Flux | None = None
    flux_jy: Flux | None = None
    flux_err_jy: Flux | None = None
    normalized_flux_jy: Flux | None = None
    normalized_flux_err_jy: Flux | None = None
    measured_at: UnixTime
    mjd: Quantity | None = None
    mosaic_path: OptionalPath | None = None
    snr: Annotated[Number, Field(ge=-1e12, le=1e12)] | None = None
    sep_from_center_deg: Quantity | None = None
    flags: Int32 = 0

    @model_validator(mode="after")
    def _fill_missing(self) -> Self:
        """Fill in fields whose key is missing. A null stays null."""
        missing = WITH_FALLBACK.difference(self.model_fields_set)
        if missing:
            values = self.__dict__  # ten times as fast as setattr
            for name, other in FALLBACKS.items():
                if name in missing:
                    values[name] = values[other]
            if "mjd" in missing:
                values["mjd"] = mjd_of(self.measured_at)
        return self

    @property
    def position(self) -> tuple[float, float] | None:
        """The position, which identifies a measurement that has no source."""
        return None if self.source_id is not None else (self.ra_deg, self.dec_deg)


class SourceRecord(Record):
    """The name of a source. Everything else about it is computed from its photometry."""

    collection: ClassVar[str] = "sources"

    source_id: SourceName
    name: SourceName | None = None
