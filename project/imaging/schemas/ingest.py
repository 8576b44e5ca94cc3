"""What is answered to an upload of records, and how its body is described."""

from __future__ import annotations

from pydantic import Field

from project.core.schemas import Out
from project.imaging.ingest.results import MAX_FAULTS


class RecordCountsOut(Out):
    stored: int = Field(description="New rows.", examples=[3])
    updated: int = Field(description="Rows that were there, and are changed.", examples=[1])
    unchanged: int = Field(description="Rows that were there as they came.", examples=[0])
    failed: int = Field(description="Records that were not stored.", examples=[0])


class RecordErrorOut(Out):
    type: str = Field(examples=["less_than_equal"])
    loc: list[str | int] = Field(examples=[["ra_deg"]])
    msg: str = Field(examples=["Input should be less than or equal to 360"])


class RecordFaultOut(Out):
    collection: str | None = Field(description="Null where the record does not say.", examples=["photometry"])
    record: int = Field(description="Its line, or its place in the document's collection; from 1.", examples=[17])
    errors: list[RecordErrorOut] = Field(description="The first 20.")


class IngestOut(Out):
    records: int = Field(description="All that were read.", examples=[5])
    failed: int = Field(description="Those of them that were not stored.", examples=[1])
    collections: dict[str, RecordCountsOut] = Field(description="By the name of the collection.")
    faults: list[RecordFaultOut] = Field(description=f"Of the first {MAX_FAULTS} that were not stored.")
