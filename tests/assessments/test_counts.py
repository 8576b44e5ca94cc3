from typing import Any

import httpx2
import pytest

from project.core.http import pagination
from project.users.models import User
from tests.factories import make_session

TOTAL, IS = "x-total-count", "x-total-count-is"


async def make_sessions(user: User, *names: str) -> None:
    for name in names:
        await make_session(user, child_name=name)


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Record for each page read whether PostgreSQL planned it for its own values."""
    found: list[bool] = []
    read_rows: Any = pagination.read_rows

    async def spy(*args: Any, custom_plan: bool = False, **options: Any) -> Any:
        found.append(custom_plan)
        return await read_rows(*args, custom_plan=custom_plan, **options)

    monkeypatch.setattr(pagination, "read_rows", spy)
    return found


async def test_there_is_no_count_unless_requested(as_alice: httpx2.AsyncClient) -> None:
    assert TOTAL not in (await as_alice.get("/sessions")).headers


@pytest.mark.parametrize("count", ["exact", "estimated"])
async def test_a_count_is_of_all_pages(as_alice: httpx2.AsyncClient, alice: User, bob: User, count: str) -> None:
    await make_sessions(alice, "A", "B", "C")
    await make_sessions(bob, "D")

    answer = await as_alice.get(f"/sessions?limit=1&count={count}")

    assert (len(answer.json()), answer.headers[TOTAL], answer.headers[IS]) == (1, "3", "exact")


async def test_a_count_is_the_same_on_the_next_page(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_sessions(alice, "A", "B", "C")

    first = await as_alice.get("/sessions?limit=2&count=exact")
    second = await as_alice.get(first.links["next"]["url"])

    assert (len(second.json()), second.headers[TOTAL]) == (1, "3")


async def test_a_count_is_of_what_the_filters_leave(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_sessions(alice, "Mina", "Mina", "Ali")

    answer = await as_alice.get("/sessions?q=mina&count=exact")

    assert answer.headers[TOTAL] == "2"


async def test_many_rows_are_estimated(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "MAX_COUNTED", 2)
    await make_sessions(alice, "A", "B", "C", "D")

    answer = await as_alice.get("/sessions?count=estimated")

    assert answer.headers[IS] == "estimated"
    assert int(answer.headers[TOTAL]) >= 3


async def test_many_rows_are_counted_if_requested(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "MAX_COUNTED", 2)
    await make_sessions(alice, "A", "B", "C", "D")

    answer = await as_alice.get("/sessions?count=exact")

    assert (answer.headers[TOTAL], answer.headers[IS]) == ("4", "exact")


async def test_a_count_of_another_kind_is_refused(as_alice: httpx2.AsyncClient) -> None:
    assert (await as_alice.get("/sessions?count=roughly")).status_code == 422


async def test_a_page_of_another_origin_may_read_the_count(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.get("/sessions?count=exact", headers={"Origin": "http://localhost:5173"})

    exposed = {name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert {TOTAL, IS, "link"} <= exposed


@pytest.mark.parametrize(
    ("query", "anew"),
    [("", False), ("limit=3", False), ("order=child_name", False), ("count=exact&skip=1", False),
     ("q=mina", True), ("age_min=3", True), ("limit=3&risk_level=high", True)],
)  # fmt: skip
async def test_a_page_is_planned_for_its_values_where_there_is_a_filter(
    as_alice: httpx2.AsyncClient, planned: list[bool], query: str, anew: bool
) -> None:
    await as_alice.get(f"/sessions?{query}")

    assert planned == [anew]
