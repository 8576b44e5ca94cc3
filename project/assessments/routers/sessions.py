from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.assessments.errors import SessionNotFound
from project.assessments.models import Session
from project.assessments.schemas.assessments import AssessmentIn, FullSessionOut
from project.assessments.schemas.sessions import (
    SessionCreated,
    SessionDeleted,
    SessionIn,
    SessionOut,
    SessionPatch,
    SessionQuery,
)
from project.core.http.etags import IfMatch, Tagged
from project.core.http.pagination import LongPaging, Page
from project.core.http.router import Router
from project.core.json.rows import JSONText, read_one
from project.users.dependencies import CanRead, CanWrite

router = Router(tags=["sessions"])


@router.post("/sessions", response_model=SessionCreated, status_code=201, idempotent=True)
async def create_session(body: SessionIn, user: CanWrite) -> Response:
    """Create a session."""
    return JSONText(await Session.objects.start(user, body.model_dump(), SessionCreated), 201)


@router.post("/assessments", response_model=FullSessionOut, status_code=201, idempotent=True)
async def create_assessment(body: AssessmentIn, user: CanWrite) -> Response:
    """Store a complete session with its tasks and metrics, all or nothing."""
    made = await Session.objects.record(user, body.session(), [task.parts() for task in body.tasks])
    return await read_one(made, FullSessionOut, SessionNotFound(""), 201)


@router.get("/sessions", response_model=list[SessionOut])
async def list_sessions(query: Annotated[SessionQuery, Query()], user: CanRead, page: Page) -> Response:
    """List sessions, newest first."""
    return await page(Session.objects.search(user, query), SessionOut, query, query.order, query.skip)


@router.get("/sessions/{session_id}", response_model=SessionOut)
async def read_session(session_id: str, user: CanRead, tag: Tagged) -> Response:
    """Read a session."""
    return await tag.read(Session.objects.at(user, session_id), SessionOut, SessionNotFound(session_id))


@router.patch("/sessions/{session_id}", response_model=SessionCreated)
async def change_session(session_id: str, body: SessionPatch, user: CanWrite, guard: IfMatch, tag: Tagged) -> Session:
    """Correct a session: the child's details, notes, the session that it follows."""
    return tag(await Session.objects.change(user, session_id, body.changes(), guard))


@router.delete("/sessions/{session_id}", response_model=SessionDeleted)
async def delete_session(session_id: str, user: CanWrite, guard: IfMatch) -> SessionDeleted:
    """Delete a session with its tasks and metrics. Follow-ups stay, without a parent."""
    return SessionDeleted(session_id=(await Session.objects.remove(user, session_id, guard)).id)


@router.get("/sessions/{session_id}/followups", response_model=list[SessionOut])
async def list_followups(session_id: str, query: Annotated[LongPaging, Query()], user: CanRead, page: Page) -> Response:
    """List the follow-ups of a session, oldest first. Empty for an unknown session."""
    return await page(Session.objects.followups(user, session_id), SessionOut, query, "started_at")


@router.get("/sessions/{session_id}/full", response_model=FullSessionOut)
async def read_full_session(session_id: str, user: CanRead) -> Response:
    """Read a session with its tasks, metrics and grades."""
    return await read_one(Session.objects.at(user, session_id), FullSessionOut, SessionNotFound(session_id))
