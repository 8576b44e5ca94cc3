from uuid import uuid4

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.managers.metrics import _written
from project.assessments.models import Metric, Session, Task
from project.assessments.schemas.metrics import MetricOut
from project.users.models import AuditLine, User
from tests.factories import make_session, make_task


async def recorded(client: httpx2.AsyncClient, task_id: object) -> list[tuple[str, float]]:
    rows = (await client.get(f"/tasks/{task_id}/metrics")).json()
    return [(row["metric_name"], row["metric_value"]) for row in rows]


async def test_a_task_with_its_name_only_is_pending(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)

    made = (await as_alice.post(f"/sessions/{session.id}/tasks", json={"task_name": "tiptoe"})).json()

    del made["id"]
    assert made == {
        "session_id": str(session.id),
        "task_name": "tiptoe",
        "duration_seconds": 0.0,
        "status": "pending",
        "notes": "",
        "score": None,
    }


@pytest.mark.parametrize("empty", [None, ""])
async def test_an_empty_status_means_completed(as_alice: httpx2.AsyncClient, alice: User, empty: str | None) -> None:
    session = await make_session(alice)

    made = await as_alice.post(f"/sessions/{session.id}/tasks", json={"task_name": "walk", "status": empty})

    assert made.json()["status"] == "completed"


async def test_metrics_that_came_with_a_task_do_not_double(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    body = {"task_name": "one_leg", "status": "success", "metrics": {"holdTime": 5.012, "swayIndex": 0.0061}}
    task = (await as_alice.post(f"/sessions/{session.id}/tasks", json=body)).json()

    for name, value in body["metrics"].items():  # type: ignore[attr-defined]
        await as_alice.post(f"/tasks/{task['id']}/metrics", json={"metric_name": name, "metric_value": value})

    assert await recorded(as_alice, task["id"]) == [("holdTime", 5.012), ("swayIndex", 0.0061)]


async def test_a_metric_sent_singly_twice_stays_two_in_order(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice), {"holdTime": 1.0})

    for value in (2.0, 3.0):
        await as_alice.post(f"/tasks/{task.id}/metrics", json={"metric_name": "holdTime", "metric_value": value})

    assert await recorded(as_alice, task.id) == [("holdTime", 2.0), ("holdTime", 3.0)]


async def test_a_batch_is_answered_in_the_order_of_its_keys(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    answer = await as_alice.post(f"/tasks/{task.id}/metrics", json={"z": 0.95, "a": 0.88, "m": 165.5})

    assert answer.status_code == 201
    assert [(row["metric_name"], row["metric_value"]) for row in answer.json()] == [
        ("z", 0.95),
        ("a", 0.88),
        ("m", 165.5),
    ]
    assert await recorded(as_alice, task.id) == [("z", 0.95), ("a", 0.88), ("m", 165.5)]


async def test_a_batch_with_one_bad_value_stores_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    answer = await as_alice.post(f"/tasks/{task.id}/metrics", json={"accuracy": 0.95, "stability": "high"})

    assert answer.status_code == 422
    assert await recorded(as_alice, task.id) == []


@pytest.mark.parametrize(
    "body", [{"metric_name": "holdTime"}, {"metric_value": 1.0}, {"metric_name": "x", "metric_value": None}]
)
async def test_half_a_single_metric_is_refused(as_alice: httpx2.AsyncClient, alice: User, body: object) -> None:
    task = await make_task(alice, await make_session(alice))

    answer = await as_alice.post(f"/tasks/{task.id}/metrics", json=body)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"
    assert len(answer.json()["detail"][0]["loc"]) == 2


async def test_all_digits_of_a_value_are_kept(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    await as_alice.post(f"/tasks/{task.id}/metrics", json={"a": 162.40000000000003, "b": 0.12345678901234568})

    assert await recorded(as_alice, task.id) == [("a", 162.40000000000003), ("b", 0.12345678901234568)]


async def test_a_late_metric_changes_the_sessions_score(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    task = await make_task(alice, session, {"oneLegScore": 2.0})

    await as_alice.post(f"/tasks/{task.id}/metrics", json={"metric_name": "oneLegScore", "metric_value": 0})

    (listed,) = (await as_alice.get("/sessions")).json()
    assert (listed["overall_score"], listed["risk_level"]) == (0, "high")


async def test_deleting_a_metric_changes_the_sessions_score(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    task = await make_task(alice, session, {"oneLegScore": 2.0})
    metric = await Metric.get(task_id=task.id)

    answer = await as_alice.delete(f"/metrics/{metric.id}")

    assert answer.json()["metric_id"] == str(metric.id)
    assert (await Session.get(id=session.id)).overall_score is None


async def test_deleting_a_task_changes_the_sessions_score(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"oneLegScore": 2.0})
    task = await make_task(alice, session, {"walkScore": 0.0}, task_name="walk")

    await as_alice.delete(f"/tasks/{task.id}")

    assert (await Session.get(id=session.id)).overall_score == 100


async def test_a_corrected_status_changes_the_sessions_score(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    task = await make_task(alice, session)

    answer = await as_alice.patch(f"/tasks/{task.id}", json={"status": "failed"})

    assert answer.json()["score"] == 0
    assert (await Session.get(id=session.id)).risk_level == "high"


async def test_a_renamed_task_is_graded_by_its_new_name(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    task = await make_task(alice, session, {"holdTime": 5.0})

    await as_alice.patch(f"/tasks/{task.id}", json={"task_name": "tiptoe"})

    metric = await Metric.get(task_id=task.id)
    assert metric.level == "borderline"


async def test_a_task_is_read_by_its_id(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice), notes="Completed one_leg")

    answer = await as_alice.get(f"/tasks/{task.id}")

    assert answer.json()["notes"] == "Completed one_leg"
    assert answer.headers["etag"] == '"1"'


@pytest.mark.parametrize("path", ["/tasks/no-such-task", "/tasks/00000000-0000-4000-8000-000000000003/metrics"])
async def test_an_unknown_task_is_not_found(as_alice: httpx2.AsyncClient, path: str) -> None:
    answer = await as_alice.get(path)

    assert answer.json()["detail"] == f"Task {path.split('/')[2]} not found"


async def test_a_strangers_task_takes_no_metric(as_alice: httpx2.AsyncClient, bob: User) -> None:
    task = await make_task(bob, await make_session(bob))

    answer = await as_alice.post(f"/tasks/{task.id}/metrics", json={"metric_name": "holdTime", "metric_value": 1})

    assert answer.status_code == 404
    assert await Metric.all().count() == 0


async def test_the_body_is_checked_before_the_session(as_alice: httpx2.AsyncClient) -> None:
    assert (await as_alice.post("/sessions/no-such-session/tasks", json={})).status_code == 422


async def test_more_than_a_thousand_metrics_of_a_task_come_in_pages(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))
    for start in (0, 700):
        await as_alice.post(f"/tasks/{task.id}/metrics", json={f"m{n}": n for n in range(start, start + 700)})

    first = await as_alice.get(f"/tasks/{task.id}/metrics")
    second = await as_alice.get(first.links["next"]["url"])

    assert [row["metric_value"] for row in first.json() + second.json()] == list(range(1400))


async def test_tasks_come_in_the_order_of_recording(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    made = [await make_task(alice, session, task_name=name) for name in ("squat", "jump", "walk")]
    await as_alice.patch(f"/tasks/{made[0].id}", json={"notes": "changed"})

    listed = (await as_alice.get(f"/sessions/{session.id}/tasks")).json()

    assert [row["task_name"] for row in listed] == ["squat", "jump", "walk"]


async def test_metrics_leave_one_line_of_audit_with_their_names(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    await as_alice.post(f"/tasks/{task.id}/metrics", json={"a": 1, "b": 2})

    line = await AuditLine.get(kind="task.metrics")
    assert (line.action, line.row_id, line.changed) == ("create", task.id, ["a", "b"])


async def test_a_stale_change_of_a_task_is_refused(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    answer = await as_alice.patch(f"/tasks/{task.id}", json={"notes": "x"}, headers={"If-Match": '"7"'})

    assert answer.status_code == 412
    assert (await Task.get(id=task.id)).notes == ""


@pytest.mark.parametrize(
    ("scores", "renamed", "to"),
    [
        ({"walk": 0.0, "squat": 2.0, "raise_hand": 2.0, "one_leg": 2.0}, "walk", "tiptoe"),
        ({"jump": 2.0, "squat": 0.0, "walk": 2.0}, "squat", "jump"),
    ],
)
async def test_a_renamed_task_counts_by_its_new_name(
    as_alice: httpx2.AsyncClient, alice: User, scores: dict[str, float], renamed: str, to: str
) -> None:
    session = await make_session(alice)
    tasks = {name: await make_task(alice, session, {"score": score}, task_name=name) for name, score in scores.items()}

    await as_alice.patch(f"/tasks/{tasks[renamed].id}", json={"task_name": to})

    report = (await as_alice.get(f"/sessions/{session.id}/report")).json()
    stored = await Session.get(id=session.id)
    assert (stored.overall_score, stored.risk_level) == (report["overall_score"], report["risk_level"])


@given(names=st.lists(st.text(max_size=20), min_size=1, unique=True), values=st.data())
def test_new_metrics_are_written_as_the_schema_writes_them(names: list[str], values: st.DataObject) -> None:
    found = {name: values.draw(st.floats(allow_nan=False, allow_infinity=False)) for name in names}
    ids, task_id = [uuid4() for _ in found], uuid4()

    assert _written([str(made) for made in ids], task_id, found) == [
        MetricOut(id=made, task_id=task_id, metric_name=name, metric_value=value).model_dump_json()
        for made, (name, value) in zip(ids, found.items(), strict=True)
    ]
