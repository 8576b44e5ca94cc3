"""Sittings from and to files: plain ones, gzip by its suffix, and `-` for standard input and output."""

from __future__ import annotations

import asyncio
import gzip
import json
import shutil
import sys
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from project.assessments import documents
from project.assessments.importing import KEY_CHARACTERS, Upload
from project.assessments.managers.imports import Imported
from project.assessments.models import Import, Session
from project.core.errors import Invalid, ProjectError
from project.users.callers import LOCAL, Caller
from project.users.models import Organisation

Format = Literal["ndjson", "csv"]
PIECE_BYTES = 262_144
GZIP_LEVEL = 6


class FileTrouble(ProjectError):
    def __init__(self, name: str, error: Exception) -> None:
        super().__init__(f"{name}: {getattr(error, 'strerror', None) or error}")


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    file: BinaryIO
    #: The same file, or where it is compressed what lies in it: how far that is read tells the progress.
    raw: BinaryIO
    #: In bytes; None where nobody knows.
    size: int | None

    def upload(self, longest: int, key: str | None, advance: Callable[[int], None], *, atomic: bool = False) -> Upload:
        """Of lines of up to `longest` bytes. Tells `advance` how many bytes of the file are behind. Raises Invalid."""
        if key is not None and not 0 < len(key) <= KEY_CHARACTERS:
            raise Invalid(f"A key has 1 to {KEY_CHARACTERS} characters", "key")
        return Upload(self._pieces(advance), longest, key, atomic)

    async def _pieces(self, advance: Callable[[int], None]) -> AsyncGenerator[bytes]:
        while piece := await asyncio.to_thread(self._read):
            yield piece
            if self.size is not None:
                advance(self.raw.tell())

    def _read(self) -> bytes:
        with of_file(self.name):
            return self.file.read(PIECE_BYTES)


@contextmanager
def of_file(name: str) -> Iterator[None]:
    """Names the file in what goes wrong with it. Raises FileTrouble."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        raise FileTrouble(name, error) from error


@contextmanager
def source(name: str) -> Iterator[Source]:
    """Raises FileTrouble."""
    if name == "-":
        yield Source("standard input", sys.stdin.buffer, sys.stdin.buffer, None)
        return
    with of_file(name):
        raw = Path(name).open("rb")  # noqa: SIM115  (closed below)
    with raw:
        file: Any = gzip.GzipFile(fileobj=raw) if is_packed(name) else raw
        yield Source(name, file, raw, Path(name).stat().st_size)


async def load(upload: Upload, organisation: str | None) -> Imported:
    return await Import.objects.take(await caller_of(organisation), upload)


async def fault_lines(found: Imported) -> AsyncGenerator[str]:
    """A line for every error."""
    async with aclosing(found.faults) as blocks:
        async for block in blocks:
            for fault in map(json.loads, block):
                for error in fault["errors"]:
                    yield f"line {fault['line']}: {'.'.join(map(str, error['loc']))}: {error['msg']}"


async def save(name: str, organisation: str | None, form: Format, begin: Callable[[int], Callable[[int], None]]) -> int:
    """Write all sittings to a file; gives how many.

    `begin` is told how many there are before that, and gives what is told of those that are written.
    """
    sessions = Session.objects.export(await caller_of(organisation))
    advance = begin(await sessions.count())
    written = 0

    def count(rows: int) -> None:
        nonlocal written
        written += rows
        advance(rows)

    parts = documents.table(sessions, count) if form == "csv" else documents.ndjson(sessions, count)
    async with aclosing(parts):
        with target(name) as file:
            async for part in parts:
                with of_file(name):
                    file.write(part.encode())
    return written


@contextmanager
def target(name: str) -> Iterator[BinaryIO]:
    """A file to write. It gets its name once it is whole; until then, what has the name stays. Raises FileTrouble."""
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


async def caller_of(organisation: str | None) -> Caller:
    """Whoever holds the machine, at work for an organisation. Raises OrganisationNotFound."""
    if organisation is None:
        await Organisation.objects.ensure_local()
        return LOCAL
    return replace(LOCAL, organisation_id=(await Organisation.objects.called(organisation)).id)
