"""What is answered to an upload of records, and how its body is described."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from project.core.schemas import Out
from project.imaging.ingest.collections import COLLECTIONS
from project.imaging.ingest.results import MAX_FAULTS

REFERENCE = "#/components/schemas/{model}"


class CountsOut(Out):
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
    collections: dict[str, CountsOut] = Field(description="By the name of the collection.")
    faults: list[RecordFaultOut] = Field(description=f"Of the first {MAX_FAULTS} that were not stored.")


def _models() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for collection in COLLECTIONS:
        schema = collection.record.model_json_schema(ref_template=REFERENCE)
        found |= schema.pop("$defs", {})
        found[collection.record.__name__] = schema
    return found


def _reference(name: str) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=name)}


_lists = {
    collection.name: {"type": "array", "items": _reference(collection.record.__name__)} for collection in COLLECTIONS
}
EXAMPLE = {
    "measurement_sets": [{"path": "/stage/ms/2025-10-02T13:49:06.ms", "processed_at": 1759417800.0, "stage": "imaged"}],
    "photometry": [
        {
            "source_id": "NVSS J083454+553421",
            "image_path": "/stage/images/2025-10-02T13:49:06.img-image-pb.fits",
            "ra_deg": 128.7288,
            "dec_deg": 55.5725,
            "peak_jyb": 8.04972,
            "peak_err_jyb": 0.041,
            "measured_at": 1759418500.5,
        }
    ],
}
LINE = '{"collection": "images", "path": "/stage/a.fits", "ms_path": "/stage/a.ms", "created_at": 0, "type": "clean"}\n'
BODY: dict[str, Any] = {
    "x-models": _models(),
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "description": "Lists of records by the name of their collection. What is no list is ignored.",
                    "properties": _lists,
                },
                "example": EXAMPLE,
            },
            "application/x-ndjson": {
                "schema": {
                    "type": "string",
                    "description": (
                        "One JSON object a line: a record, with the name of its collection under `collection`. "
                        "`contentSchema` is of a line."
                    ),
                    "contentMediaType": "application/x-ndjson",
                    "contentSchema": {
                        "type": "object",
                        "required": ["collection"],
                        "properties": {"collection": {"enum": list(_lists)}},
                        "anyOf": [_reference(collection.record.__name__) for collection in COLLECTIONS],
                    },
                },
                "example": LINE,
            },
        },
    },
}
