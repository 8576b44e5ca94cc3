"""Uploads of the pipeline's records, parsed as they arrive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from project.core.http.uploads import BYTE_ORDER_MARK, Lines
from project.core.json import documents as json_documents
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault
from project.imaging.ingest.parsed_records import ParsedRecord, parse_line, parse_record

#: How long to parse before yielding to the event loop.
SLICE_SECONDS = 0.001

UploadFormat = Literal["json", "ndjson"]


@dataclass(frozen=True, slots=True)
class RecordUpload:
    chunks: AsyncIterator[bytes]
    format: UploadFormat
    max_record_bytes: int

    async def blocks(self) -> AsyncGenerator[RecordBlock]:
        """Yield all records in blocks. Raises Unreadable if a document is truncated or malformed."""
        block = RecordBlock(0)
        slice_end = time.perf_counter() + SLICE_SECONDS
        async with aclosing(self._lines() if self.format == "ndjson" else self._document()) as records:
            async for record, size in records:
                if not block.add(record, size):
                    yield block
                    block = RecordBlock(block.read)
                    block.add(record, size)
                slice_over = time.perf_counter() > slice_end
                if block.is_full or (slice_over and block.is_overdue):
                    yield block
                    block = RecordBlock(block.read)
                if slice_over:
                    await asyncio.sleep(0)
                    slice_end = time.perf_counter() + SLICE_SECONDS
        if block.read > block.offset:
            yield block

    async def _lines(self) -> AsyncGenerator[tuple[ParsedRecord | RecordFault, int]]:
        lines = Lines(self.max_record_bytes)
        async with aclosing(lines.part(self.chunks)) as texts:
            async for line in texts:
                if line is None:
                    message = f"At most {self.max_record_bytes} bytes a line"
                    yield RecordFault(None, lines.number, [{"type": "bytes_too_long", "loc": [], "msg": message}]), 0
                    continue
                text = line.removeprefix(BYTE_ORDER_MARK) if lines.number == 1 else line
                if text and not text.isspace():
                    yield parse_line(text, lines.number), len(text)

    async def _document(self) -> AsyncGenerator[tuple[ParsedRecord | RecordFault, int]]:
        async with aclosing(json_documents.parts(self.chunks, self.max_record_bytes)) as elements:
            async for element in elements:
                if element.place:
                    yield parse_record(element.key, element.value, element.place), element.size
