import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any

import pytest
from hypothesis import given, settings

from project.assessments.models import Metric, Session, Task
from project.assessments.schemas import FullSessionOut, SessionOut
from project.core.db import long_transactions
from project.core.db.pool import FairSemaphore
from project.core.errors import PoolExhausted
from project.core.json import lines as json_lines
from project.core.json.lines import read_lines
from project.users.models import Organisation, User
from tests.assessments.test_json_rows import SHARED, place, sessions, tasks
from tests.factories import make_session

__all__ = ["place"]


@settings(max_examples=100, suppress_health_check=SHARED)
@given(values=sessions, recorded=tasks)
async def test_the_bytes_are_those_that_the_schema_would_write(
    place: Organisation, values: dict[str, Any], recorded: list[Any]
) -> None:
    session = await Session.create(organisation=place, child_name_words="", **values)
    for name, seconds, other, metrics in recorded:
        task = await Task.create(session=session, task_name=name, duration_seconds=seconds, other_metrics=other)
        for metric_name, value in metrics:
            await Metric.create(task=task, metric_name=metric_name, metric_value=value)
    row = await Session.get(id=session.id).prefetch_related("tasks__metrics")

    for out in (SessionOut, FullSessionOut):
        blocks = [block async for block in read_lines(Session.filter(id=session.id), out)]
        assert blocks == [[out.model_validate(row).model_dump_json()]]


async def test_blocks_are_as_many_rows_as_fit(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sorted([str((await make_session(alice)).id) for _ in range(5)])
    monkeypatch.setattr(json_lines, "FIRST_ROWS", 2)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 600)
    mine = Session.filter(organisation_id=alice.organisation_id).order_by("id")

    blocks = [block async for block in read_lines(mine, SessionOut)]

    assert [len(block) for block in blocks] == [2, 1, 1, 1]
    assert [json.loads(line)["id"] for block in blocks for line in block] == made


async def test_blocks_grow_step_by_step_and_not_for_ever(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(20):
        await make_session(alice)
    monkeypatch.setattr(json_lines, "FIRST_ROWS", 2)
    monkeypatch.setattr(json_lines, "MOST_ROWS", 6)

    blocks = [block async for block in reading(alice)]

    assert [len(block) for block in blocks] == [2, 4, 6, 6, 2]


async def test_nothing_to_read_gives_no_block(alice: User) -> None:
    assert [block async for block in read_lines(Session.filter(child_age=25), SessionOut)] == []


@pytest.fixture
def one_turn(monkeypatch: pytest.MonkeyPatch) -> Iterator[FairSemaphore]:
    turns = FairSemaphore(1, 0.05)
    monkeypatch.setattr(long_transactions, "turns", lambda: turns)
    yield turns
    assert turns.free == 1


def reading(alice: User) -> AsyncGenerator[list[str]]:
    return read_lines(Session.filter(organisation_id=alice.organisation_id), SessionOut)


async def test_one_too_many_is_told_after_the_wait(alice: User, one_turn: FairSemaphore) -> None:
    await make_session(alice)

    async with aclosing(reading(alice)) as held:
        await anext(held)
        with pytest.raises(PoolExhausted):
            await anext(reading(alice))


async def test_a_turn_is_free_when_reading_stops_half_way(alice: User, one_turn: FairSemaphore) -> None:
    for _ in range(3):
        await make_session(alice)

    async with aclosing(reading(alice)) as held:
        await anext(held)

    assert one_turn.free == 1
