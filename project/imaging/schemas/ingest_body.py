"""OpenAPI description of an upload's body."""

from __future__ import annotations

from typing import Any

from project.imaging.ingest.collections import COLLECTIONS

REFERENCE = "#/components/schemas/{model}"


def _record_models() -> dict[str, Any]:
    models: dict[str, Any] = {}
    for collection in COLLECTIONS:
        schema = collection.record.model_json_schema(ref_template=REFERENCE)
        models |= schema.pop("$defs", {})
        models[collection.record.__name__] = schema
    return models


def _reference(name: str) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=name)}


_LISTS = {
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
    "x-models": _record_models(),
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "description": "Lists of records by name of the collection. Other values are ignored.",
                    "properties": _LISTS,
                },
                "example": EXAMPLE,
            },
            "application/x-ndjson": {
                "schema": {
                    "type": "string",
                    "description": (
                        "One JSON object a line: a record that names its collection under `collection`. "
                        "`contentSchema` describes a line."
                    ),
                    "contentMediaType": "application/x-ndjson",
                    "contentSchema": {
                        "type": "object",
                        "required": ["collection"],
                        "properties": {"collection": {"enum": list(_LISTS)}},
                        "anyOf": [_reference(collection.record.__name__) for collection in COLLECTIONS],
                    },
                },
                "example": LINE,
            },
        },
    },
}
