"""Written by hand: Starlette, asyncpg and orjson; no ORM, no validation, nobody is asked who they are."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uuid_utils.compat import uuid7

from project.assessments.name_search import as_tsvector

ORGANISATION_ID = UUID(os.environ["BENCH_ORGANISATION_ID"])
COLUMNS = """
id, display_id, child_name, child_age, child_height_cm, child_weight_kg, child_gender, child_notes, started_at,
session_type, parent_session_id, started_at AS created_at, risk_level, overall_score, observations, diagnosis,
recommendations
"""
ONE = f"SELECT {COLUMNS} FROM session WHERE id = $1"
LIST = f"SELECT {COLUMNS} FROM session WHERE organisation_id = $1 ORDER BY started_at DESC, id DESC LIMIT $2"
CREATE = f"""
INSERT INTO session (
    id, organisation_id, child_name, child_name_words, child_age, child_height_cm, child_weight_kg, child_gender,
    child_notes, task_metrics, session_type, parent_session_id
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING {COLUMNS}
"""
WHOLE = f"SELECT {COLUMNS}, task_metrics FROM session WHERE id = $1"
TASKS = """
SELECT id, session_id, task_name, duration_seconds, status, notes, score, other_metrics FROM task
WHERE session_id = $1 ORDER BY seq
"""
METRICS = """
SELECT id, task_id, metric_name, metric_value, coalesce(level, 'not_graded') AS level FROM metric
WHERE task_id = ANY($1::uuid[]) ORDER BY seq
"""
CHAPTER = """
SELECT number, text, parts FROM verse WHERE translation_id = 'eng_kjv' AND book = $1 AND chapter = $2 ORDER BY number
"""
COMPOSITION = "SELECT * FROM composition WHERE id = $1 AND organisation_id = $2"
TRACK_BARS = """
SELECT t.id AS t_id, t.composition_id, t.name, t.instrument, b.*
FROM track t LEFT JOIN track_bar b ON b.track_id = t.id
WHERE t.composition_id = $1 ORDER BY t.id, b.bar_index, b.id
"""
EXPRESSION = ("velocity_curve", "cc", "pitch_bend_curve", "aftertouch_curve", "pedal_events", "metadata")
MAPS = ("tempo_map", "meter_map", "key_map", "loops")
BOOKS = {"john": "JHN", "psalms": "PSA"}


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=10, max_size=10) as pool:
        app.state.pool = pool
        yield


def json(content: Any, status: int = 200) -> Response:
    # asyncpg's UUID is a class of its own, which orjson does not know.
    return Response(orjson.dumps(content, default=str), status, media_type="application/json")


async def read_session(request: Request) -> Response:
    row = await request.app.state.pool.fetchrow(ONE, request.path_params["session_id"])
    return json(dict(row)) if row else json({"detail": "Session not found"}, 404)


async def list_sessions(request: Request) -> Response:
    limit = int(request.query_params.get("limit", 100))
    return json([dict(row) for row in await request.app.state.pool.fetch(LIST, ORGANISATION_ID, limit)])


async def create_session(request: Request) -> Response:
    body = orjson.loads(await request.body())
    row = await request.app.state.pool.fetchrow(
        CREATE,
        uuid7(),
        ORGANISATION_ID,
        body["child_name"],
        as_tsvector(body["child_name"]),
        body["child_age"],
        body.get("child_height_cm"),
        body.get("child_weight_kg"),
        body.get("child_gender"),
        body.get("child_notes"),
        _written(body.get("task_metrics")),
        body.get("session_type", "initial"),
        body.get("parent_session_id"),
    )
    return json({**row, "warnings": []}, 201)


async def create_metrics(request: Request) -> Response:
    task_id: UUID = request.path_params["task_id"]
    values: dict[str, float] = orjson.loads(await request.body())
    rows = [(uuid7(), task_id, name, value) for name, value in values.items()]
    columns = ("id", "task_id", "metric_name", "metric_value")
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        if not await connection.fetchval("SELECT 1 FROM task WHERE id = $1", task_id):
            return json({"detail": "Task not found"}, 404)
        await connection.copy_records_to_table("metric", records=rows, columns=columns)
    return json([dict(zip(columns, row, strict=True)) for row in rows], 201)


async def read_full_session(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        session = await connection.fetchrow(WHOLE, request.path_params["session_id"])
        if session is None:
            return json({"detail": "Session not found"}, 404)
        tasks = await connection.fetch(TASKS, session["id"])
        metrics = await connection.fetch(METRICS, [task["id"] for task in tasks])
    by_task = defaultdict(list)
    for metric in metrics:
        by_task[metric["task_id"]].append(dict(metric))
    return json(
        {
            **session,
            "task_metrics": _parsed(session["task_metrics"]),
            "warnings": [],
            "tasks": [
                {**task, "other_metrics": _parsed(task["other_metrics"]), "metrics": by_task[task["id"]]}
                for task in tasks
            ],
        }
    )


def _written(value: Any) -> str | None:
    return orjson.dumps(value).decode() if value is not None else None


def _parsed(column: str | None) -> Any:
    return orjson.loads(column) if column is not None else None


async def read_chapter(request: Request) -> Response:
    query = request.query_params
    book, chapter, translation = query["book"], int(query["chapter"]), query["translation"]
    rows = await request.app.state.pool.fetch(CHAPTER, BOOKS[book.lower()], chapter)
    verses = [
        {
            "book": book,
            "chapter": chapter,
            "verse": row["number"],
            "text": row["text"],
            "translation": translation,
            "text_parts": _parsed(row["parts"]),
        }
        for row in rows
    ]
    if not verses:
        return json({"detail": "Chapter not found"}, 404)
    return json({"reference": f"{book} {chapter}", "verses": verses, "translation": translation})


async def read_composition(request: Request) -> Response:
    composition_id: int = request.path_params["composition_id"]
    async with request.app.state.pool.acquire() as connection:
        found = await connection.fetchrow(COMPOSITION, composition_id, ORGANISATION_ID)
        if found is None:
            return json({"detail": "Composition not found"}, 404)
        rows = await connection.fetch(TRACK_BARS, composition_id)
    tracks: dict[int, dict[str, Any]] = {}
    for row in rows:
        track = tracks.get(row["t_id"])
        if track is None:
            track = tracks[row["t_id"]] = {
                "id": row["t_id"],
                "composition_id": composition_id,
                "name": row["name"],
                "instrument": _parsed(row["instrument"]),
                "bars": [],
            }
        if row["id"] is not None:
            override = {name: _parsed(row[name]) for name in EXPRESSION}
            track["bars"].append(
                {
                    "id": row["id"],
                    "track_id": row["track_id"],
                    "bar_index": row["bar_index"],
                    "clip_id": row["clip_id"],
                    "clip_bar_index": row["clip_bar_index"],
                    "override": override if any(override.values()) else None,
                }
            )
    maps = {name: _parsed(found[name]) for name in MAPS}
    return json({**found, **maps, "tracks": list(tracks.values())})


async def read_health(_: Request) -> Response:
    return json({"status": "healthy"})


app = Starlette(
    routes=[
        Route("/health", read_health),
        Route("/api/chapter", read_chapter),
        Route("/compositions/{composition_id:int}", read_composition),
        Route("/sessions", list_sessions),
        Route("/sessions", create_session, methods=["POST"]),
        Route("/sessions/{session_id:uuid}", read_session),
        Route("/sessions/{session_id:uuid}/full", read_full_session),
        Route("/tasks/{task_id:uuid}/metrics", create_metrics, methods=["POST"]),
    ],
    lifespan=lifespan,
)
