from __future__ import annotations

from pydantic import Field

from project.core.http.schemas import Out
from project.imaging.lightcurves.assessment import FluxStatistics
from project.imaging.lightcurves.epoch_pairs import TwoEpoch


class VariabilityOut(Out):
    """With fewer than two measurements all numbers are null, and there is a message."""

    source_id: str
    source_name: str
    n_epochs: int
    variability_index: float | None = Field(default=None, description="Sample standard deviation over mean.")
    modulation_index: float | None = Field(default=None, description="The same as variability_index.")
    chi_squared: float | None = Field(default=None, description="Of a constant flux. Null if an error is unknown.")
    chi_squared_reduced: float | None = None
    is_variable: bool | None = None
    flux_stats: FluxStatistics | None = None
    eta: float | None = Field(default=None, description="Scatter in units of the errors; 0 with fewer than two errors.")
    v: float | None = Field(default=None, description="Population standard deviation over mean.")
    largest_deviation: float | None = Field(
        default=None, description="From the mean, in population standard deviations."
    )
    two_epoch: TwoEpoch | None = Field(
        default=None, description="Of the pair of epochs that differs most in units of the errors."
    )
    message: str | None = Field(default=None, exclude_if=lambda text: text is None)
