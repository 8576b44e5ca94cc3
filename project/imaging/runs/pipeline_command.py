"""The pipeline's own command, as a process that a worker watches."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from project.core.settings import variables
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.process_guard import SIGNALLED
from project.imaging.settings import PLACEHOLDER

GUARD = str(Path(__file__).with_name("process_guard.py"))
#: How long it may take to read what is printed after the command has ended.
DRAIN_SECONDS = 2.0


class OptionInPlace(ValueError):
    """A value that begins with a dash, where the command would read it as an option."""


def filled(words: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The words with values in their places; each stays one word. Raises OptionInPlace."""
    found = [PLACEHOLDER.sub(lambda place: values[place[1]], word) for word in words]
    for word, value in zip(words, found, strict=True):
        if value.startswith("-") and not word.startswith("-"):
            raise OptionInPlace(f"{value[:100]} would be read as an option")
    return found


def environment() -> dict[str, str]:
    """Without what the service is set by: that is none of the command's business, its secrets least of all."""
    own = set(variables().values())
    return {name: value for name, value in os.environ.items() if name.upper() not in own}


class PipelineCommand:
    """A command that runs. `ended` is done with its exit code: of a signal, 128 and its number.

    It ends with this process, however that ends: see process_guard.py.
    """

    def __init__(self, process: Process, lifeline: int, reading: asyncio.Task[None]) -> None:
        self._process = process
        self._lifeline: int | None = lifeline
        self._reading = reading
        self.ended = asyncio.create_task(self._follow())

    @classmethod
    async def start(cls, words: Sequence[str], config: str, grace_seconds: float, log: LogTail) -> PipelineCommand:
        """`config` is a line for its standard input. What it prints goes to the log. Raises OSError."""
        with ExitStack() as inherited, ExitStack() as kept:
            held, lifeline = _pipe(inherited, kept)
            # Not asyncio's own pipe: with that, a process has ended only when nobody has the other end any more.
            printed, printing = _pipe(kept, inherited)
            given = inherited.enter_context(TemporaryFile())
            given.write(f"{config}\n".encode())
            given.seek(0)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", GUARD, str(held), str(grace_seconds), *words),
                stdin=given,
                stdout=printing,
                stderr=asyncio.subprocess.STDOUT,
                env=environment(),
                pass_fds=[held],
                start_new_session=True,
            )
            kept.pop_all()
        return cls(process, lifeline, asyncio.create_task(_read(printed, log)))

    def end(self) -> None:
        """Have it end: at once where it heeds SIGTERM, after the grace where it does not."""
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    async def _follow(self) -> int:
        try:
            code = await self._process.wait()
            # A process that has left the group may go on printing.
            await asyncio.wait({self._reading}, timeout=DRAIN_SECONDS)
        finally:
            self.end()
            self._reading.cancel()
        return code if code >= 0 else SIGNALLED - code


def _pipe(reading: ExitStack, writing: ExitStack) -> tuple[int, int]:
    """Its two ends, each to be closed by a stack."""
    ends = os.pipe()
    reading.callback(os.close, ends[0])
    writing.callback(os.close, ends[1])
    return ends


async def _read(pipe: int, log: LogTail) -> None:
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb", buffering=0)
    )
    try:
        while printed := await reader.read(65536):
            log.add(printed)
    finally:
        transport.close()
