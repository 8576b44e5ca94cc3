"""Sittings from and to files: plain ones, gzip by its suffix, and `-` for standard input and output."""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from project.assessments import documents
from project.assessments.importing import Upload
from project.assessments.managers.imports import Outcome
from project.assessments.models import Import, Session
from project.core.errors import ProjectError
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

    def upload(self, longest: int, key: str | None, advance: Callable[[int], None]) -> Upload:
        """Of lines of up to `longest` bytes. Tells `advance` how many bytes of the file are behind."""
        return Upload(self._pieces(advance), longest, key)

    async def _pieces(self, advance: Callable[[int], None]) -> AsyncGenerator[bytes]:
        try:
            while piece := await asyncio.to_thread(self.file.read, PIECE_BYTES):
                yield piece
                if self.size is not None:
                    advance(self.raw.tell())
        except (OSError, EOFError, zlib.error) as error:
            raise FileTrouble(self.name, error) from error


@contextmanager
def source(name: str) -> Iterator[Source]:
    """Raises FileTrouble."""
    if name == "-":
        yield Source("standard input", sys.stdin.buffer, sys.stdin.buffer, None)
        return
    try:
        raw = Path(name).open("rb")  # noqa: SIM115  (closed below)
    except OSError as error:
        raise FileTrouble(name, error) from error
    with raw:
        file: Any = gzip.GzipFile(fileobj=raw) if name.endswith(".gz") else raw
        yield Source(name, file, raw, Path(name).stat().st_size)


async def load(upload: Upload, organisation: str | None) -> Outcome:
    return await Import.objects.take(await caller_of(organisation), upload)


async def fault_lines(outcome: Outcome) -> AsyncGenerator[str]:
    """A line for every error."""
    async for block in outcome.faults:
        for fault in map(json.loads, block):
            for error in fault["errors"]:
                yield f"line {fault['line']}: {'.'.join(map(str, error['loc']))}: {error['msg']}"


async def save(name: str, organisation: str | None, form: Format, begin: Callable[[int], Callable[[int], None]]) -> int:
    """Write all sittings to a file. `begin` is told how many, and gives what is told of each block's lines."""
    caller = await caller_of(organisation)
    sessions = Session.objects.export(caller)
    count = await sessions.count()
    advance = begin(count)
    async with aclosing(documents.table(sessions) if form == "csv" else documents.ndjson(sessions)) as parts:
        try:
            with _target(name) as file:
                async for part in parts:
                    file.write(part.encode())
                    advance(part.count("\n"))
        except (OSError, zlib.error) as error:
            raise FileTrouble(name, error) from error
    return count


@contextmanager
def _target(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with Path(name).open("wb") as raw:
        if not name.endswith(".gz"):
            yield raw
            return
        with gzip.GzipFile(fileobj=raw, filename="", mode="wb", compresslevel=GZIP_LEVEL) as file:
            yield file  # type: ignore[misc]  # it is one in all that is used here


async def caller_of(organisation: str | None) -> Caller:
    """Whoever holds the machine, at work for an organisation. Raises OrganisationNotFound."""
    if organisation is None:
        await Organisation.objects.ensure_local()
        return LOCAL
    return replace(LOCAL, organisation_id=(await Organisation.objects.called(organisation)).id)
