from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from project.core.http.problems import public_errors

#: Errors reported for one record.
MAX_ERRORS = 20

Errors = list[dict[str, Any]]


class RecordFault(NamedTuple):
    """A record that cannot be stored."""

    #: None if the record does not name one.
    collection: str | None
    #: Line number, or position in the document's collection; from 1.
    record: int
    errors: Errors


def errors_of(error: ValidationError) -> Errors:
    return public_errors(error.errors(include_url=False, include_input=False, include_context=False)[:MAX_ERRORS])
