"""Whatever is sent, the answer is a clear 4xx and nothing is stored."""

import json
from typing import Any

import httpx2
import pytest

from project.assessments.models import Metric, Session, Task
from project.users.models import User
from tests.factories import make_session, make_task

MINA = {"child_name": "Mina Haddad", "child_age": 8}

BAD_SESSIONS: list[dict[str, Any]] = [
    {},
    {"child_name": "A"},
    {**MINA, "child_name": ""},
    {**MINA, "child_name": " \t\n"},
    {**MINA, "child_name": "\u200b"},
    {**MINA, "child_name": "a\x00b"},
    {**MINA, "child_name": "\ud800"},
    {**MINA, "child_name": "x" * 201},
    {**MINA, "child_name": 12},
    {**MINA, "child_age": -1},
    {**MINA, "child_age": 26},
    {**MINA, "child_age": 3_000_000_000},
    {**MINA, "child_age": 8.5},
    {**MINA, "child_age": True},
    {**MINA, "child_age": "eight"},
    {**MINA, "child_age": None},
    {**MINA, "child_height_cm": 0},
    {**MINA, "child_height_cm": 300.5},
    {**MINA, "child_height_cm": "tall"},
    {**MINA, "child_weight_kg": -5},
    {**MINA, "child_weight_kg": 1e308},
    {**MINA, "child_gender": 7},
    {**MINA, "child_gender": "x" * 51},
    {**MINA, "child_notes": "x" * 10_001},
    {**MINA, "session_type": "whatever"},
    {**MINA, "task_metrics": [1]},
    {**MINA, "task_metrics": {"a": "x" * 200_000}},
    {**MINA, "task_metrics": {"a\x00": 1}},
    {**MINA, "task_metrics": {"a": "\udfff"}},
    {**MINA, "task_metrics": {"a": 10**30}},
    {**MINA, "task_metrics": {"a": [[[[[[[[[[1]]]]]]]]]]}},
]


@pytest.mark.parametrize("path", ["/sessions", "/assessments"])
@pytest.mark.parametrize("body", BAD_SESSIONS, ids=range(len(BAD_SESSIONS)))
async def test_a_bad_session_is_refused(
    as_alice: httpx2.AsyncClient, alice: User, path: str, body: dict[str, Any]
) -> None:
    answer = await as_alice.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert all({"type", "loc", "msg"} == set(error) for error in answer.json()["detail"])
    assert not await Session.objects.of(alice.caller()).exists()


BAD_TASKS: list[dict[str, Any]] = [
    {"task_name": ""},
    {"task_name": "x" * 101},
    {"task_name": "walk", "duration_seconds": -5},
    {"task_name": "walk", "duration_seconds": 86_401},
    {"task_name": "walk", "duration_seconds": "long"},
    {"task_name": "walk", "status": "whatever"},
    {"task_name": "walk", "notes": "x" * 10_001},
    {"task_name": "walk", "metrics": [1]},
    {"task_name": "walk", "metrics": {"": 1}},
    {"task_name": "walk", "metrics": {"x" * 101: 1}},
    {"task_name": "walk", "metrics": {f"m{n}": n for n in range(1001)}},
]


@pytest.mark.parametrize("body", BAD_TASKS, ids=range(len(BAD_TASKS)))
async def test_a_bad_task_is_refused(as_alice: httpx2.AsyncClient, alice: User, body: dict[str, Any]) -> None:
    session = await make_session(alice)

    answer = await as_alice.post(f"/sessions/{session.id}/tasks", json=body)

    assert answer.status_code == 422
    assert await Task.all().count() == 0


BAD_METRICS = [
    '{"metric_name": "", "metric_value": 1}',
    '{"metric_name": "x", "metric_value": NaN}',
    '{"metric_name": "x", "metric_value": Infinity}',
    '{"metric_name": "x", "metric_value": -1e999}',
    '{"metric_name": "x", "metric_value": true}',
    '{"metric_name": "x\\u0000", "metric_value": 1}',
    '{"x": NaN}',
    '{"x": null}',
    '{"x": true}',
    '{" ": 1}',
    '{"\\ud800": 1}',
    "{}",
    "[]",
    "null",
    "1",
    '"metric_name"',
    json.dumps({f"m{n}": n for n in range(1001)}),
]


@pytest.mark.parametrize("body", BAD_METRICS, ids=range(len(BAD_METRICS)))
async def test_a_bad_metric_is_refused(as_alice: httpx2.AsyncClient, alice: User, body: str) -> None:
    task = await make_task(alice, await make_session(alice))

    answer = await as_alice.post(
        f"/tasks/{task.id}/metrics", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    assert await Metric.all().count() == 0


@pytest.mark.parametrize(
    "body", ["", "{", '{"child_name": "A", "child_age": ', "[" * 100_000, "\xff\xfe", '{"a": ' + "9" * 5000 + "}"]
)
async def test_a_body_that_is_not_json_is_refused(as_alice: httpx2.AsyncClient, body: str) -> None:
    answer = await as_alice.post(
        "/sessions", content=body.encode("latin-1"), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_a_body_of_another_kind_is_refused(as_alice: httpx2.AsyncClient, kind: str) -> None:
    answer = await as_alice.post("/sessions", content=json.dumps(MINA), headers={"Content-Type": kind})

    assert answer.status_code in (415, 422)


@pytest.mark.parametrize(
    "query",
    [
        "limit=many", "limit=0", "limit=-1", "skip=1.5", "skip=-1", f"skip={10**30}", "after=x",
        "after=e30", "after=bnVsbA",
        "age_min=-1", "age_max=26", "order=id", "q=%00", "session_type=x", "risk_level=low", "started_after=yesterday",
        "started_after=2026-01-01T00:00:00", "parent_session_id=x", "started_before=99999-01-01T00:00:00Z",
        "q=" + "x" * 201,
        "started_after=0001-01-01T00:00:00%2B14:00",
    ],
)  # fmt: skip
async def test_a_bad_query_is_refused(as_alice: httpx2.AsyncClient, query: str) -> None:
    answer = await as_alice.get(f"/sessions?{query}")

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "query"


async def test_a_body_over_the_limit_is_refused_by_its_length(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/sessions", json={**MINA, "x": "y" * 3_000_000})

    assert answer.status_code == 413


async def test_a_body_over_the_limit_is_refused_without_a_length(as_alice: httpx2.AsyncClient) -> None:
    async def parts() -> Any:
        for _ in range(40):
            yield b" " * 100_000

    answer = await as_alice.post("/sessions", content=parts(), headers={"Content-Type": "application/json"})

    assert answer.status_code == 413


async def test_an_error_quotes_nothing_of_the_body(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/sessions", json={"child_name": "Secret Name", "child_age": "secret age"})

    assert "ecret" not in answer.text
