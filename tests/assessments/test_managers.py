import pytest
from fastapi import FastAPI

from project.assessments.models import Metric, Session, Task
from project.users.models import User
from tests.factories import make_session, make_task


@pytest.mark.parametrize("model", [Session, Task, Metric])
async def test_any_query_narrows_to_the_callers_organisation(
    app: FastAPI, alice: User, bob: User, model: type[Session | Task | Metric]
) -> None:
    await make_task(alice, await make_session(alice), {"holdTime": 5.0})

    counts = [await model.filter(id__isnull=False).of(user.caller()).count() for user in (alice, bob)]

    assert counts == [1, 0]


async def test_related_rows_narrow_to_the_callers_organisation(app: FastAPI, alice: User, bob: User) -> None:
    session = await make_session(alice)
    task = await make_task(alice, session, {"holdTime": 5.0})

    assert [await session.tasks.of(user.caller()).count() for user in (alice, bob)] == [1, 0]
    assert [await task.metrics.of(user.caller()).count() for user in (alice, bob)] == [1, 0]
