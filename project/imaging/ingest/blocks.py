"""Blocks of records that are stored in one transaction."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import dataclass, field

from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord

#: Of one block, and how long it may wait for them.
BLOCK_RECORDS = 10_000
BLOCK_SECONDS = 60.0
#: What a block may hold in memory: of a record, its text and so much for all else.
BLOCK_BYTES = 10_000_000
RECORD_BYTES = 500
FAULT_BYTES = 2_000


@dataclass(slots=True)
class RecordBlock:
    #: How many records of the upload come before it, and how many there are with it.
    after: int
    read: int = 0
    placed: dict[str, list[ParsedRecord]] = field(default_factory=dict)
    faults: list[RecordFault] = field(default_factory=list)
    #: An estimate of its bytes.
    size: int = 0
    begun: float = field(default_factory=time.monotonic)
    #: By collection, and whether they are ids.
    _keys: dict[str, tuple[bool, set[Hashable]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read = self.after

    def takes(self, one: ParsedRecord | RecordFault, size: int) -> bool:
        """Take it, unless it makes a difference that it is stored together with what is here.

        It does for a record that means a row which an earlier one has just written, and where some go by their id and
        others by what they hold.
        """
        if isinstance(one, RecordFault):
            self.faults.append(one)
            self.size += FAULT_BYTES
        else:
            name, by_id = one.collection.name, type(one.key) is int
            are_ids, keys = self._keys.setdefault(name, (by_id, set()))
            if are_ids is not by_id or one.key in keys:
                return False
            keys.add(one.key)
            self.placed.setdefault(name, []).append(one)
            self.size += size + RECORD_BYTES
        self.read += 1
        return True

    @property
    def is_full(self) -> bool:
        return self.read - self.after >= BLOCK_RECORDS or self.size >= BLOCK_BYTES

    @property
    def has_waited(self) -> bool:
        return time.monotonic() - self.begun > BLOCK_SECONDS
