"""OpenAPI descriptions of virtual-observatory routes, which read their parameters themselves."""

from __future__ import annotations

from typing import Any

from project.imaging.vo.parameters import DEFAULT_MAXREC, FORMATS, MAX_MAXREC
from project.imaging.votable import document
from project.imaging.votable.formats import TABLE_RESPONSES

VOTABLE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {**TABLE_RESPONSES[200]["content"], document.MEDIA_TYPE: {"schema": {"type": "string"}}},
        "description": "A VOTable, or the format in RESPONSEFORMAT",
    },
    400: {"content": {document.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "A VOTable with the reason"},
}


def query_parameters(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": list(parameters)}


def required_number(name: str, low: float, high: float, example: str, description: str) -> dict[str, Any]:
    schema = {"type": "number", "minimum": low, "maximum": high, "examples": [float(example)]}
    return {"name": name, "in": "query", "required": True, "description": description, "schema": schema}


def choice(name: str, description: str, *values: str) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def repeatable_text(name: str, pattern: str, example: str, description: str) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "pattern": pattern, "examples": [example]}}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


MAXREC = {
    "name": "MAXREC",
    "in": "query",
    "required": False,
    "description": f"Maximum number of rows, up to {MAX_MAXREC}.",
    "schema": {"type": "integer", "minimum": 0, "default": DEFAULT_MAXREC},
}
RESPONSEFORMAT = choice("RESPONSEFORMAT", "Format of the table.", *FORMATS)
