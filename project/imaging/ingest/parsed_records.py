"""Records of an upload, checked one by one."""

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
    """A record that can be stored as far as itself goes, and where it stood."""

    collection: RecordCollection
    place: int
    values: Values
    #: What it goes by.
    key: Hashable

    def fault(self, message: str, *loc: str) -> RecordFault:
        return RecordFault(self.collection.name, self.place, [{"type": "value_error", "loc": [*loc], "msg": message}])


#: In the order of an upload, by collection.
ParsedRecords = Mapping[str, Sequence[ParsedRecord]]


def read_line(line: bytes, number: int) -> ParsedRecord | RecordFault:
    """One JSON object, with the name of its collection under `collection`."""
    try:
        values = from_json(line, allow_inf_nan=False)
    except ValueError:
        return RecordFault(None, number, [{"type": "json_invalid", "loc": [], "msg": "Should be a JSON object"}])
    name = values.pop("collection", None) if isinstance(values, dict) else None
    return read_record(name, values, number)


def read_record(name: Any, values: Any, place: int) -> ParsedRecord | RecordFault:
    collection = BY_NAME.get(name) if isinstance(name, str) else None
    if collection is None:
        message = f"Should be one of {', '.join(BY_NAME)}"
        return RecordFault(None, place, [{"type": "value_error", "loc": ["collection"], "msg": message}])
    try:
        record = collection.record.model_validate(values)
    except ValidationError as error:
        return RecordFault(collection.name, place, errors_of(error))
    return ParsedRecord(collection, place, collection.values_of(record), collection.key_of(record))
