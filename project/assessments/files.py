"""Sittings from and to files."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Literal

from project.assessments import documents
from project.assessments.importing import KEY_CHARACTERS, Upload
from project.assessments.managers.imports import Imported
from project.assessments.models import Import, Session
from project.core.errors import Invalid
from project.core.files import Source, of_file, target
from project.users.callers import LOCAL, Caller
from project.users.models import Organisation

Format = Literal["ndjson", "csv"]


def upload(
    file: Source, longest: int, key: str | None, advance: Callable[[int], None], *, atomic: bool = False
) -> Upload:
    """Of lines of up to `longest` bytes. Tells `advance` how many bytes of the file are behind. Raises Invalid."""
    if key is not None and not 0 < len(key) <= KEY_CHARACTERS:
        raise Invalid(f"A key has 1 to {KEY_CHARACTERS} characters", "key")
    return Upload(file.pieces(advance), longest, key, atomic)


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


async def caller_of(organisation: str | None) -> Caller:
    """Whoever holds the machine, at work for an organisation. Raises OrganisationNotFound."""
    if organisation is None:
        await Organisation.objects.ensure_local()
        return LOCAL
    return replace(LOCAL, organisation_id=(await Organisation.objects.called(organisation)).id)
