from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from project.core.http.schemas import Out
from project.core.json.text import FLOAT, Computed
from project.imaging.lightcurves.dates import read_mjd
from project.imaging.lightcurves.mjd import TimeWindow

Theme = Literal["auto", "light", "dark"]
DateText = Annotated[
    str,
    Field(
        max_length=100,
        description="Date (UTC): 2025-10-05, 2025-10-05T12:00:00Z, 2026:013 or J2026.04.",
        examples=["2025-10-05"],
    ),
]


def _number(sql: str) -> Computed:
    """Compute a number, formatted like those of columns."""
    return Computed(FLOAT.replace("{0}", sql))


class LightCurveQuery(BaseModel):
    start_date: DateText | None = None
    end_date: DateText | None = Field(default=None, description="Inclusive.")

    @property
    def window(self) -> TimeWindow:
        """Read the dates. An empty one counts as missing. Raises InvalidValue."""
        return TimeWindow(
            read_mjd(self.start_date, "start_date") if self.start_date else None,
            read_mjd(self.end_date, "end_date") if self.end_date else None,
        )


class PlotQuery(LightCurveQuery):
    theme: Theme = Field(default="auto", description="Colours. auto follows the reader's system; in a PNG it is light.")


class DataPointOut(Out):
    mjd: float | None = Field(description="Modified Julian Date, in days.")
    flux_jy: Annotated[float, _number("coalesce({row}.flux_jy, {row}.peak_jyb)")] = Field(
        description="Integrated flux, or the peak if there is none."
    )
    flux_err_jy: Annotated[float | None, _number("coalesce({row}.flux_err_jy, {row}.peak_err_jyb)")]
    snr: float | None
    image_path: Annotated[str, Computed("(SELECT o.path FROM product_path o WHERE o.id = {row}.image_path_id)")]
    flags: int = Field(description="Bit mask; 0 means no flags.")


class LightCurveOut(Out):
    source_id: str
    data_points: list[DataPointOut]
