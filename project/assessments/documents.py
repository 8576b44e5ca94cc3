"""Sittings as files to hand over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from fastapi import Response

from project.assessments.exports import CSV_COLUMNS, csv_header, csv_row, session_csv
from project.assessments.models import Session
from project.assessments.printing.pdf import render_report
from project.assessments.printing.sections import ClinicianNotes
from project.assessments.reporting import Report
from project.assessments.schemas import FullSessionOut
from project.core.streaming import attachment

Described = dict[int | str, dict[str, Any]]
PDF: Described = {
    200: {
        "description": "A PDF file.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CSV: Described = {200: {"description": "A table in UTF-8.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
NDJSON: Described = {
    200: {"description": "One JSON object a line.", "content": {"application/x-ndjson": {"schema": {"type": "string"}}}}
}


async def pdf(session: Session, report: Report) -> Response:
    notes = ClinicianNotes(session.observations, session.diagnosis, session.recommendations)
    body = await asyncio.to_thread(render_report, report, session.display_id, notes, datetime.now(UTC))
    return Response(body, media_type="application/pdf", headers=attachment(f"assessment-{session.display_id}.pdf"))


def table_of(session: Session, report: Report) -> Response:
    headers = attachment(f"assessment-{session.display_id}.csv")
    return Response(session_csv(report), media_type="text/csv", headers=headers)


async def ndjson(blocks: AsyncIterator[list[Session]]) -> AsyncIterator[str]:
    async for block in blocks:
        yield "".join(FullSessionOut.model_validate(session).model_dump_json() + "\n" for session in block)


def _row(session: Session) -> dict[str, object]:
    return {**{name: getattr(session, name, None) for name in CSV_COLUMNS}, "task_count": len(session.tasks)}


async def table(blocks: AsyncIterator[list[Session]]) -> AsyncIterator[str]:
    head = csv_header()
    async for block in blocks:
        yield head + "".join(csv_row(_row(session)) for session in block)
        head = ""
    if head:
        yield head
