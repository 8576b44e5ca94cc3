"""Uploads of the pipeline's records: what comes becomes checked records, in blocks that are stored together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Hashable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from project.core import json_documents
from project.core.problems import told
from project.core.uploads import BYTE_ORDER_MARK, Lines
from project.imaging.ingest.collections import BY_NAME, Records, Values

#: Of one block, and how long it may wait for them.
BLOCK_RECORDS = 10_000
BLOCK_SECONDS = 60.0
#: What a block may hold in memory: of a record, its text and so much for all else.
BLOCK_BYTES = 10_000_000
RECORD_BYTES = 500
FAULT_BYTES = 2_000
#: No more is told of one record.
MAX_ERRORS = 20
#: The event loop gets its turn after so long.
SLICE_SECONDS = 0.001

Form = Literal["json", "ndjson"]
Errors = list[dict[str, Any]]


class Fault(NamedTuple):
    """A record that cannot be stored."""

    #: None where it does not say.
    collection: str | None
    #: Its line, or in a document its place in the collection; from 1.
    record: int
    errors: Errors


class Placed(NamedTuple):
    """A record that can be stored as far as itself goes, and where it stood."""

    collection: Records
    place: int
    values: Values
    #: What it goes by.
    key: Hashable

    def fault(self, message: str, *loc: str) -> Fault:
        return Fault(self.collection.name, self.place, [{"type": "value_error", "loc": [*loc], "msg": message}])


#: In the order of an upload, by collection.
PlacedByName = Mapping[str, Sequence[Placed]]


@dataclass(slots=True)
class Block:
    #: How many records of the upload come before it, and how many there are with it.
    after: int
    read: int = 0
    placed: dict[str, list[Placed]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    #: An estimate of its bytes.
    size: int = 0
    begun: float = field(default_factory=time.monotonic)
    #: By collection, and whether they are ids.
    _keys: dict[str, tuple[bool, set[Hashable]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read = self.after

    def takes(self, one: Placed | Fault, size: int) -> bool:
        """Take it, unless it makes a difference that it is stored together with what is here.

        It does for a record that means a row which an earlier one has just written, and where some go by their id and
        others by what they hold.
        """
        if isinstance(one, Fault):
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


@dataclass(frozen=True, slots=True)
class Upload:
    pieces: AsyncIterator[bytes]
    form: Form
    #: Bytes of the longest record.
    longest: int

    async def blocks(self) -> AsyncGenerator[Block]:
        """All that comes. Raises Unreadable where a document breaks off, or is none."""
        block = Block(0)
        pause = time.perf_counter() + SLICE_SECONDS
        async with aclosing(self._of_lines() if self.form == "ndjson" else self._of_document()) as found:
            async for one, size in found:
                if not block.takes(one, size):
                    yield block
                    block = Block(block.read)
                    block.takes(one, size)
                paused = time.perf_counter() > pause
                if block.is_full or (paused and block.has_waited):
                    yield block
                    block = Block(block.read)
                if paused:
                    await asyncio.sleep(0)
                    pause = time.perf_counter() + SLICE_SECONDS
        if block.read > block.after:
            yield block

    async def _of_lines(self) -> AsyncGenerator[tuple[Placed | Fault, int]]:
        lines = Lines(self.longest)
        async with aclosing(lines.part(self.pieces)) as found:
            async for line in found:
                if line is None:
                    message = f"At most {self.longest} bytes a line"
                    yield Fault(None, lines.number, [{"type": "bytes_too_long", "loc": [], "msg": message}]), 0
                    continue
                text = line.removeprefix(BYTE_ORDER_MARK) if lines.number == 1 else line
                if text and not text.isspace():
                    yield read_line(text, lines.number), len(text)

    async def _of_document(self) -> AsyncGenerator[tuple[Placed | Fault, int]]:
        async with aclosing(json_documents.parts(self.pieces, self.longest)) as found:
            async for part in found:
                if part.place:
                    yield read_record(part.key, part.value, part.place), part.size


def read_line(line: bytes, number: int) -> Placed | Fault:
    """One JSON object, with the name of its collection under `collection`."""
    try:
        values = from_json(line, allow_inf_nan=False)
    except ValueError:
        return Fault(None, number, [{"type": "json_invalid", "loc": [], "msg": "Should be a JSON object"}])
    name = values.pop("collection", None) if isinstance(values, dict) else None
    return read_record(name, values, number)


def read_record(name: Any, values: Any, place: int) -> Placed | Fault:
    collection = BY_NAME.get(name) if isinstance(name, str) else None
    if collection is None:
        message = f"Should be one of {', '.join(BY_NAME)}"
        return Fault(None, place, [{"type": "value_error", "loc": ["collection"], "msg": message}])
    try:
        record = collection.record.model_validate(values)
    except ValidationError as error:
        return Fault(collection.name, place, _errors(error))
    return Placed(collection, place, collection.values_of(record), collection.key_of(record))


def _errors(error: ValidationError) -> list[dict[str, Any]]:
    return told(error.errors(include_url=False, include_input=False, include_context=False)[:MAX_ERRORS])
