"""The service inside this process, so that the statements which it sends can be seen and explained."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import httpx2
from tortoise.connection import get_connection

from bench.errors import BenchError
from bench.serving import SECRET
from project.core.ops.settings import Settings
from project.main import create_app
from project.users.tokens import issue_access_token

EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "
ON_SESSIONS = re.compile(r"\s*(SELECT|WITH)\b.*\bsession\b", re.DOTALL)


@dataclass(frozen=True)
class Plan:
    """What PostgreSQL did for a statement."""

    #: Execution without planning and sending, in milliseconds.
    ms: float
    #: The nodes that read tables, sort or join, from the top; with the indexes that they use.
    nodes: str
    #: Rows that were read only to be dropped by a filter.
    dropped: int


class Watched:
    """One connection to the database, whose statements are recorded, and a client that has signed in."""

    def __init__(self, client: httpx2.AsyncClient, settings: Settings, user_id: UUID) -> None:
        self._client = client
        self._settings = settings
        self._user_id = user_id
        self._seen: list[Any] = []

    async def watch(self) -> None:
        await self.get({"limit": 1})  # the pool opens with the first statement
        async with self._connection() as connection:
            connection.add_query_logger(self._seen.append)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection]:
        client: Any = get_connection("default")
        async with client._pool.acquire() as connection:
            yield connection

    @staticmethod
    async def _reported() -> None:
        """Wait until every statement so far is recorded: asyncpg tells of each in the loop's next round."""
        await asyncio.sleep(0)

    async def get(self, query: Mapping[str, Any]) -> httpx2.Response:
        """GET /sessions; raises BenchError for any other answer than 200."""
        token = issue_access_token(self._user_id, self._settings)
        answer = await self._client.get("/sessions", params=query, headers={"Authorization": f"Bearer {token}"})
        if answer.status_code != 200:
            raise BenchError(f"GET /sessions with {dict(query)} is answered {answer.status_code}: {answer.text[:300]}")
        return answer

    async def time(self, query: Mapping[str, Any], repeats: int, warm_ups: int) -> float:
        """Milliseconds of a request inside this process, the median over the repeats.

        PostgreSQL may go over to a plan for any values with the sixth run of a statement: more warm-ups show that.
        """
        found = []
        for _ in range(warm_ups + repeats):
            started = time.perf_counter()
            await self.get(query)
            found.append((time.perf_counter() - started) * 1000)
        return median(found[warm_ups:])

    async def plan(self, query: Mapping[str, Any], repeats: int = 3) -> Plan:
        """How the statements of this request are run; of several the sum. The time is the median over the repeats."""
        await self._reported()
        self._seen.clear()
        await self.get(query)
        await self._reported()
        statements = [seen for seen in self._seen if ON_SESSIONS.match(seen.query)]
        if not statements:
            raise BenchError(f"GET /sessions with {dict(query)} read no sessions")
        plans = []
        async with self._connection() as connection:
            for statement in statements:
                found = [await _explain(connection, statement) for _ in range(repeats)]
                plans.append(sorted(found, key=lambda plan: plan.ms)[repeats // 2])
        return Plan(sum(p.ms for p in plans), "; ".join(p.nodes for p in plans), sum(p.dropped for p in plans))


async def _explain(connection: asyncpg.Connection, statement: Any) -> Plan:
    (explained,) = json.loads(await connection.fetchval(EXPLAIN + statement.query, *statement.args))
    nodes = list(_nodes(explained["Plan"]))
    shown = [_said(node) for node in nodes if node["Node Type"] not in ("Limit", "Subquery Scan", "Result")]
    dropped = sum(int(node.get("Rows Removed by Filter", 0) * node["Actual Loops"]) for node in nodes)
    return Plan(explained["Execution Time"], " ← ".join(dict.fromkeys(shown)), dropped)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _said(node: dict[str, Any]) -> str:
    backward = " Backward" if node.get("Scan Direction") == "Backward" else ""
    index = f" {node['Index Name']}" if "Index Name" in node else ""
    return f"{node['Node Type']}{backward}{index}"


@asynccontextmanager
async def watched(url: str, user_id: UUID) -> AsyncIterator[Watched]:
    settings = Settings(
        _env_file=None,
        database_url=url,
        auth="required",
        secret_key=SECRET,
        access_log=False,
        log_level="error",
        db_pool_min=1,
        db_pool_max=1,
    )
    app = create_app(settings)
    transport = httpx2.ASGITransport(app, client=("127.0.0.1", 50000))
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=None) as client,
    ):
        service = Watched(client, settings, user_id)
        await service.watch()
        yield service
