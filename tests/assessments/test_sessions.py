from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx2
import pytest

from project.assessments.models import Metric, Session, Task
from project.service import Role
from project.users.models import AuditLine, Organisation, User
from tests.factories import auth, make_session, make_task, make_user

MINA = {"child_name": "Mina Haddad", "child_age": 8}
UNKNOWN = "00000000-0000-4000-8000-000000000001"


async def test_a_new_session_has_the_keys_of_the_contract_in_their_order(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/sessions", json=MINA)

    assert answer.status_code == 201
    assert list(answer.json())[:11] == [
        "id", "display_id", "child_name", "child_age", "child_height_cm", "child_weight_kg", "child_gender",
        "child_notes", "started_at", "session_type", "parent_session_id",
    ]  # fmt: skip


async def test_decimals_of_height_and_weight_come_back(as_alice: httpx2.AsyncClient) -> None:
    made = await as_alice.post("/sessions", json={**MINA, "child_height_cm": 130.55, "child_weight_kg": 28})

    read = (await as_alice.get(f"/sessions/{made.json()['id']}")).json()

    assert (read["child_height_cm"], read["child_weight_kg"]) == (130.55, 28)


async def test_created_at_is_the_time_of_creation(as_alice: httpx2.AsyncClient) -> None:
    made = (await as_alice.post("/sessions", json=MINA)).json()

    started_at = datetime.fromisoformat(made["started_at"])
    assert abs(datetime.now(UTC) - started_at) < timedelta(minutes=1)
    assert made["created_at"] == made["started_at"]


@pytest.mark.parametrize("empty", [None, ""])
async def test_an_empty_session_type_means_initial(as_alice: httpx2.AsyncClient, empty: str | None) -> None:
    answer = await as_alice.post("/sessions", json={**MINA, "session_type": empty})

    assert answer.json()["session_type"] == "initial"


@pytest.mark.parametrize("age", ["8", 8.0])
async def test_an_age_is_accepted_in_the_forms_the_original_accepted(as_alice: httpx2.AsyncClient, age: object) -> None:
    answer = await as_alice.post("/sessions", json={**MINA, "child_age": age})

    assert answer.json()["child_age"] == 8


async def test_task_metrics_of_a_session_are_kept(as_alice: httpx2.AsyncClient) -> None:
    made = await as_alice.post("/sessions", json={**MINA, "task_metrics": {"walk": {"stepCount": 10}, "note": "x"}})

    full = await as_alice.get(f"/sessions/{made.json()['id']}/full")

    assert full.json()["task_metrics"] == {"walk": {"stepCount": 10}, "note": "x"}


async def test_display_ids_are_short_and_distinct(as_alice: httpx2.AsyncClient) -> None:
    first = (await as_alice.post("/sessions", json=MINA)).json()["display_id"]
    second = (await as_alice.post("/sessions", json=MINA)).json()["display_id"]

    assert 1000 <= first < second


async def test_a_session_is_created_without_credentials_by_nobody(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/sessions", json=MINA)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_viewer_may_read_but_not_create(client: httpx2.AsyncClient, clinic: Organisation, alice: User) -> None:
    session = await make_session(alice)
    client.headers |= auth(await make_user(clinic, Role.VIEWER))

    assert (await client.get(f"/sessions/{session.id}")).status_code == 200
    assert (await client.post("/sessions", json=MINA)).status_code == 403


async def test_a_strangers_session_is_not_found(as_alice: httpx2.AsyncClient, bob: User) -> None:
    session = await make_session(bob)

    answer = await as_alice.get(f"/sessions/{session.id}")

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Session {session.id} not found"


@pytest.mark.parametrize("session_id", [UNKNOWN, "no-such-session", "%00", "{0}", "9" * 400])
async def test_a_malformed_id_is_not_found(as_alice: httpx2.AsyncClient, session_id: str) -> None:
    answer = await as_alice.get(f"/sessions/{session_id}")

    assert answer.status_code == 404
    assert "not found" in answer.json()["detail"]


async def test_a_follow_up_of_another_child_is_stored_with_warnings(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice, child_name="Noor", child_age=9, child_gender="female")
    body = {"child_name": "Omar", "child_age": 8, "child_gender": "male", "parent_session_id": str(parent.id)}

    answer = await as_alice.post("/sessions", json={**body, "session_type": "followup"})

    assert answer.status_code == 201
    assert len(answer.json()["warnings"]) == 3


@pytest.mark.parametrize("parent", [UNKNOWN, "", "no-uuid"])
async def test_an_unknown_parent_is_refused(as_alice: httpx2.AsyncClient, alice: User, parent: str) -> None:
    answer = await as_alice.post("/sessions", json={**MINA, "parent_session_id": parent})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "parent_session_id"]
    assert not await Session.objects.of(alice.caller()).exists()


async def test_a_strangers_session_is_no_parent(as_alice: httpx2.AsyncClient, bob: User) -> None:
    session = await make_session(bob)

    answer = await as_alice.post("/sessions", json={**MINA, "parent_session_id": str(session.id)})

    assert answer.status_code == 422


async def test_follow_ups_are_listed_oldest_first(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice)
    later = await make_session(alice, parent_session_id=parent.id)
    earlier = await make_session(alice, parent_session_id=parent.id, started_at=parent.started_at - timedelta(days=1))

    answer = await as_alice.get(f"/sessions/{parent.id}/followups")

    assert [row["id"] for row in answer.json()] == [str(earlier.id), str(later.id)]


async def test_follow_ups_of_an_unknown_session_are_none(as_alice: httpx2.AsyncClient) -> None:
    assert (await as_alice.get("/sessions/no-such-session/followups")).json() == []


async def test_a_session_cannot_follow_itself_indirectly(as_alice: httpx2.AsyncClient, alice: User) -> None:
    first = await make_session(alice)
    second = await make_session(alice, parent_session_id=first.id)
    third = await make_session(alice, parent_session_id=second.id)

    answer = await as_alice.patch(f"/sessions/{first.id}", json={"parent_session_id": str(third.id)})

    assert answer.status_code == 422


async def test_a_change_touches_only_what_is_sent(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice, child_notes="Wears glasses")

    answer = await as_alice.patch(f"/sessions/{session.id}", json={"diagnosis": "None", "child_height_cm": 131.5})

    assert answer.status_code == 200
    found = answer.json()
    assert (found["child_notes"], found["diagnosis"], found["child_height_cm"]) == ("Wears glasses", "None", 131.5)


@pytest.mark.parametrize("body", [{"child_name": None}, {"child_age": None}, {"child_age": 26}, {"child_name": " "}])
async def test_a_change_cannot_null_a_required_field(as_alice: httpx2.AsyncClient, alice: User, body: object) -> None:
    session = await make_session(alice)

    assert (await as_alice.patch(f"/sessions/{session.id}", json=body)).status_code == 422


async def test_a_corrected_name_is_found_by_its_new_words(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await as_alice.patch(f"/sessions/{session.id}", json={"child_name": "Émilie Dubois"})

    found = await as_alice.get("/sessions", params={"q": "emi dub"})

    assert [row["id"] for row in found.json()] == [str(session.id)]


async def test_a_corrected_age_regrades_the_metrics(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice, child_age=8)
    await make_task(alice, session, {"holdTime": 3.0})

    await as_alice.patch(f"/sessions/{session.id}", json={"child_age": 3})

    full = (await as_alice.get(f"/sessions/{session.id}/full")).json()
    assert full["tasks"][0]["metrics"][0]["level"] == "normal"


async def test_a_change_of_an_older_version_is_refused(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    tag = (await as_alice.get(f"/sessions/{session.id}")).headers["etag"]
    await as_alice.patch(f"/sessions/{session.id}", json={"observations": "first"}, headers={"If-Match": tag})

    answer = await as_alice.patch(f"/sessions/{session.id}", json={"observations": "second"}, headers={"If-Match": tag})

    assert answer.status_code == 412
    assert (await Session.get(id=session.id)).observations == "first"


async def test_a_session_with_a_matching_etag_is_not_sent_again(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    tag = (await as_alice.get(f"/sessions/{session.id}")).headers["etag"]

    answer = await as_alice.get(f"/sessions/{session.id}", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


async def test_deleting_takes_tasks_and_metrics_and_leaves_follow_ups(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"holdTime": 5.0})
    followup = await make_session(alice, parent_session_id=session.id, session_type="followup")

    answer = await as_alice.delete(f"/sessions/{session.id}")

    assert answer.json() == {"message": "Session deleted successfully", "session_id": str(session.id)}
    assert (await Task.all().count(), await Metric.all().count()) == (0, 0)
    left = (await as_alice.get(f"/sessions/{followup.id}")).json()
    assert (left["session_type"], left["parent_session_id"]) == ("followup", None)


async def test_deleting_twice_is_not_found(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await as_alice.delete(f"/sessions/{session.id}")

    assert (await as_alice.delete(f"/sessions/{session.id}")).status_code == 404


async def test_a_whole_assessment_is_stored_by_one_request(as_alice: httpx2.AsyncClient) -> None:
    tasks = [
        {"task_name": "one_leg", "status": "success", "metrics": {"oneLegScore": 2, "side": "left"}},
        {"task_name": "walk", "status": "failed", "metrics": {}},
    ]

    answer = await as_alice.post("/assessments", json={**MINA, "tasks": tasks})

    assert answer.status_code == 201
    full = answer.json()
    assert full == (await as_alice.get(f"/sessions/{full['id']}/full")).json()
    assert [(task["task_name"], task["score"]) for task in full["tasks"]] == [("one_leg", 2), ("walk", 0)]
    assert (full["overall_score"], full["risk_level"]) == (50, "high")
    assert full["tasks"][0]["other_metrics"] == {"side": "left"}


async def test_an_assessment_with_one_bad_task_stores_nothing(as_alice: httpx2.AsyncClient, alice: User) -> None:
    tasks = [{"task_name": "one_leg"}, {"task_name": "walk", "duration_seconds": -1}]

    answer = await as_alice.post("/assessments", json={**MINA, "tasks": tasks})

    assert answer.status_code == 422
    assert not await Session.objects.of(alice.caller()).exists()


async def test_an_assessment_may_be_in_the_past(as_alice: httpx2.AsyncClient) -> None:
    answer = await as_alice.post("/assessments", json={**MINA, "started_at": "2025-03-01T10:00:00+02:00"})

    assert answer.json()["started_at"] == "2025-03-01T08:00:00Z"


async def test_every_write_is_audited_with_its_user(as_alice: httpx2.AsyncClient, alice: User) -> None:
    made = UUID((await as_alice.post("/sessions", json=MINA)).json()["id"])
    await as_alice.patch(f"/sessions/{made}", json={"diagnosis": "None"})
    await as_alice.delete(f"/sessions/{made}")

    lines = await AuditLine.filter(row_id=made).order_by("id")

    assert [(line.action, line.changed) for line in lines] == [
        ("create", ["child_name", "child_age", "session_type"]),
        ("update", ["diagnosis"]),
        ("delete", []),
    ]
    assert {line.user_id for line in lines} == {alice.id}


async def test_a_follow_up_that_loses_its_parent_has_changed(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice)
    followup = await make_session(alice, parent_session_id=parent.id)
    tag = (await as_alice.get(f"/sessions/{followup.id}")).headers["etag"]

    await as_alice.delete(f"/sessions/{parent.id}")

    assert (await as_alice.get(f"/sessions/{followup.id}", headers={"If-None-Match": tag})).status_code == 200
    line = await AuditLine.get(row_id=followup.id, action="update")
    assert line.changed == ["parent_session_id"]


@pytest.mark.parametrize("body", [{"child_name": "Omar"}, {}])
async def test_a_changed_follow_up_is_answered_with_its_warnings(
    as_alice: httpx2.AsyncClient, alice: User, body: object
) -> None:
    parent = await make_session(alice, child_name="Noor")
    followup = await make_session(alice, child_name="Lina", parent_session_id=parent.id)

    answer = await as_alice.patch(f"/sessions/{followup.id}", json=body)

    assert len(answer.json()["warnings"]) == 1


async def test_an_empty_type_does_not_change_a_follow_up(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice, session_type="followup")

    assert (await as_alice.patch(f"/sessions/{session.id}", json={"session_type": ""})).status_code == 422


async def test_a_follow_up_can_be_detached(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice, child_name="Noor")
    followup = await make_session(alice, child_name="Lina", parent_session_id=parent.id)

    answer = await as_alice.patch(f"/sessions/{followup.id}", json={"parent_session_id": None})

    assert (answer.json()["parent_session_id"], answer.json()["warnings"]) == (None, [])


async def test_the_lines_of_an_assessment_name_what_was_given(as_alice: httpx2.AsyncClient) -> None:
    await as_alice.post("/assessments", json={**MINA, "tasks": [{"task_name": "walk", "metrics": {"stepCount": 10}}]})

    line = await AuditLine.get(kind="task")
    assert line.changed == ["task_name", "duration_seconds", "status", "notes", "metrics"]
