from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from project.assessments.errors import ImportKeyReused
from project.assessments.imports.blocks import ImportBlock
from project.assessments.imports.chained_lines import ChainedLines
from project.assessments.imports.state import ImportState
from project.core.errors import ProjectError

KEY_CHARACTERS = 200
#: Yield to the event loop after this long.
SLICE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class ImportUpload:
    pieces: AsyncIterator[bytes]
    #: Bytes of the longest accepted line.
    longest: int
    #: Chosen by the caller. The same upload with the same key resumes where it was cut off.
    key: str | None = None
    #: Store all lines or none.
    atomic: bool = False

    async def blocks(self, state: ImportState) -> AsyncGenerator[ImportBlock]:
        """Yield the lines after those already stored. Stored ones are only compared. Raises ImportKeyReused."""
        lines, block = ChainedLines(self.longest, atomic=self.atomic), ImportBlock(state.lines)
        pause = time.perf_counter() + SLICE_SECONDS
        async with aclosing(lines.part(self.pieces)) as found:
            async for line in found:
                is_new = lines.number > state.lines
                differs = lines.number == state.lines and lines.digest != state.digest
                if differs or (is_new and state.finished):
                    raise ImportKeyReused
                if is_new:
                    block.add(line, lines.number, self.longest)
                if block.is_full(lines.number):
                    yield block.closed(lines)
                    block = ImportBlock(lines.number)
                if time.perf_counter() > pause:
                    await asyncio.sleep(0)
                    pause = time.perf_counter() + SLICE_SECONDS
        if lines.number < state.lines:
            raise ImportKeyReused
        if lines.number > block.after:
            yield block.closed(lines)


def add_progress(error: ProjectError, state: ImportState, upload: ImportUpload) -> None:
    rest = "sent again with its key, the upload goes on from there" if upload.key else "send only the rest again"
    error.detail += f". Lines up to {state.lines} are done: {rest}" if state.lines else ""
    error.members |= {"lines": state.lines, "stored": state.stored, "failed": state.failed}
