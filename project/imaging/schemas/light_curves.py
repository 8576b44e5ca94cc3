"""Light curves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from project.core.json_text import FLOAT, Written
from project.core.schemas import Out
from project.imaging.lightcurves.dates import read_mjd
from project.imaging.lightcurves.mjd import Window

Theme = Literal["auto", "light", "dark"]
#: Of the query of a light curve.
When = Annotated[
    str,
    Field(
        max_length=100,
        description="Date, UTC: 2025-10-05 (0 h of that day), 2025-10-05T12:00:00Z, 2026:013 or J2026.04.",
        examples=["2025-10-05"],
    ),
]


def _number(sql: str) -> Written:
    """A number as the JSON of rows has it; braces of the formula are doubled there, but for `{row}`."""
    return Written(FLOAT.replace("{0}", sql))


class LightCurveQuery(BaseModel):
    start_date: When | None = None
    end_date: When | None = Field(default=None, description="This moment still belongs to it.")

    @property
    def window(self) -> Window:
        """Raises InvalidValue. An empty value is none."""
        return Window(
            read_mjd(self.start_date, "start_date") if self.start_date else None,
            read_mjd(self.end_date, "end_date") if self.end_date else None,
        )


class PictureQuery(LightCurveQuery):
    theme: Theme = Field(default="auto", description="Colours: auto is as the reader's system prefers; in a PNG light.")


class DataPointOut(Out):
    mjd: float | None = Field(description="Modified Julian Date, in days.")
    flux_jy: Annotated[float, _number("coalesce({row}.flux_jy, {row}.peak_jyb)")] = Field(
        description="Integrated, else the peak."
    )
    flux_err_jy: Annotated[float | None, _number("coalesce({row}.flux_err_jy, {row}.peak_err_jyb)")]
    snr: float | None
    image_path: Annotated[str, Written("(SELECT o.path FROM product_path o WHERE o.id = {row}.image_path_id)")]
    flags: int = Field(description="Bit mask; 0 for none.")


class LightCurveOut(Out):
    source_id: str
    data_points: list[DataPointOut]
