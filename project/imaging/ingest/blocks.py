"""Blocks of records, each stored in one transaction."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import dataclass, field

from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord

BLOCK_RECORDS = 10_000
#: How long a block waits to be full.
BLOCK_SECONDS = 60.0
#: Memory that a block may take, estimated as the text of its records and a fixed overhead for each.
BLOCK_BYTES = 10_000_000
RECORD_OVERHEAD_BYTES = 500
FAULT_BYTES = 2_000


@dataclass(slots=True)
class RecordBlock:
    #: Records of the upload before this block.
    offset: int
    #: Records of the upload up to the end of this block.
    read: int = 0
    records: dict[str, list[ParsedRecord]] = field(default_factory=dict)
    faults: list[RecordFault] = field(default_factory=list)
    estimated_bytes: int = 0
    started_at: float = field(default_factory=time.monotonic)
    #: By collection: whether its keys are ids, and the keys.
    _keys: dict[str, tuple[bool, set[Hashable]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read = self.offset

    def add(self, one: ParsedRecord | RecordFault, size: int) -> bool:
        """Add a record of `size` bytes, or return False if it has to go into a later transaction.

        It has to if it means the same row as a record in here, or if it has an id and others of its collection have
        none, or the other way round.
        """
        if isinstance(one, RecordFault):
            self.faults.append(one)
            self.estimated_bytes += FAULT_BYTES
        else:
            name, is_id = one.collection.name, type(one.key) is int
            are_ids, keys = self._keys.setdefault(name, (is_id, set()))
            if are_ids is not is_id or one.key in keys:
                return False
            keys.add(one.key)
            self.records.setdefault(name, []).append(one)
            self.estimated_bytes += size + RECORD_OVERHEAD_BYTES
        self.read += 1
        return True

    @property
    def is_full(self) -> bool:
        return self.read - self.offset >= BLOCK_RECORDS or self.estimated_bytes >= BLOCK_BYTES

    @property
    def is_overdue(self) -> bool:
        return time.monotonic() - self.started_at > BLOCK_SECONDS
