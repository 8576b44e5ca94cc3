from __future__ import annotations

from pydantic import Field

from project.core.http.schemas import Out


class ErrorOut(Out):
    type: str = Field(examples=["less_than_equal"])
    loc: list[str | int] = Field(examples=[["body", "child_age"]])
    msg: str = Field(examples=["Input should be less than or equal to 25"])


class LineErrors(Out):
    line: int = Field(description="Counted from 1.", examples=[3])
    errors: list[ErrorOut] = Field(description="The first 20.")


class ImportOut(Out):
    lines: int = Field(description="All lines, empty ones included.", examples=[3])
    stored: int = Field(description="Stored sessions.", examples=[2])
    failed: int = Field(description="Failed lines.", examples=[1])
    errors: list[LineErrors] = Field(description="One entry per failed line, in order.")
