"""The pipeline's command as a child process."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from project.core.ops.settings import variables
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.process_guard import SIGNALLED
from project.imaging.settings import PLACEHOLDER

GUARD = str(Path(__file__).with_name("process_guard.py"))
#: How long to read output after the command has ended.
DRAIN_SECONDS = 2.0


class UnexpectedOption(ValueError):
    """A value that begins with a dash, which the command would read as an option."""


def filled_in(template: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Fill in the placeholders of a command. Each word stays one argument. Raises UnexpectedOption."""
    arguments = [PLACEHOLDER.sub(lambda placeholder: values[placeholder[1]], word) for word in template]
    for word, argument in zip(template, arguments, strict=True):
        if argument.startswith("-") and not word.startswith("-"):
            raise UnexpectedOption(f"{argument[:100]} would be read as an option")
    return arguments


def environment() -> dict[str, str]:
    """Return the environment without the service's own settings, which hold secrets."""
    own = set(variables().values())
    return {name: value for name, value in os.environ.items() if name.upper() not in own}


class PipelineCommand:
    """A running command. `ended` is a task with its exit code: 128 and its number for a signal.

    The command ends when this process does, even by SIGKILL: see `process_guard.py`.
    """

    def __init__(self, process: Process, lifeline: int, reading: asyncio.Task[None]) -> None:
        self._process = process
        self._lifeline: int | None = lifeline
        self._reading = reading
        self.ended = asyncio.create_task(self._follow())

    @classmethod
    async def start(cls, arguments: Sequence[str], config: str, grace_seconds: float, log: LogTail) -> PipelineCommand:
        """Start a command with `config` as a line of standard input. Its output goes to the log. Raises OSError."""
        with ExitStack() as inherited, ExitStack() as kept:
            guard_end, lifeline = _pipe(inherited, kept)
            # asyncio's own pipe would not count a process as ended while a descendant holds the other end.
            output, output_writer = _pipe(kept, inherited)
            stdin = inherited.enter_context(TemporaryFile())
            stdin.write(f"{config}\n".encode())
            stdin.seek(0)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", GUARD, str(guard_end), str(grace_seconds), *arguments),
                stdin=stdin,
                stdout=output_writer,
                stderr=asyncio.subprocess.STDOUT,
                env=environment(),
                pass_fds=[guard_end],
                start_new_session=True,
            )
            kept.pop_all()
        return cls(process, lifeline, asyncio.create_task(_read_output(output, log)))

    def end(self) -> None:
        """Send SIGTERM, and SIGKILL after the grace period."""
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    async def _follow(self) -> int:
        try:
            code = await self._process.wait()
            # A process that has left the group may still print.
            await asyncio.wait({self._reading}, timeout=DRAIN_SECONDS)
        finally:
            self.end()
            self._reading.cancel()
        return code if code >= 0 else SIGNALLED - code


def _pipe(reader_stack: ExitStack, writer_stack: ExitStack) -> tuple[int, int]:
    """Open a pipe whose ends the stacks close."""
    ends = os.pipe()
    reader_stack.callback(os.close, ends[0])
    writer_stack.callback(os.close, ends[1])
    return ends


async def _read_output(pipe: int, log: LogTail) -> None:
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb", buffering=0)
    )
    try:
        while chunk := await reader.read(65536):
            log.add(chunk)
    finally:
        transport.close()
