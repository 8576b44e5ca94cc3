"""The log files of the pipeline's runs, read from their end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

#: Of a file, the last so many bytes are read at most.
MOST_BYTES = 2_000_000
#: Lines are counted in files of at most so many bytes.
MOST_COUNTED = 64_000_000
BLOCK = 1_000_000
#: Not waiting for the other end of a pipe, and not following links, which could lead out of the folder.
FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class LogText(NamedTuple):
    #: With their line ends.
    lines: list[str]
    #: Of the whole file; None where it is too large to count them.
    total_lines: int | None


def read_log(folders: Sequence[Path], run_id: str, tail: int) -> LogText | None:
    """The last lines of a run's log, all that are read with `tail` 0 or less; None without a file.

    Reads no file but one of that name right in a folder. Blocks: to be called in a thread.
    """
    for folder in folders:
        with _opened(folder, f"{run_id}.log") as file:
            if file is not None:
                lines = _last(file)
                return LogText(lines[-tail:] if tail > 0 else lines, _count(file))
    return None


@contextmanager
def _opened(folder: Path, name: str) -> Iterator[BinaryIO | None]:
    if "/" in name or "\0" in name:
        yield None
        return
    try:
        # A folder may itself be a link: the operator names it.
        number = os.open(folder / name, FLAGS)
    except (OSError, UnicodeError):
        yield None
        return
    if stat.S_ISREG(os.fstat(number).st_mode):
        with open(number, "rb") as file:
            yield file
    else:
        os.close(number)
        yield None


def _last(file: BinaryIO) -> list[str]:
    """The lines at the end; the first is cut where there is more before it than is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - MOST_BYTES))
    text = file.read(MOST_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _count(file: BinaryIO) -> int | None:
    """Lines, of which the last need not have an end."""
    size = file.seek(0, os.SEEK_END)
    if size > MOST_COUNTED:
        return None
    file.seek(0)
    count, end = 0, b"\n"
    for _ in range(0, size, BLOCK):
        block = file.read(BLOCK)
        count += block.count(b"\n")
        end = block[-1:] or end
    return count + (end != b"\n")
