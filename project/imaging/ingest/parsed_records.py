"""Records of an upload, validated one by one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.collections import BY_NAME
from project.imaging.ingest.conversions import Values
from project.imaging.ingest.faults import RecordFault, errors_of


class ParsedRecord(NamedTuple):
    """A valid record and its position in the upload. The database may still refuse it."""

    collection: RecordCollection
    position: int
    values: Values
    #: Equal for records that mean the same row.
    key: Hashable

    def fault(self, message: str, *loc: str) -> RecordFault:
        errors = [{"type": "value_error", "loc": [*loc], "msg": message}]
        return RecordFault(self.collection.name, self.position, errors)


#: By name of the collection, each in the order of the upload.
ParsedRecords = Mapping[str, Sequence[ParsedRecord]]


def parse_line(line: bytes, number: int) -> ParsedRecord | RecordFault:
    try:
        values = from_json(line, allow_inf_nan=False)
    except ValueError:
        return RecordFault(None, number, [{"type": "json_invalid", "loc": [], "msg": "Should be a JSON object"}])
    name = values.pop("collection", None) if isinstance(values, dict) else None
    return parse_record(name, values, number)


def parse_record(name: Any, values: Any, position: int) -> ParsedRecord | RecordFault:
    collection = BY_NAME.get(name) if isinstance(name, str) else None
    if collection is None:
        message = f"Should be one of {', '.join(BY_NAME)}"
        return RecordFault(None, position, [{"type": "value_error", "loc": ["collection"], "msg": message}])
    try:
        record = collection.record.model_validate(values)
    except ValidationError as error:
        return RecordFault(collection.name, position, errors_of(error))
    return ParsedRecord(collection, position, collection.values_of(record), collection.key_of(record))
