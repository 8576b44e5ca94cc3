import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from project.assessments.imports import blocks
from project.assessments.imports.lines import MAX_ERRORS
from project.assessments.models import Import, Session, Task
from project.core.db import long_transactions
from project.core.db.pool import FairSemaphore
from project.core.http import spool
from project.service import Role
from project.users.models import AuditLine, Organisation, User
from tests.factories import auth, make_session, make_task, make_user

MINA = {"child_name": "Mina Haddad", "child_age": 8}
WHOLE = {
    **MINA,
    "child_height_cm": 130.5,
    "child_gender": "female",
    "child_notes": "Wears glasses, \t tabs and \\ too",
    "task_metrics": {"device": "tablet", "list": [1, None]},
    "started_at": "2024-05-14T09:30:00Z",
    "tasks": [
        {"task_name": "one_leg", "status": "success", "metrics": {"holdTime": 5.012, "oneLegScore": 2, "side": "left"}},
        {"task_name": "walk", "duration_seconds": 12.5, "notes": "Tired", "metrics": {"stepCount": 4}},
        {"task_name": "jump"},
    ],
}
PARENT = "0192f0c1-7f00-7000-8000-000000000001"


def lines(*documents: Any) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


async def upload(client: httpx2.AsyncClient, content: bytes | AsyncIterator[bytes], **query: Any) -> Any:
    answer = await client.post("/sessions/import", content=content, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def failed(found: Any) -> dict[int, list[tuple[list[Any], str]]]:
    """Return location and type of each error, by line."""
    return {fault["line"]: [(error["loc"], error["type"]) for error in fault["errors"]] for fault in found["errors"]}


async def exported(client: httpx2.AsyncClient) -> list[Any]:
    answer = await client.get("/sessions/export.ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def without(keys: set[str], found: Any) -> Any:
    if isinstance(found, dict):
        return {key: without(keys, value) for key, value in found.items() if key not in keys}
    return [without(keys, part) for part in found] if isinstance(found, list) else found


IDS = {"id", "session_id", "task_id", "display_id"}


async def test_a_line_is_stored_as_the_same_body_is(as_alice: httpx2.AsyncClient) -> None:
    found = await upload(as_alice, lines(WHOLE))
    posted = await as_alice.post("/assessments", json=WHOLE)
    imported, _ = await exported(as_alice)

    assert found == {"lines": 1, "stored": 1, "failed": 0, "errors": []}
    assert without(IDS, imported) == without(IDS, posted.json())
    assert (imported["risk_level"], imported["overall_score"]) == ("normal", 75)


async def test_the_audit_of_a_line_equals_that_of_the_same_body(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await upload(as_alice, lines(WHOLE))
    imported = await AuditLine.all().order_by("id").values("action", "kind", "changed", "user_id", "organisation_id")
    await AuditLine.all().delete()
    await as_alice.post("/assessments", json=WHOLE)
    posted = await AuditLine.all().order_by("id").values("action", "kind", "changed", "user_id", "organisation_id")

    assert imported == posted
    assert [line["kind"] for line in imported] == ["session", "task", "task", "task"]


async def test_rows_come_in_the_order_of_the_lines(as_alice: httpx2.AsyncClient) -> None:
    names = [f"Child {letter}" for letter in "zxya"]
    metrics = {"c": 1, "a": 2, "b": 3}
    task = {"task_name": "walk", "metrics": metrics}
    await upload(as_alice, lines(*({**MINA, "child_name": name, "tasks": [task, task]} for name in names)))

    found = sorted(await exported(as_alice), key=lambda row: int(row["display_id"]))

    assert [row["child_name"] for row in found] == names
    assert [m["metric_name"] for row in found for t in row["tasks"] for m in t["metrics"]] == [*metrics] * 8


async def test_each_bad_line_is_reported_with_its_number_and_the_others_are_stored(
    as_alice: httpx2.AsyncClient,
) -> None:
    found = await upload(as_alice, lines({**MINA, "child_age": 26}, MINA, {"child_age": "x"}, [], MINA))

    assert (found["lines"], found["stored"], found["failed"]) == (5, 2, 3)
    assert failed(found) == {
        1: [(["body", "child_age"], "less_than_equal")],
        3: [(["body", "child_name"], "missing"), (["body", "child_age"], "int_parsing")],
        4: [(["body"], "model_type")],
    }


async def test_a_nested_error_has_its_location(as_alice: httpx2.AsyncClient) -> None:
    tasks = [{"task_name": "walk", "metrics": [{"metric_name": "x", "metric_value": 1}, {"metric_name": "x"}]}]
    many = {"task_name": "walk", "metrics": {f"m{n}": 1 for n in range(1001)}}

    found = await upload(as_alice, lines({**MINA, "tasks": tasks}, {**MINA, "tasks": [many]}))

    assert failed(found) == {
        1: [(["body", "tasks", 0, "metrics", 1, "metric_value"], "missing")],
        2: [(["body", "tasks", 0, "metrics"], "value_error")],
    }


async def test_errors_quote_nothing_that_was_sent(as_alice: httpx2.AsyncClient) -> None:
    secret = "Sensitive-Name"
    bad = lines(
        {"child_name": secret, "child_age": secret, "tasks": [{"task_name": [secret], "metrics": {secret: secret * 9}}]}
    )

    answer = await as_alice.post("/sessions/import", content=bad + secret.encode())

    assert answer.json()["failed"] == 2
    assert secret not in answer.text


async def test_the_errors_of_one_line_are_bounded(as_alice: httpx2.AsyncClient) -> None:
    found = await upload(as_alice, lines({**MINA, "tasks": [{}] * 500}))

    assert len(found["errors"][0]["errors"]) == MAX_ERRORS


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
async def test_empty_lines_count_and_the_last_needs_no_end(as_alice: httpx2.AsyncClient, end: bytes) -> None:
    one = json.dumps(MINA).encode()

    found = await upload(as_alice, end.join([b"", one, b"  ", b"nonsense", one]))

    assert (found["lines"], found["stored"], found["failed"]) == (5, 2, 1)
    assert failed(found) == {4: [(["body"], "json_invalid")]}


async def test_an_empty_body_is_an_upload_of_no_lines(as_alice: httpx2.AsyncClient) -> None:
    assert await upload(as_alice, b"") == {"lines": 0, "stored": 0, "failed": 0, "errors": []}


async def test_a_byte_order_mark_is_skipped(as_alice: httpx2.AsyncClient) -> None:
    assert (await upload(as_alice, b"\xef\xbb\xbf" + lines(MINA, MINA)))["stored"] == 2


@pytest.mark.parametrize("bad", [b'{"child_name": "\xff"}', b"{", b'{"child_name": "\\ud800", "child_age": 8}', b"\0"])
async def test_invalid_json_is_an_error_of_its_line(as_alice: httpx2.AsyncClient, bad: bytes) -> None:
    found = await upload(as_alice, bad + b"\n" + lines(MINA))

    assert failed(found) == {1: [(["body"], "json_invalid")]}
    assert found["stored"] == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "true", "123456789012345678901234567890"])
async def test_a_number_out_of_range_is_an_error_of_its_line(as_alice: httpx2.AsyncClient, number: str) -> None:
    bodies = [f'{{"x": {number}}}', f'[{{"metric_name": "x", "metric_value": {number}}}]']
    texts = ['{"child_name": "A", "child_age": 8, "tasks": [{"task_name": "a", "metrics": ' + b + "}]}" for b in bodies]

    found = await upload(as_alice, "\n".join(texts).encode())

    kept_beside = number == "true"
    only_too_long_for_json = number.startswith("123")
    assert set(failed(found)) == {1, 2} - ({1} if kept_beside else set()) - ({2} if only_too_long_for_json else set())


async def test_a_too_long_line_is_dropped_as_it_arrives(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield lines(MINA)[:20]
        yield lines(MINA)[20:] + b'{"child_name": "'
        for _ in range(40):
            yield b"x" * 100_000
        yield b'"}\n' + lines(MINA)

    found = await upload(as_alice, pieces())

    assert (found["stored"], failed(found)) == (2, {2: [(["body"], "bytes_too_long")]})


async def test_other_bodies_keep_their_limit(as_alice: httpx2.AsyncClient) -> None:
    for method, path in [("PATCH", "/sessions/import"), ("POST", "/sessions"), ("POST", "/sessions/import/tasks")]:
        assert (await as_alice.request(method, path, content=b" " * 2_000_001)).status_code == 413


async def test_an_export_is_imported_elsewhere_unchanged(
    client: httpx2.AsyncClient, as_alice: httpx2.AsyncClient, bob: User
) -> None:
    first = {**WHOLE, "id": PARENT, "observations": "Calm", "diagnosis": "None", "recommendations": "Play"}
    follow_up = {**WHOLE, "child_name": "Mina H", "session_type": "followup", "parent_session_id": PARENT}
    assert (await upload(as_alice, lines(first, follow_up)))["stored"] == 2
    for name in ("extra", "extra"):
        (task, *_) = (await exported(as_alice))[0]["tasks"]
        await as_alice.post(f"/tasks/{task['id']}/metrics", json={"metric_name": name, "metric_value": 1.5})
    file = (await as_alice.get("/sessions/export.ndjson")).text
    before = await exported(as_alice)
    for row in before:
        await as_alice.delete(f"/sessions/{row['id']}")

    client.headers |= auth(bob)
    found = await upload(client, file.encode())

    after = await exported(client)
    assert (found["stored"], found["failed"]) == (2, 0)
    assert [row["id"] for row in after] == [row["id"] for row in before]
    assert without(IDS, after) == without(IDS, before)
    assert [len(row["tasks"][0]["metrics"]) for row in after] == [4, 2]


async def test_grades_in_a_line_are_ignored(as_alice: httpx2.AsyncClient) -> None:
    tasks = [{"task_name": "one_leg", "score": 2, "metrics": [{"metric_name": "oneLegScore", "metric_value": 0}]}]
    tasks[0]["metrics"][0]["level"] = "normal"  # type: ignore[index]
    await upload(as_alice, lines({**MINA, "risk_level": "normal", "overall_score": 100, "tasks": tasks}))

    (row,) = await exported(as_alice)

    assert (row["risk_level"], row["overall_score"], row["tasks"][0]["score"]) == ("high", 0, 0)
    assert row["tasks"][0]["metrics"][0]["level"] == "abnormal"


async def test_values_that_are_not_numbers_are_merged(as_alice: httpx2.AsyncClient) -> None:
    task = {"task_name": "walk", "metrics": {"steps": 4, "side": "left"}, "other_metrics": {"shoes": None}}
    await upload(as_alice, lines({**MINA, "tasks": [task]}))

    ((row,),) = [found["tasks"] for found in await exported(as_alice)]

    assert row["other_metrics"] == {"shoes": None, "side": "left"}
    assert [metric["metric_name"] for metric in row["metrics"]] == ["steps"]


async def test_a_taken_id_is_reported_alike_whoever_has_it(
    as_alice: httpx2.AsyncClient, alice: User, bob: User
) -> None:
    own, foreign = await make_session(alice), await make_session(bob)

    found = await upload(as_alice, lines({**MINA, "id": str(own.id)}, {**MINA, "id": str(foreign.id)}))

    assert found["stored"] == 0
    assert [fault["errors"] for fault in found["errors"]] == [
        [{"type": "value_error", "loc": ["body", "id"], "msg": "This id is taken"}]
    ] * 2


async def test_an_id_is_taken_once_in_an_upload(as_alice: httpx2.AsyncClient) -> None:
    found = await upload(as_alice, lines({**MINA, "id": PARENT}, {**MINA, "id": PARENT.upper()}))

    assert (found["stored"], failed(found)) == (1, {2: [(["body", "id"], "value_error")]})


async def test_a_parent_is_of_the_organisation_or_an_earlier_line(
    as_alice: httpx2.AsyncClient, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 3)
    own, foreign = await make_session(alice), await make_session(bob)
    later = "0192f0c1-7f00-7000-8000-000000000002"

    found = await upload(
        as_alice,
        lines(
            {**MINA, "parent_session_id": str(own.id)},
            {**MINA, "id": PARENT},
            {**MINA, "parent_session_id": PARENT},
            {**MINA, "parent_session_id": PARENT},
            {**MINA, "parent_session_id": later},
            {**MINA, "id": later, "parent_session_id": later},
            {**MINA, "parent_session_id": str(foreign.id)},
            {**MINA, "parent_session_id": later},
        ),
    )

    assert found["stored"] == 4
    assert failed(found) == {number: [(["body", "parent_session_id"], "value_error")] for number in (5, 6, 7, 8)}
    assert len({str(fault["errors"]) for fault in found["errors"]}) == 1


async def test_a_row_that_the_database_refuses_is_found(
    as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await Session.objects.sql("ALTER TABLE session ADD CONSTRAINT odd CHECK (child_name <> 'Odd')")
    odd = {**MINA, "child_name": "Odd", "id": PARENT}

    found = await upload(as_alice, lines(MINA, MINA, odd, {**MINA, "parent_session_id": PARENT}, MINA))

    assert found["stored"] == 3
    assert failed(found) == {3: [(["body"], "value_error")], 4: [(["body", "parent_session_id"], "value_error")]}


async def test_an_anonymous_upload_is_refused(client: httpx2.AsyncClient) -> None:
    assert (await client.post("/sessions/import", content=lines(MINA))).status_code == 401


async def test_who_may_only_read_may_not_import(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    viewer = await make_user(clinic, Role.VIEWER)

    assert (await client.post("/sessions/import", content=lines(MINA), headers=auth(viewer))).status_code == 403


async def test_all_or_nothing_stores_all(as_alice: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 2)

    found = await upload(as_alice, lines(MINA, WHOLE, MINA), atomic=True)

    assert (found["stored"], len(await exported(as_alice))) == (3, 3)


async def test_all_or_nothing_stores_nothing_and_reports_all_faults(
    as_alice: httpx2.AsyncClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_LINES", 2)
    monkeypatch.setattr(spool, "IN_MEMORY_BYTES", 10)
    content = lines({**MINA, "id": PARENT}, {}, {**MINA, "parent_session_id": PARENT}, *[{"child_name": "é"}] * 2000)

    answer = await as_alice.post("/sessions/import?atomic=true", content=content)

    found = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert (found["status"], found["lines"], found["stored"], found["failed"]) == (422, 2003, 0, 2001)
    assert found["detail"][0]["msg"] == "2001 of 2003 lines cannot be stored, so none was"
    assert [fault["line"] for fault in found["errors"]] == [2, *range(4, 2004)]
    assert [await model.all().count() for model in (Session, Task, AuditLine, Import)] == [0, 0, 0, 0]


@pytest.fixture
def no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = FairSemaphore(0, 0.01)
    monkeypatch.setattr(long_transactions, "turns", lambda: turns)


async def test_all_or_nothing_waits_for_a_turn(as_alice: httpx2.AsyncClient, no_turn: None) -> None:
    answer = await as_alice.post("/sessions/import?atomic=true", content=lines(MINA))

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert (await upload(as_alice, lines(MINA)))["stored"] == 1


async def test_a_metric_of_the_same_name_replaces_one_that_came_in_an_object(
    as_alice: httpx2.AsyncClient, alice: User
) -> None:
    tasks = [
        {"task_name": "walk", "metrics": {"x": 1}},
        {"task_name": "walk", "metrics": [{"metric_name": "x", "metric_value": 1}]},
    ]
    await upload(as_alice, lines({**MINA, "tasks": tasks}))
    ((first, second),) = [row["tasks"] for row in await exported(as_alice)]
    for task in (first, second):
        await as_alice.post(f"/tasks/{task['id']}/metrics", json={"x": 2})

    ((first, second),) = [row["tasks"] for row in await exported(as_alice)]

    assert [len(task["metrics"]) for task in (first, second)] == [1, 2]


async def test_what_is_imported_can_be_found_by_name(as_alice: httpx2.AsyncClient, alice: User) -> None:
    await make_task(alice, await make_session(alice, child_name="Omar"))
    await upload(as_alice, lines(MINA))

    found = (await as_alice.get("/sessions", params={"q": "hadd"})).json()

    assert [row["child_name"] for row in found] == ["Mina Haddad"]
