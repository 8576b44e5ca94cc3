from __future__ import annotations

from pydantic import Field

from project.core.http.schemas import Out
from project.imaging.ingest.results import MAX_FAULTS


class RecordCountsOut(Out):
    stored: int = Field(description="New rows.", examples=[3])
    updated: int = Field(description="Existing rows that were changed.", examples=[1])
    unchanged: int = Field(description="Existing rows that were equal to the record.", examples=[0])
    failed: int = Field(description="Records that could not be stored.", examples=[0])


class RecordErrorOut(Out):
    type: str = Field(examples=["less_than_equal"])
    loc: list[str | int] = Field(examples=[["ra_deg"]])
    msg: str = Field(examples=["Input should be less than or equal to 360"])


class RecordFaultOut(Out):
    collection: str | None = Field(description="Null if the record does not name one.", examples=["photometry"])
    record: int = Field(description="Line number, or position in the document's collection; from 1.", examples=[17])
    errors: list[RecordErrorOut] = Field(description="The first 20.")


class IngestOut(Out):
    records: int = Field(description="Records read.", examples=[5])
    failed: int = Field(description="Records that could not be stored.", examples=[1])
    collections: dict[str, RecordCountsOut] = Field(description="By name of the collection.")
    faults: list[RecordFaultOut] = Field(description=f"The first {MAX_FAULTS} records that could not be stored.")
