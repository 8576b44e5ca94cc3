"""Sittings as files to hand over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Request, Response
from pydantic_core import to_json
from tortoise.queryset import QuerySet

from project.assessments.exports import csv_header, csv_row, session_csv
from project.assessments.import_schemas import REFERENCE, ImportOut
from project.assessments.managers.imports import Imported
from project.assessments.models import Session
from project.assessments.report_schemas import ReportOut
from project.assessments.reporting import Report
from project.assessments.schemas import FullSessionOut, SessionOut
from project.core.json_lines import read_lines
from project.core.json_text import Written
from project.core.lazy import lazy_module
from project.core.openapi import sample
from project.core.problems import MEDIA_TYPE, problem
from project.core.streaming import attachment, streamed

if TYPE_CHECKING:
    from project.assessments.printing import pdf as printing
else:
    printing = lazy_module("project.assessments.printing.pdf")

#: Told of the rows that have been taken.
Advance = Callable[[int], None]
Described = dict[int | str, dict[str, Any]]
PDF: Described = {
    200: {
        "description": "A PDF file.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CSV: Described = {200: {"description": "A table in UTF-8.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
_answer = ImportOut.model_json_schema(ref_template=REFERENCE)
UNDONE: Described = {
    422: {
        "description": "Another file, or with `atomic` one of which a line cannot be stored.",
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "allOf": [{"$ref": REFERENCE.format(model="Problem")}],
                    "properties": _answer["properties"],
                },
                "example": {
                    "type": "about:blank",
                    "title": "Unprocessable Content",
                    "status": 422,
                    "detail": [
                        {"type": "value_error", "loc": ["body"], "msg": "1 of 3 lines cannot be stored, so none was"}
                    ],
                    "instance": "/sessions/import",
                    **sample(_answer, _answer["$defs"]),
                    "stored": 0,
                },
            }
        },
    }
}
NDJSON: Described = {
    200: {"description": "One JSON object a line.", "content": {"application/x-ndjson": {"schema": {"type": "string"}}}}
}


async def pdf(session: Session, report: Report) -> Response:
    found = ReportOut.of(session, report)
    body = await asyncio.to_thread(printing.render_report, found, datetime.now(UTC))
    return Response(body, media_type="application/pdf", headers=attachment(f"assessment-{session.display_id}.pdf"))


def table_of(session: Session, report: Report) -> Response:
    headers = attachment(f"assessment-{session.display_id}.csv")
    return Response(session_csv(session, report), media_type="text/csv", headers=headers)


class SessionRow(SessionOut):
    """A sitting as a row of a table."""

    task_count: Annotated[int, Written("(SELECT count(*) FROM task WHERE task.session_id = {row}.id)")]


def _unheard(rows: int) -> None:
    """For whoever does not count them."""


async def ndjson(sessions: QuerySet[Session], advance: Advance = _unheard) -> AsyncGenerator[str]:
    async with aclosing(read_lines(sessions, FullSessionOut)) as blocks:
        async for block in blocks:
            yield "\n".join([*block, ""])
            advance(len(block))


async def table(sessions: QuerySet[Session], advance: Advance = _unheard) -> AsyncGenerator[str]:
    head = csv_header()
    async with aclosing(read_lines(sessions, SessionRow)) as blocks:
        async for block in blocks:
            yield head + "".join(csv_row(json.loads(row)) for row in block)
            head = ""
            advance(len(block))
    if head:
        yield head


async def imported(request: Request, found: Imported) -> Response:
    """What is answered to an upload: a problem where nothing was stored of all that could have been."""
    counts: dict[str, Any] = {"lines": found.lines, "stored": found.stored, "failed": found.failed}
    head = to_json(counts)
    if found.undone:
        text = f"{found.failed} of {found.lines} lines cannot be stored, so none was"
        detail = [{"type": "value_error", "loc": ["body"], "msg": text}]
        head = bytes(problem(request, 422, "Unprocessable Content", detail, **counts).body)
    headers = {"Idempotency-Replayed": "true"} if found.replayed else {}
    media_type, status = (MEDIA_TYPE, 422) if found.undone else ("application/json", 200)
    return await streamed(_with_errors(head.decode(), found), media_type, headers, status)


async def _with_errors(head: str, found: Imported) -> AsyncGenerator[str]:
    start = head.removesuffix("}") + ',"errors":['
    async with aclosing(found.faults) as blocks:
        async for block in blocks:
            yield start + ",".join(block)
            start = ","
    yield (start if start != "," else "") + "]}"
