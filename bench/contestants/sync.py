"""FastAPI with plain `def` routes on its pool of threads, SQLAlchemy and psycopg with the default pool.

The routes open the session themselves. As a dependency with `yield`, which FastAPI ends only after the answer is
written, a hundred requests at once end in 500s: all threads wait for a connection, and the requests that hold one
wait for a thread to write their answer.
"""

from __future__ import annotations

import os
from uuid import UUID

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from bench.contestants.schemas import SessionCreated, SessionIn, SessionOut
from bench.contestants.tables import Session
from project.assessments.name_search import as_tsvector

ORGANISATION_ID = UUID(os.environ["BENCH_ORGANISATION_ID"])

engine = create_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:", 1))
new_session = sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


@app.get("/health")
def read_health() -> dict[str, str]:
    return {"status": "healthy"}


@app.post("/sessions", response_model=SessionCreated, status_code=201)
def create_session(body: SessionIn) -> Session:
    words = as_tsvector(body.child_name)
    session = Session(organisation_id=ORGANISATION_ID, child_name_words=words, **body.model_dump())
    with new_session() as database:
        database.add(session)
        database.commit()
    return session


@app.get("/sessions/{session_id}", response_model=SessionOut)
def read_session(session_id: UUID) -> Session:
    with new_session() as database:
        session = database.get(Session, session_id)
    if session is None:
        raise HTTPException(404, "Session not found")
    return session
