from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from typing import Literal

from project.assessments.exports.streams import ndjson, table
from project.assessments.local_caller import caller_of
from project.assessments.models import Session
from project.core.ops.files import of_file, target

Format = Literal["ndjson", "csv"]


async def save(name: str, organisation: str | None, form: Format, begin: Callable[[int], Callable[[int], None]]) -> int:
    """Write all sessions to a file and return their number.

    `begin` receives the total and returns the progress callback.
    """
    sessions = Session.objects.export(await caller_of(organisation))
    advance = begin(await sessions.count())
    written = 0

    def count(rows: int) -> None:
        nonlocal written
        written += rows
        advance(rows)

    parts = table(sessions, count) if form == "csv" else ndjson(sessions, count)
    async with aclosing(parts):
        with target(name) as file:
            async for part in parts:
                with of_file(name):
                    file.write(part.encode())
    return written
