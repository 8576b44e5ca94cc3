from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import Response

from project.assessments.exports.tasks_csv import tasks_csv
from project.assessments.models import Session
from project.assessments.reports.report import Report
from project.assessments.schemas.reports import ReportOut
from project.core.http.streaming import attachment
from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    from project.assessments.reports.pdf import document
else:
    document = lazy_module("project.assessments.reports.pdf.document")

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


async def pdf_response(session: Session, report: Report) -> Response:
    found = ReportOut.of(session, report)
    body = await asyncio.to_thread(document.render_report, found, datetime.now(UTC))
    return Response(body, media_type="application/pdf", headers=attachment(f"assessment-{session.display_id}.pdf"))


def csv_response(session: Session, report: Report) -> Response:
    headers = attachment(f"assessment-{session.display_id}.csv")
    return Response(tasks_csv(session, report), media_type="text/csv", headers=headers)
