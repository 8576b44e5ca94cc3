"""Statistics of a source that can be updated with new measurements without reading the old ones.

Eta and V are the pipeline's (Swinbank et al. 2015, A&C 11, 25). `variability.py` computes them for a whole light curve.
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
#: Decimals of a degree (0.4 µas). Rounding makes measurements at one position yield exactly that position.
POSITION_DECIMALS = 10


class LatestImage(NamedTuple):
    """An image. The newest one is the greatest."""

    created_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class SourceStatistics:
    #: Fluxes in Jy, with weight 1.
    flux: Moments = NO_MOMENTS
    #: Fluxes with an error above 0, weighted by 1/error².
    weighted: Moments = NO_MOMENTS
    #: Sum of the unit vectors, weighted by max(snr, 1)².
    position_sum: Vector = (0.0, 0.0, 0.0)
    #: Images, without those that the statistics these are added to have counted already.
    images: int = 0
    peak_jyb: float | None = None
    first_mjd: float | None = None
    last_mjd: float | None = None
    latest: LatestImage | None = None

    def __add__(self, other: SourceStatistics) -> SourceStatistics:
        a, b = self.position_sum, other.position_sum
        return SourceStatistics(
            self.flux + other.flux,
            self.weighted + other.weighted,
            (a[0] + b[0], a[1] + b[1], a[2] + b[2]),
            self.images + other.images,
            max(present(self.peak_jyb, other.peak_jyb), default=None),
            min(present(self.first_mjd, other.first_mjd), default=None),
            max(present(self.last_mjd, other.last_mjd), default=None),
            max(present(self.latest, other.latest), default=None),
        )

    @classmethod
    def aggregated(cls, row: Mapping[str, Any]) -> SourceStatistics:
        """Read a row of STATISTICS in `managers/source_update_sql.py`."""
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
        """Read a row of `source`, with the time of its latest image as `latest_at`."""
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
        """Return Σ w (f - weighted mean)² / (n-1) over fluxes with an error. 0 for fewer than two of them."""
        if self.flux.count < 2:
            return None
        return self.weighted.m2 / (self.weighted.count - 1) if self.weighted.count > 1 else 0.0

    def v(self) -> float | None:
        """Return the population deviation over the mean. None for a mean of 0 or less."""
        if self.flux.count < 2 or self.flux.mean <= 0:
            return None
        return math.sqrt(self.flux.m2 / self.flux.count) / self.flux.mean

    def chi_squared_reduced(self) -> float | None:
        """Return Σ ((f - mean)/error)² / (n-1). None if an error is unknown or 0."""
        if self.flux.count < 2 or self.weighted.count < self.flux.count:
            return None
        difference = self.flux.mean - self.weighted.mean
        return (self.weighted.m2 + self.weighted.weight * difference * difference) / (self.flux.count - 1)

    def columns(self, ra_deg: float, dec_deg: float, cell: int) -> tuple[Any, ...]:
        """Return the values of COLUMNS. The arguments are the stored position and its `hpx29`, reused if unchanged."""
        length = math.hypot(*self.position_sum)
        # Opposite measurements have no mean position.
        x, y, z = (component / length for component in self.position_sum) if length else (1.0, 0.0, 0.0)
        ra, dec = position((x, y, z))
        ra, dec = round(ra, POSITION_DECIMALS) % 360.0, round(dec, POSITION_DECIMALS)
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


#: Columns of `source` that follow from its measurements.
COLUMNS = (
    "ra_deg", "dec_deg", "x", "y", "z", "hpx29", "position_weight",
    "num_images", "num_measurements", "latest_image_id",
    "eta", "v", "chi_squared_reduced", "mean_flux_jy", "peak_flux_jy", "first_mjd", "last_mjd",
    "flux_m2", "weighted_count", "weight_sum", "weighted_mean_jy", "weighted_m2",
)  # fmt: skip


def present(*values: Any) -> list[Any]:
    return [value for value in values if value is not None]
