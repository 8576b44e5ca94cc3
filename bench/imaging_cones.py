"""`python -m bench.imaging_cones`: what a cone search costs among a million sources, wherever on the sky it lies."""

from __future__ import annotations

import asyncio
import json
import math
import random
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Annotated, Any

import asyncpg
import typer
from tortoise.connection import get_connection

from bench.errors import BenchError, run
from bench.postgres import database
from bench.tables import table
from bench.watched import EXPLAIN
from project.core.db.connection import opened
from project.core.db.dsn import parse_dsn
from project.core.ops.settings import Settings
from project.imaging.models import Source
from project.imaging.schemas.cone_search import ConeSourceOut
from project.imaging.sky import cone_cells, geometry, healpix
from project.imaging.sky.geometry import Cone

COLUMNS = ("id", "name", "ra_deg", "dec_deg", "x", "y", "z", "hpx29", "num_images", "num_measurements")
SUMS = ("flux_m2", "weighted_count", "weight_sum", "weighted_mean_jy", "weighted_m2", "position_weight")
FULL_SCAN = "SELECT id FROM source WHERE (x - $1) ^ 2 + (y - $2) ^ 2 + (z - $3) ^ 2 <= $4"
HEAD = ("where", "radius", "cones", "found", "ranges", "ranges ms", "server ms", "slowest", "whole ms", "plan")
TEN_MINUTES = 10 / 60
REPEATS = 9
#: More than there are in any cone here.
LIMIT = 100_000


@dataclass(frozen=True)
class Measured:
    found: int
    ranges: int
    ranges_ms: float
    #: Execution alone, as PostgreSQL tells it.
    server_ms: float
    #: Ranges, statement and rows.
    whole_ms: float
    plan: str


def anywhere(source: random.Random) -> tuple[float, float]:
    return source.uniform(0, 360), math.degrees(math.asin(source.uniform(-1, 1)))


def groups() -> Iterator[tuple[str, list[Cone]]]:
    source = random.Random(1)
    yield "anywhere", [Cone(*anywhere(source), TEN_MINUTES) for _ in range(20)]
    yield "equator", [Cone(source.uniform(0, 360), source.uniform(-0.1, 0.1), TEN_MINUTES) for _ in range(20)]
    yield "RA 0/360", [Cone(ra, source.uniform(-60, 60), TEN_MINUTES) for ra in (0.0, 0.05, 359.95, 359.999) * 3]
    yield "3 arcmin from a pole", [Cone(source.uniform(0, 360), sign * 89.95, TEN_MINUTES) for sign in (1, -1) * 5]
    for name, radius in (("anywhere", 5 / 3600), ("anywhere", 1.0), ("anywhere", 5.0)):
        yield name, [Cone(*anywhere(source), radius) for _ in range(10)]


def records(count: int) -> Iterator[tuple[Any, ...]]:
    source = random.Random(2)
    for number in range(count):
        ra, dec = anywhere(source)
        name = f"S{number:07}"
        yield (
            name,
            name,
            ra,
            dec,
            *geometry.unit_vector(ra, dec),
            healpix.hpx29(ra, dec),
            3,
            3,
            0.0,
            3,
            1.0,
            0.5,
            0.1,
            1.0,
        )


async def fill(url: str, count: int) -> None:
    connection = await asyncpg.connect(url)
    await connection.copy_records_to_table("source", records=records(count), columns=(*COLUMNS, *SUMS))
    await connection.execute("VACUUM ANALYZE source")
    await connection.close()


@asynccontextmanager
async def watched(url: str) -> AsyncIterator[tuple[Any, list[Any]]]:
    """The one connection of the service's pool, and the statements that it sends."""
    settings = Settings(_env_file=None, database_url=url, db_pool_min=1, db_pool_max=1)
    seen: list[Any] = []
    async with opened(settings, parse_dsn(url)):
        await Source.objects.sql("SELECT 1")
        client: Any = get_connection("default")
        async with client._pool.acquire() as connection:
            connection.add_query_logger(seen.append)
        yield client, seen


async def measure(client: Any, seen: list[Any], cone: Cone) -> Measured:
    """Medians over the repeats. Raises BenchError where the answer is not that of a full scan."""
    started = time.perf_counter()
    for _ in range(REPEATS):
        ranges = cone_cells.cone_ranges(cone)
    ranges_ms = (time.perf_counter() - started) * 1000 / REPEATS
    whole = []
    for _ in range(REPEATS):
        seen.clear()
        started = time.perf_counter()
        found = await Source.objects.within(cone, ConeSourceOut, LIMIT)
        whole.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(0)
    (statement,) = seen
    async with client._pool.acquire() as connection:
        plans = [await explained(connection, statement) for _ in range(REPEATS)]
        vector = geometry.unit_vector(cone.ra_deg, cone.dec_deg)
        scanned = await connection.fetch(FULL_SCAN, *vector, geometry.chord_squared(cone.radius_deg))
    if {json.loads(row)["id"] for row in found.rows} != {row["id"] for row in scanned}:
        raise BenchError(f"{cone} is answered otherwise than by a full scan")
    server_ms = median(ms for ms, _ in plans)
    return Measured(len(scanned), len(ranges), ranges_ms, server_ms, median(whole), plans[0][1])


async def explained(connection: asyncpg.Connection, statement: Any) -> tuple[float, str]:
    """Milliseconds, and how the table is read."""
    (plan,) = json.loads(await connection.fetchval(EXPLAIN + statement.query, *statement.args))
    nodes = [plan["Plan"]]
    reading: list[str] = []
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", ())
        if "Scan" in node["Node Type"] and node["Node Type"] not in ("Function Scan", "Subquery Scan"):
            reading.append(f"{node['Node Type']} {node.get('Index Name', '')}".strip())
    return plan["Execution Time"], ", ".join(dict.fromkeys(reading))


def line(name: str, cones: Sequence[Cone], measured: Sequence[Measured]) -> list[str]:
    radius = cones[0].radius_deg
    shown = f"{radius:g}°" if radius >= 1 else f"{radius * 60:g}'" if radius >= 1 / 60 else f'{radius * 3600:g}"'
    return [
        name,
        shown,
        f"{len(cones)}",
        f"{median(m.found for m in measured):g}",
        f"{median(m.ranges for m in measured):g}",
        f"{median(m.ranges_ms for m in measured):.2f}",
        f"{median(m.server_ms for m in measured):.2f}",
        f"{max(m.server_ms for m in measured):.2f}",
        f"{median(m.whole_ms for m in measured):.2f}",
        "; ".join(dict.fromkeys(m.plan for m in measured)),
    ]


def main(sources: Annotated[int, typer.Option(min=1000, help="Rows of the table.")] = 1_000_000) -> None:
    """Measure cone searches by themselves, without HTTP, each against a full scan of the same table.

    Server ms: execution as PostgreSQL tells it. Whole ms: ranges, statement and JSON of the rows, in this process.
    """

    async def ask(url: str) -> list[list[str]]:
        await fill(url, sources)
        async with watched(url) as (client, seen):
            return [
                line(name, cones, [await measure(client, seen, cone) for cone in cones]) for name, cones in groups()
            ]

    with database() as url:
        rows = asyncio.run(ask(url))
    typer.echo(table(HEAD, rows, texts=2))


if __name__ == "__main__":
    run(main)
