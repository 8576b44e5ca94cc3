"""FastAPI and SQLAlchemy's asyncio extension as its documentation describes it.

BENCH_POOL=none opens a connection for each request.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload
from sqlalchemy.pool import NullPool

from bench.contestants.schemas import FullSessionOut, MetricOut, SessionCreated, SessionIn, SessionOut
from bench.contestants.tables import Metric, Session, Task
from project.assessments.name_search import as_tsvector

ORGANISATION_ID = UUID(os.environ["BENCH_ORGANISATION_ID"])
POOL: dict[str, Any] = (
    {"poolclass": NullPool} if os.environ.get("BENCH_POOL") == "none" else {"pool_size": 10, "max_overflow": 0}
)

engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:", 1), **POOL)
new_session = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with new_session() as session:
        yield session


Database = Annotated[AsyncSession, Depends(get_session)]


@app.get("/health")
async def read_health() -> dict[str, str]:
    return {"status": "healthy"}


@app.get("/sessions", response_model=list[SessionOut])
async def list_sessions(database: Database, limit: int = 100) -> Sequence[Session]:
    mine = select(Session).where(Session.organisation_id == ORGANISATION_ID)
    return (await database.scalars(mine.order_by(Session.started_at.desc(), Session.id.desc()).limit(limit))).all()


@app.post("/sessions", response_model=SessionCreated, status_code=201)
async def create_session(body: SessionIn, database: Database) -> Session:
    words = as_tsvector(body.child_name)
    session = Session(organisation_id=ORGANISATION_ID, child_name_words=words, **body.model_dump())
    database.add(session)
    await database.commit()
    return session


@app.get("/sessions/{session_id}", response_model=SessionOut)
async def read_session(session_id: UUID, database: Database) -> Session:
    session = await database.get(Session, session_id)
    if session is None:
        raise HTTPException(404, "Session not found")
    return session


@app.get("/sessions/{session_id}/full", response_model=FullSessionOut)
async def read_full_session(session_id: UUID, database: Database) -> Session:
    with_tasks = selectinload(Session.tasks).selectinload(Task.metrics)
    session = await database.get(Session, session_id, options=[with_tasks])
    if session is None:
        raise HTTPException(404, "Session not found")
    return session


@app.post("/tasks/{task_id}/metrics", response_model=list[MetricOut], status_code=201)
async def create_metrics(task_id: UUID, body: dict[str, float], database: Database) -> list[Metric]:
    if await database.get(Task, task_id) is None:
        raise HTTPException(404, "Task not found")
    metrics = [Metric(task_id=task_id, metric_name=name, metric_value=value) for name, value in body.items()]
    database.add_all(metrics)
    await database.commit()
    return metrics
