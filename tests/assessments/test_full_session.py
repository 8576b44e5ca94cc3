import httpx2

from project.users.models import User
from tests.factories import make_session, make_task


async def test_a_whole_session_is_fetched_by_one_query(
    as_alice: httpx2.AsyncClient, alice: User, queries: list[str]
) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"holdTime": 5.0, "swayIndex": 0.01})
    await make_task(alice, session, {"holdTime": 6.0})
    await as_alice.get("/users/me")
    queries.clear()

    full = (await as_alice.get(f"/sessions/{session.id}/full")).json()

    assert [len(task["metrics"]) for task in full["tasks"]] == [2, 1]
    assert len(queries) == 1
