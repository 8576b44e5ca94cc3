"""Files of commands: plain, gzip by suffix, `-` for standard input and output."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import sys
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from project.core.errors import ProjectError

PIECE_BYTES = 262_144
GZIP_LEVEL = 6


class FileError(ProjectError):
    def __init__(self, name: str, error: Exception) -> None:
        super().__init__(f"{name}: {getattr(error, 'strerror', None) or error}")


@dataclass(frozen=True, slots=True)
class InputFile:
    name: str
    file: BinaryIO
    #: The underlying file, compressed or not: its position is the progress.
    raw: BinaryIO
    #: In bytes; None if unknown.
    size: int | None

    async def pieces(self, advance: Callable[[int], None]) -> AsyncGenerator[bytes]:
        """Yield the content, reporting the bytes read to `advance`."""
        while piece := await asyncio.to_thread(self._read):
            yield piece
            if self.size is not None:
                advance(self.raw.tell())

    def _read(self) -> bytes:
        with of_file(self.name):
            return self.file.read(PIECE_BYTES)


@contextmanager
def of_file(name: str) -> Iterator[None]:
    """Name the file in errors. Raises FileError."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(name, error) from error


@contextmanager
def source(name: str) -> Iterator[InputFile]:
    if name == "-":
        yield InputFile("standard input", sys.stdin.buffer, sys.stdin.buffer, None)
        return
    with of_file(name):
        raw = Path(name).open("rb")  # noqa: SIM115  (closed below)
    with raw:
        file: Any = gzip.GzipFile(fileobj=raw) if is_packed(name) else raw
        yield InputFile(name, file, raw, Path(name).stat().st_size)


@contextmanager
def target(name: str) -> Iterator[BinaryIO]:
    """Write a file atomically. Raises FileError."""
    path = Path(name).resolve()
    if name == "-":
        yield sys.stdout.buffer
        with of_file(name):
            sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():  # a pipe or a device
        with _opened(name, path) as file:
            yield file
    else:
        part = path.with_name(f"{path.name}.part")
        try:
            with _opened(name, part) as file:
                yield file
            with of_file(name):
                if path.exists():
                    shutil.copymode(path, part)
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _opened(name: str, path: Path) -> Iterator[BinaryIO]:
    with of_file(name):
        raw = path.open("wb")
    file: Any = gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP_LEVEL, fileobj=raw) if is_packed(name) else raw
    try:
        yield file
    finally:
        with of_file(name), raw:
            file.close()


def is_packed(name: str) -> bool:
    return name.endswith(".gz")
