"""What is known of a source from its measurements, kept so that further ones can be added without reading the old.

Means and sums of squared deviations are merged as by Chan, Golub & LeVeque 1983 (Am. Stat. 37, 242), equations 2.1.
Eta and V are the pipeline's (Swinbank et al. 2015, A&C 11, 25): `variability.py` has them for a whole light curve.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from project.imaging.lightcurves.moments import Moments
from project.imaging.sky.geometry import Vector, position
from project.imaging.sky.healpix import hpx29

NO_MOMENTS = Moments()
#: Decimals of a degree, 0.4 microarcseconds: so that measurements at one place give this place, and no rounding error.
PLACES = 10


class LatestImage(NamedTuple):
    """An image; the newest is the greatest."""

    created_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class SourceStatistics:
    """Of measurements of one source."""

    #: In Jy, all with the weight 1.
    flux: Moments = NO_MOMENTS
    #: Those with an error above 0, weighted by 1/error².
    weighted: Moments = NO_MOMENTS
    #: Sum of the unit vectors, weighted by max(snr, 1)².
    place: Vector = (0.0, 0.0, 0.0)
    #: Images that were not among those of other measurements that these are added to.
    images: int = 0
    peak_jyb: float | None = None
    first_mjd: float | None = None
    last_mjd: float | None = None
    latest: LatestImage | None = None

    def __add__(self, other: SourceStatistics) -> SourceStatistics:
        a, b = self.place, other.place
        return SourceStatistics(
            self.flux + other.flux,
            self.weighted + other.weighted,
            (a[0] + b[0], a[1] + b[1], a[2] + b[2]),
            self.images + other.images,
            max(known(self.peak_jyb, other.peak_jyb), default=None),
            min(known(self.first_mjd, other.first_mjd), default=None),
            max(known(self.last_mjd, other.last_mjd), default=None),
            max(known(self.latest, other.latest), default=None),
        )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> SourceStatistics:
        """As PostgreSQL has added them up."""
        return cls(
            Moments(row["count"], row["count"], row["mean"], row["m2"]),
            Moments(
                row["weighted_count"], row["weight_sum"] or 0.0, row["weighted_mean"] or 0.0, row["weighted_m2"] or 0.0
            ),
            (row["x"], row["y"], row["z"]),
            row["images"],
            row["peak"],
            row["first_mjd"],
            row["last_mjd"],
        )

    @classmethod
    def stored(cls, row: Mapping[str, Any]) -> SourceStatistics:
        """As a source has them; `latest_at` is the time of its latest image."""
        count, length = row["num_measurements"], row["position_weight"]
        return cls(
            Moments(count, count, row["mean_flux_jy"] or 0.0, row["flux_m2"]),
            Moments(row["weighted_count"], row["weight_sum"], row["weighted_mean_jy"], row["weighted_m2"]),
            (length * row["x"], length * row["y"], length * row["z"]),
            row["num_images"],
            row["peak_flux_jy"],
            row["first_mjd"],
            row["last_mjd"],
            None if row["latest_image_id"] is None else LatestImage(row["latest_at"], row["latest_image_id"]),
        )

    def eta(self) -> float | None:
        """Σ w (f - weighted mean)² / (n-1) over those with an error; 0 for fewer than two of them."""
        if self.flux.count < 2:
            return None
        return self.weighted.m2 / (self.weighted.count - 1) if self.weighted.count > 1 else 0.0

    def v(self) -> float | None:
        """Population deviation by mean; none without a positive mean."""
        if self.flux.count < 2 or self.flux.mean <= 0:
            return None
        return math.sqrt(self.flux.m2 / self.flux.count) / self.flux.mean

    def chi_squared_reduced(self) -> float | None:
        """Σ ((f - mean)/error)² / (n-1); none where an error is not known, or 0."""
        if self.flux.count < 2 or self.weighted.count < self.flux.count:
            return None
        apart = self.flux.mean - self.weighted.mean
        return (self.weighted.m2 + self.weighted.weight * apart * apart) / (self.flux.count - 1)

    def columns(self, ra_deg: float, dec_deg: float, cell: int) -> tuple[Any, ...]:
        """The values of COLUMNS, for a source that stood at this place, in this cell of `hpx29`."""
        length = math.hypot(*self.place)
        # Measurements that lie opposite each other have no middle.
        x, y, z = (part / length for part in self.place) if length else (1.0, 0.0, 0.0)
        ra, dec = position((x, y, z))
        ra, dec = round(ra, PLACES) % 360.0, round(dec, PLACES)
        return (
            ra,
            dec,
            x,
            y,
            z,
            cell if (ra, dec) == (ra_deg, dec_deg) else hpx29(ra, dec),
            length,
            self.images,
            self.flux.count,
            self.latest and self.latest.id,
            self.eta(),
            self.v(),
            self.chi_squared_reduced(),
            self.flux.mean,
            self.peak_jyb,
            self.first_mjd,
            self.last_mjd,
            self.flux.m2,
            self.weighted.count,
            self.weighted.weight,
            self.weighted.mean,
            self.weighted.m2,
        )


#: Of `source`, all that follows from its measurements.
COLUMNS = (
    "ra_deg", "dec_deg", "x", "y", "z", "hpx29", "position_weight",
    "num_images", "num_measurements", "latest_image_id",
    "eta", "v", "chi_squared_reduced", "mean_flux_jy", "peak_flux_jy", "first_mjd", "last_mjd",
    "flux_m2", "weighted_count", "weight_sum", "weighted_mean_jy", "weighted_m2",
)  # fmt: skip


def known(*values: Any) -> list[Any]:
    return [value for value in values if value is not None]
