from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from project.assessments.models import Session
from project.users.models import User
from tests.factories import make_session, make_task

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


async def names(client: httpx2.AsyncClient, path: str) -> list[str]:
    return [row["child_name"] for row in (await client.get(path)).json()]


async def test_sessions_come_newest_first(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for days, name in ((1, "B"), (2, "C"), (0, "A")):
        await make_session(alice, child_name=name, started_at=NEW_YEAR + timedelta(days=days))

    assert await names(as_alice, "/sessions") == ["C", "B", "A"]


async def test_pages_hold_every_session_once_though_one_is_added(as_alice: httpx2.AsyncClient, alice: User) -> None:
    made = [await make_session(alice, started_at=NEW_YEAR) for _ in range(7)]
    first = await as_alice.get("/sessions?limit=3")
    await make_session(alice)

    second = await as_alice.get(first.links["next"]["url"])
    third = await as_alice.get(second.links["next"]["url"])

    seen = [row["id"] for page in (first, second, third) for row in page.json()]
    assert sorted(seen) == sorted(str(session.id) for session in made)
    assert "link" not in third.headers


async def test_a_page_of_names_continues_after_equal_names(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for name in ("Ali", "Zoe", "Ali", "Ali"):
        await make_session(alice, child_name=name)

    first = await as_alice.get("/sessions?order=child_name&limit=2")
    second = await as_alice.get(first.links["next"]["url"])

    assert [row["child_name"] for row in first.json() + second.json()] == ["Ali", "Ali", "Ali", "Zoe"]


async def test_a_cursor_of_another_order_is_refused(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for _ in range(2):
        await make_session(alice)
    first = await as_alice.get("/sessions?limit=1")

    answer = await as_alice.get(first.links["next"]["url"] + "&order=child_name")

    assert answer.status_code == 422


async def test_a_limit_above_the_maximum_is_cut(as_alice: httpx2.AsyncClient) -> None:
    assert (await as_alice.get(f"/sessions?limit={10**12}")).status_code == 200


async def test_a_skip_beyond_the_end_gives_none(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_session(alice)

    assert await names(as_alice, "/sessions?skip=100000000") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=had", ["Mina Haddad"]),
        ("q=MINA", ["Mina Haddad"]),
        ("q=minà had", ["Mina Haddad"]),
        ("q=addad", []),
        ("q=ليلي", ["ليلى الحداد"]),
        ("q=o'brien", ["Seán O'Brien"]),
        ("q=sean", ["Seán O'Brien"]),
        ("q=' | !", []),
        ("age_min=9", ["ليلى الحداد"]),
        ("age_max=5", ["Mina Haddad"]),
        ("age_min=6&age_max=8", ["Seán O'Brien"]),
        ("session_type=followup", ["Seán O'Brien"]),
        ("risk_level=high", ["ليلى الحداد"]),
        ("started_after=2026-01-02T00:00:00Z&started_before=2026-01-03T00:00:00Z", ["Seán O'Brien"]),
        ("started_before=2026-01-02T01:00:00%2B01:00", ["Mina Haddad"]),
    ],
)
async def test_a_filter_finds_matching_sessions(
    as_alice: httpx2.AsyncClient, alice: User, query: str, found: list[str]
) -> None:
    rows: list[dict[str, Any]] = [
        {"child_name": "Mina Haddad", "child_age": 5},
        {"child_name": "Seán O'Brien", "child_age": 7, "session_type": "followup"},
        {"child_name": "ليلى الحداد", "child_age": 11},
    ]
    made = [await make_session(alice, **row, started_at=NEW_YEAR + timedelta(days=n)) for n, row in enumerate(rows)]
    await make_task(alice, made[2], status="failed")

    assert await names(as_alice, "/sessions?" + quote(query, safe="=&%'|!")) == found


async def test_follow_ups_are_found_by_their_parent(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice)
    await make_session(alice, child_name="Next", parent_session_id=parent.id)

    assert await names(as_alice, f"/sessions?parent_session_id={parent.id}") == ["Next"]


async def test_a_list_costs_one_query_however_long(
    as_alice: httpx2.AsyncClient, alice: User, queries: list[str]
) -> None:
    for _ in range(5):
        await make_session(alice)
    await as_alice.get("/sessions")
    queries.clear()

    await as_alice.get("/sessions")

    assert len(queries) == 1


async def test_the_search_for_a_name_is_served_by_an_index(alice: User, as_alice: httpx2.AsyncClient) -> None:
    await Session.objects.sql("SET LOCAL enable_seqscan = off")

    plan = await Session.objects.sql("EXPLAIN SELECT * FROM session WHERE child_name_words @@ '''had'':*'::tsquery")

    assert "session_child_name_words" in " ".join(row["QUERY PLAN"] for row in plan)


async def test_a_page_continues_after_a_long_name_in_any_script(as_alice: httpx2.AsyncClient, alice: User) -> None:
    for _ in range(2):
        await make_session(alice, child_name="𐭠" * 200)

    first = await as_alice.get("/sessions?order=child_name&limit=1")
    second = await as_alice.get(first.links["next"]["url"])

    assert len(second.json()) == 1


async def test_a_search_for_marks_alone_finds_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_session(alice)

    assert await names(as_alice, "/sessions?q=%CC%80") == []
