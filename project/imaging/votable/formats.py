"""Table formats."""

from __future__ import annotations

from typing import Any, Literal

TableFormat = Literal["json", "votable", "csv", "fits"]
#: By media type of an Accept header.
ACCEPTED: dict[str, TableFormat] = {
    "application/json": "json",
    "application/x-votable+xml": "votable",
    "text/csv": "csv",
    "application/fits": "fits",
}

#: Responses in the OpenAPI document.
TABLE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in ACCEPTED if kind != "application/json"}},
}


def accepted_format(accept: str) -> TableFormat:
    """Pick the first acceptable media type. Ignores q-values."""
    media_types = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    return next((ACCEPTED[one] for one in media_types if one in ACCEPTED), "json")
