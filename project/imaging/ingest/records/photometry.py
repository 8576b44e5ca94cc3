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
    Path,
    Quantity,
    RightAscension,
    SourceName,
    UnixTime,
)
from project.imaging.ingest.records.record import Record
from project.imaging.lightcurves.mjd import mjd_of

#: What the pipeline puts where its writer says nothing.
FOLLOWS = {
    "flux_jy": "peak_jyb",
    "flux_err_jy": "peak_err_jyb",
    "normalized_flux_jy": "flux_jy",
    "normalized_flux_err_jy": "flux_err_jy",
}
FOLLOWING = frozenset({*FOLLOWS, "mjd"})


class PhotometryRecord(Record):
    collection: ClassVar[str] = "photometry"

    id: Id | None = None
    source_id: SourceName | None = None
    image_path: Path
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
    def _complete(self) -> Self:
        """What follows from the rest where its key is not there; a null stays null."""
        missing = FOLLOWING.difference(self.model_fields_set)
        if missing:
            known = self.__dict__  # ten times as quick as setting each
            for name, other in FOLLOWS.items():
                if name in missing:
                    known[name] = known[other]
            if "mjd" in missing:
                known["mjd"] = mjd_of(self.measured_at)
        return self

    @property
    def place(self) -> tuple[float, float] | None:
        """What tells measurements on one image apart where they are of no source."""
        return None if self.source_id is not None else (self.ra_deg, self.dec_deg)


class SourceRecord(Record):
    """A source's name. All else of it is worked out from its photometry."""

    collection: ClassVar[str] = "sources"

    source_id: SourceName
    name: SourceName | None = None
