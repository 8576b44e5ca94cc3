"""Parameters and answers of virtual-observatory routes, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from project.imaging.vo.parameters import DEFAULT_MAXREC, FORMATS, MAX_MAXREC
from project.imaging.votable import document
from project.imaging.votable.formats import TABLES

#: How the document tells such an answer.
VOTABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {**TABLES[200]["content"], document.MEDIA_TYPE: {"schema": {"type": "string"}}},
        "description": "A VOTable, or what RESPONSEFORMAT says",
    },
    400: {"content": {document.MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "A VOTable that says why"},
}


def described(*parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a route that reads them itself, for the document."""
    return {"parameters": list(parameters)}


def number(name: str, low: float, high: float, example: str, words: str) -> dict[str, Any]:
    """A required one."""
    schema = {"type": "number", "minimum": low, "maximum": high, "examples": [float(example)]}
    return {"name": name, "in": "query", "required": True, "description": words, "schema": schema}


def choice(name: str, words: str, *values: str) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def texts(name: str, pattern: str, example: str, words: str) -> dict[str, Any]:
    """One that may be given several times."""
    schema = {"type": "array", "items": {"type": "string", "pattern": pattern, "examples": [example]}}
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


#: Of every search.
MAXREC = {
    "name": "MAXREC",
    "in": "query",
    "required": False,
    "description": f"Rows at most, up to {MAX_MAXREC}.",
    "schema": {"type": "integer", "minimum": 0, "default": DEFAULT_MAXREC},
}
RESPONSEFORMAT = choice("RESPONSEFORMAT", "Form of the table.", *FORMATS)
