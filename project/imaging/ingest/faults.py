"""Records that cannot be stored."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from project.core.problems import told

#: No more is told of one record.
MAX_ERRORS = 20

Errors = list[dict[str, Any]]


class RecordFault(NamedTuple):
    """A record that cannot be stored."""

    #: None where it does not say.
    collection: str | None
    #: Its line, or in a document its place in the collection; from 1.
    record: int
    errors: Errors


def errors_of(error: ValidationError) -> list[dict[str, Any]]:
    return told(error.errors(include_url=False, include_input=False, include_context=False)[:MAX_ERRORS])
