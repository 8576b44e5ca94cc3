"""Formats that tables come in."""

from __future__ import annotations

from typing import Any, Literal

Format = Literal["json", "votable", "csv", "fits"]
#: By what an Accept header may say.
ACCEPTED: dict[str, Format] = {
    "application/json": "json",
    "application/x-votable+xml": "votable",
    "text/csv": "csv",
    "application/fits": "fits",
}

#: How the document tells that there are these forms.
TABLES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in ACCEPTED if kind != "application/json"}},
}


def accepted_format(accept: str) -> Format:
    """The first that is known of what the caller takes; weights are left aside."""
    kinds = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    return next((ACCEPTED[kind] for kind in kinds if kind in ACCEPTED), "json")
