"""`python -m bench.lists`: what GET /sessions costs in a large table, page by page and filter by filter."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import typer

from bench.data import fill_sessions, make_admin
from bench.errors import run
from bench.postgres import database, fetch
from bench.tables import table
from bench.watched import Watched, watched

ORDERS = ("-started_at", "started_at", "child_name", "-child_name")
LIMIT = 100
#: Beginnings of names: of a frequent one, of a rare one, and the first letter that somebody types.
SEARCHES = ("fatima", "dabstad", "m")
COUNT = "SELECT round(100.0 * count(*) / $2, 3) FROM session WHERE child_name_words @@ $1::text::tsquery"
PAGES = ("sessions", "order", "page", "server ms", "request ms", "plan")
FILTERED = ("filter", "q", "order", "server ms", "request ms", "rows dropped", "plan")


def filters(parent_id: UUID) -> dict[str, Any]:
    """A value for every filter of the list; each keeps a part of the rows."""
    now = datetime.now(UTC)
    return {
        "session_type": "followup",
        "risk_level": "high",
        "started_after": (now - timedelta(days=30)).isoformat(),
        "started_before": (now - timedelta(days=5 * 365 - 30)).isoformat(),
        "age_min": 17,
        "age_max": 0,
        "parent_session_id": str(parent_id),
    }


def queries(parent_id: UUID) -> Iterator[dict[str, Any]]:
    """No filter and each one, without a search and with each, in every order."""
    alone: list[dict[str, Any]] = [{}, *({name: value} for name, value in filters(parent_id).items())]
    for chosen in alone:
        for search in (None, *SEARCHES):
            for order in ORDERS:
                yield {**chosen, **({"q": search} if search else {}), "order": order}


async def pages(service: Watched, sessions: int) -> list[list[str]]:
    """The first page, the last one by its cursor, and the last one by `skip`."""
    rows = []
    for order in ORDERS:
        query = {"limit": LIMIT, "order": order}
        before_last = await service.get({**query, "skip": sessions - 2 * LIMIT})
        after = parse_qs(urlsplit(before_last.headers["Link"].split(">")[0].strip("<")).query)["after"][0]
        kinds = {"1": query, "last, by cursor": {**query, "after": after}}
        kinds["last, by skip"] = {**query, "skip": sessions - LIMIT}
        for page, asked in kinds.items():
            plan = await service.plan(asked)
            ms = await service.time(asked, repeats=11, warm_ups=6)
            rows.append([f"{sessions:,}", order, page, f"{plan.ms:.2f}", f"{ms:.1f}", plan.nodes])
    return rows


async def filtered(service: Watched, parent_id: UUID) -> list[list[str]]:
    rows = []
    for query in queries(parent_id):
        plan = await service.plan(query)
        ms = await service.time(query, repeats=3, warm_ups=6)
        chosen = " ".join(name for name in query if name not in ("q", "order")) or "–"
        texts = [chosen, query.get("q", "–"), query["order"], f"{plan.ms:.2f}", f"{ms:.1f}"]
        rows.append([*texts, f"{plan.dropped:,}", plan.nodes])
    return rows


def measure(sessions: int, *, with_filters: bool) -> tuple[list[list[str]], list[list[str]], list[str]]:
    """Rows of the two tables, and what share of the rows the searches find."""
    with database() as url:
        organisation_id, user_id = make_admin(url)
        fill_sessions(url, organisation_id, sessions, whole=False)
        (parent_id,) = fetch(
            url, "SELECT parent_session_id FROM session WHERE parent_session_id IS NOT NULL ORDER BY id LIMIT 1"
        )
        shares = [f"{text}: {fetch(url, COUNT, f'{text}:*', sessions)[0]} %" for text in SEARCHES]

        async def ask() -> tuple[list[list[str]], list[list[str]]]:
            async with watched(url, user_id) as service:
                return await pages(service, sessions), await filtered(service, parent_id) if with_filters else []

        return *asyncio.run(ask()), shares


def main(
    sessions: Annotated[int, typer.Option(min=1000, help="Rows of the large table.")] = 1_000_000,
    small: Annotated[int, typer.Option(min=1000, help="Rows of the small one.")] = 10_000,
    no_filters: Annotated[bool, typer.Option("--no-filters", help="Only the pages.")] = False,
) -> None:
    """Measure pages of 100 in a small and in a large table, and every filter in the large one.

    Server ms: the execution of the statements that the service sends (EXPLAIN ANALYZE). Request ms: the whole request,
    without a network.
    """
    few, *_ = measure(small, with_filters=False)
    many, found, shares = measure(sessions, with_filters=not no_filters)
    typer.echo(table(PAGES, [*few, *many], texts=3))
    if found:
        typer.echo(f"\n{sessions:,} sessions; the searches find {', '.join(shares)} of them.\n")
        typer.echo(table(FILTERED, found, texts=3))


if __name__ == "__main__":
    run(main)
