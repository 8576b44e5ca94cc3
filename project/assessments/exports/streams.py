"""All sessions of an organisation as a stream of NDJSON or CSV."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Annotated

from tortoise.queryset import QuerySet

from project.assessments.exports.sessions_csv import csv_header, csv_row
from project.assessments.models import Session
from project.assessments.schemas.assessments import FullSessionOut
from project.assessments.schemas.sessions import SessionOut
from project.core.json.lines import read_lines
from project.core.json.text import Computed

#: Receives the number of rows just read.
Advance = Callable[[int], None]


class SessionTableRow(SessionOut):
    """A session as a row of the CSV."""

    task_count: Annotated[int, Computed("(SELECT count(*) FROM task WHERE task.session_id = {row}.id)")]


def _ignore(rows: int) -> None:
    pass


async def ndjson(sessions: QuerySet[Session], advance: Advance = _ignore) -> AsyncGenerator[str]:
    async with aclosing(read_lines(sessions, FullSessionOut)) as blocks:
        async for block in blocks:
            yield "\n".join([*block, ""])
            advance(len(block))


async def table(sessions: QuerySet[Session], advance: Advance = _ignore) -> AsyncGenerator[str]:
    head = csv_header()
    async with aclosing(read_lines(sessions, SessionTableRow)) as blocks:
        async for block in blocks:
            yield head + "".join(csv_row(json.loads(row)) for row in block)
            head = ""
            advance(len(block))
    if head:
        yield head
