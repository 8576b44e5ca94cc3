"""Lines that wait for their turn: `tempfile.SpooledTemporaryFile`, read in blocks."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from itertools import islice
from tempfile import SpooledTemporaryFile

IN_MEMORY_BYTES = 1_000_000
BLOCK_LINES = 1000


class Spool:
    """A queue of lines, in memory while short, then in an unnamed file."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY_BYTES, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115  (`read` closes it)

    def add(self, lines: Iterable[str]) -> None:
        self._file.writelines(f"{line}\n" for line in lines)

    async def read(self) -> AsyncGenerator[list[str]]:
        """Yield all lines in blocks, once."""
        with self._file:
            self._file.seek(0)
            while block := [line.rstrip("\n") for line in islice(self._file, BLOCK_LINES)]:
                yield block
