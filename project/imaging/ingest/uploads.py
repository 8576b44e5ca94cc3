"""Uploads of the pipeline's records: what comes becomes checked records, in blocks that are stored together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from project.core import json_documents
from project.core.uploads import BYTE_ORDER_MARK, Lines
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord, read_line, read_record

#: The event loop gets its turn after so long.
SLICE_SECONDS = 0.001

Form = Literal["json", "ndjson"]


@dataclass(frozen=True, slots=True)
class RecordUpload:
    pieces: AsyncIterator[bytes]
    form: Form
    #: Bytes of the longest record.
    longest: int

    async def blocks(self) -> AsyncGenerator[RecordBlock]:
        """All that comes. Raises Unreadable where a document breaks off, or is none."""
        block = RecordBlock(0)
        pause = time.perf_counter() + SLICE_SECONDS
        async with aclosing(self._of_lines() if self.form == "ndjson" else self._of_document()) as found:
            async for one, size in found:
                if not block.takes(one, size):
                    yield block
                    block = RecordBlock(block.read)
                    block.takes(one, size)
                paused = time.perf_counter() > pause
                if block.is_full or (paused and block.has_waited):
                    yield block
                    block = RecordBlock(block.read)
                if paused:
                    await asyncio.sleep(0)
                    pause = time.perf_counter() + SLICE_SECONDS
        if block.read > block.after:
            yield block

    async def _of_lines(self) -> AsyncGenerator[tuple[ParsedRecord | RecordFault, int]]:
        lines = Lines(self.longest)
        async with aclosing(lines.part(self.pieces)) as found:
            async for line in found:
                if line is None:
                    message = f"At most {self.longest} bytes a line"
                    yield RecordFault(None, lines.number, [{"type": "bytes_too_long", "loc": [], "msg": message}]), 0
                    continue
                text = line.removeprefix(BYTE_ORDER_MARK) if lines.number == 1 else line
                if text and not text.isspace():
                    yield read_line(text, lines.number), len(text)

    async def _of_document(self) -> AsyncGenerator[tuple[ParsedRecord | RecordFault, int]]:
        async with aclosing(json_documents.parts(self.pieces, self.longest)) as found:
            async for part in found:
                if part.place:
                    yield read_record(part.key, part.value, part.place), part.size
