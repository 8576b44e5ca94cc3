from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from project.assessments.exports.responses import CSV, NDJSON, PDF, csv_response, pdf_response
from project.assessments.exports.session_result import SessionResult, session_result
from project.assessments.exports.streams import ndjson, table
from project.assessments.models import Session
from project.assessments.reports.comparison import Comparison
from project.assessments.reports.progress import Progress
from project.assessments.schemas.reports import ReportOut
from project.assessments.schemas.statistics import Statistics
from project.core.http.router import Router
from project.core.http.streaming import attachment, streamed
from project.users.dependencies import CanRead

router = Router(tags=["reports"])
SessionKey = Annotated[str, Query(max_length=100, description="A session ID.")]


@router.get("/statistics", response_model=Statistics)
async def read_statistics(user: CanRead) -> dict[str, Any]:
    """Count the organisation's sessions by risk, age, gender and task, and those of this week and month."""
    return await Session.objects.statistics(user)


@router.get("/sessions/compare", response_model=Comparison, responses={404: {}})
async def compare_sessions(session1: SessionKey, session2: SessionKey, user: CanRead) -> Comparison:
    """Compare a second session with a first, metric by metric, in each metric's own direction."""
    return await Session.objects.compare(user, session1, session2)


@router.get("/sessions/export.ndjson", response_class=StreamingResponse, responses=NDJSON)
async def export_sessions(user: CanRead) -> StreamingResponse:
    """Download all sessions, complete, one JSON object a line."""
    found = ndjson(Session.objects.export(user))
    return await streamed(found, "application/x-ndjson", attachment("sessions.ndjson"))


@router.get("/sessions/export.csv", response_class=StreamingResponse, responses=CSV)
async def export_sessions_table(user: CanRead) -> StreamingResponse:
    """Download all sessions as a table, one row each."""
    return await streamed(table(Session.objects.export(user)), "text/csv", attachment("sessions.csv"))


@router.get("/sessions/{session_id}/report", response_model=ReportOut)
async def read_report(session_id: str, user: CanRead) -> ReportOut:
    """Read the graded session: each metric with its range and reference, each task, and the whole."""
    return ReportOut.of(*await Session.objects.report(user, session_id))


@router.get("/sessions/{session_id}/progress", response_model=Progress)
async def read_progress(session_id: str, user: CanRead) -> Progress:
    """Follow every metric from a session through its follow-ups."""
    return await Session.objects.progress(user, session_id)


@router.get("/sessions/{session_id}/report.pdf", response_class=Response, responses=PDF)
async def download_report(session_id: str, user: CanRead) -> Response:
    """Download the report as a PDF of one or two pages."""
    return await pdf_response(*await Session.objects.report(user, session_id))


@router.get("/sessions/{session_id}/export.csv", response_class=Response, responses=CSV)
async def export_session_table(session_id: str, user: CanRead) -> Response:
    """Download a session's tasks and metrics as a table."""
    return csv_response(*await Session.objects.report(user, session_id))


@router.get("/sessions/{session_id}/export.json", response_model=SessionResult)
async def export_session(session_id: str, user: CanRead, response: Response) -> SessionResult:
    """Download a session's result."""
    session, report = await Session.objects.report(user, session_id)
    response.headers.update(attachment(f"assessment-{session.display_id}.json"))
    return session_result(session, report)
