"""Log files of the pipeline's runs, read from their end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

#: Read from the end of a file.
MAX_READ_BYTES = 2_000_000
#: Lines are not counted in larger files.
MAX_COUNTED_BYTES = 64_000_000
BLOCK_BYTES = 1_000_000
#: Do not wait for the other end of a pipe, nor follow links, which could lead out of the folder.
FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class LogText(NamedTuple):
    #: With line ends.
    lines: list[str]
    #: In the whole file. None if it is too large to count them.
    total_lines: int | None


def read_log(folders: Sequence[Path], run_id: str, tail: int) -> LogText | None:
    """Return the last lines of a run's log, or all that are read if `tail` is 0 or less. None if there is no file.

    Reads only regular files directly in a folder. Blocks: call it in a thread.
    """
    for folder in folders:
        with _opened(folder, f"{run_id}.log") as file:
            if file is not None:
                lines = _last_lines(file)
                return LogText(lines[-tail:] if tail > 0 else lines, _count_lines(file))
    return None


@contextmanager
def _opened(folder: Path, name: str) -> Iterator[BinaryIO | None]:
    if "/" in name or "\0" in name:
        yield None
        return
    try:
        # The folder may be a link itself: the operator configures it.
        descriptor = os.open(folder / name, FLAGS)
    except (OSError, UnicodeError):
        yield None
        return
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        with open(descriptor, "rb") as file:
            yield file
    else:
        os.close(descriptor)
        yield None


def _last_lines(file: BinaryIO) -> list[str]:
    """Return the lines at the end. The first one may be incomplete."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - MAX_READ_BYTES))
    text = file.read(MAX_READ_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _count_lines(file: BinaryIO) -> int | None:
    """Count lines. The last one need not end with a line feed."""
    size = file.seek(0, os.SEEK_END)
    if size > MAX_COUNTED_BYTES:
        return None
    file.seek(0)
    count, end = 0, b"\n"
    for _ in range(0, size, BLOCK_BYTES):
        block = file.read(BLOCK_BYTES)
        count += block.count(b"\n")
        end = block[-1:] or end
    return count + (end != b"\n")
