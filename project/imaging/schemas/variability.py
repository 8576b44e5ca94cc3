"""Variability of a source."""

from __future__ import annotations

from pydantic import Field

from project.core.schemas import Out
from project.imaging.lightcurves.assessment import FluxStatistics
from project.imaging.lightcurves.epoch_pairs import TwoEpoch


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
