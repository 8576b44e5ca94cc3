"""A line is accepted and refused exactly like the same body of POST /assessments."""

import json
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from project.assessments.imports import blocks
from project.assessments.imports.chained_lines import ChainedLines
from project.assessments.imports.lines import read_session
from project.assessments.imports.state import ImportState
from project.assessments.imports.upload import ImportUpload
from project.assessments.norms.metrics import METRIC_DEFINITIONS
from project.assessments.schemas.assessments import AssessmentIn
from project.assessments.schemas.import_lines import SessionLine
from tests.assessments.imports.test_imports import IDS, without

texts = st.text(max_size=8) | st.sampled_from(["", " ", "\x00", "\u200b", "é", "Mina", "x" * 101])
numbers = st.floats() | st.integers() | st.sampled_from([0, 1, 2.5, 2**53, 2**63, -0.0, 1e16])
junk = (
    st.none()
    | st.booleans()
    | numbers
    | texts
    | st.lists(texts, max_size=2)
    | st.dictionaries(texts, texts, max_size=2)
)
names = st.sampled_from([name for task in METRIC_DEFINITIONS.values() for name in task]) | texts
metrics = (
    st.dictionaries(names, numbers, max_size=6) | st.dictionaries(names, junk, max_size=6) | numbers | texts
)  # only imports accept a list


def fields(**known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Generate fields that are mostly valid, or missing."""
    return st.fixed_dictionaries({}, optional={name: st.one_of(good, good, good, junk) for name, good in known.items()})


tasks = fields(
    task_name=st.sampled_from([*METRIC_DEFINITIONS, "free"]),
    duration_seconds=st.floats(0, 86_400),
    status=st.sampled_from(["success", "failed", "", None]),
    notes=st.text('abc\n\t\\"é', max_size=9),
)
tasks = st.tuples(tasks, st.none() | metrics).map(lambda pair: {**pair[0], "metrics": pair[1]})
bodies = fields(
    child_name=st.sampled_from(["Mina Haddad", "أحمد", "O'Brien \\ \t"]),
    child_age=st.integers(0, 25),
    child_height_cm=st.floats(1, 300),
    child_gender=st.sampled_from(["female", None]),
    child_notes=st.text('abc\n\t\\"é', max_size=9),
    started_at=st.sampled_from(["2024-05-14T09:30:00Z", "2024-05-14T09:30:00+02:00", "1889-01-01T00:00:00Z", None]),
    task_metrics=st.dictionaries(texts, junk, max_size=3),
    session_type=st.sampled_from(["initial", "followup", "", None]),
    tasks=st.lists(tasks, max_size=3),
).map(lambda body: {"child_name": "Mina", "child_age": 8, **body})


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=bodies)
async def test_a_line_is_accepted_and_refused_like_the_body(as_alice: httpx2.AsyncClient, body: dict[str, Any]) -> None:
    text = json.dumps(body).encode("utf-8", "replace")
    headers = {"Content-Type": "application/json"}
    posted = await as_alice.post("/assessments", content=text, headers=headers)
    found = (await as_alice.post("/sessions/import", content=text)).json()

    if posted.status_code == 422:
        ((errors,),) = [[fault["errors"] for fault in found["errors"]]]
        assert without({"msg", "type"}, errors) == without({"msg", "type"}, posted.json()["detail"][:20])
    else:
        assert posted.status_code == 201, posted.text
        exported = (await as_alice.get("/sessions/export.ndjson")).text.splitlines()
        rows = [json.loads(line) for line in exported if json.loads(line)["id"] != posted.json()["id"]]
        times = {"started_at", "created_at"} if body.get("started_at") is None else set()
        assert [without(IDS | times, row) for row in rows] == [without(IDS | times, posted.json())]
        await as_alice.delete(f"/sessions/{posted.json()['id']}")
        await as_alice.delete(f"/sessions/{rows[0]['id']}")


def test_the_errors_of_a_line_are_few_however_many_metrics_are_wrong() -> None:
    task = {"task_name": "walk", "metrics": [{}] * 10_000}
    line = json.dumps({"child_name": "Mina", "child_age": 8, "tasks": [task] * 60}).encode()

    with pytest.raises(ValidationError) as found:
        SessionLine.model_validate_json(line)

    assert found.value.error_count() == 60 * 2


def test_documents_of_a_line_are_kept_as_text() -> None:
    task = {"task_name": "walk", "metrics": {"side": "left"}}
    line = {"child_name": "Mina", "child_age": 8, "task_metrics": {"b": [1, None], "a": "é"}, "tasks": [task]}

    session = read_session(1, json.dumps(line).encode())

    assert session.values["task_metrics"] == '{"b":[1,null],"a":"é"}'
    assert session.tasks[0].other_metrics == '{"side":"left"}'


async def test_a_block_is_stored_after_a_while_though_not_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_SECONDS", -1)

    async def source() -> Any:
        yield b"\n\n\n"

    assert [
        block.lines async for block in ImportUpload(source(), 9).blocks(ImportState("x", 1, await digest_of(b"\n")))
    ] == [2, 3]


def test_a_line_has_all_that_a_body_has() -> None:
    assert set(AssessmentIn.model_fields) < set(SessionLine.model_fields)


@given(
    content=st.binary() | st.lists(st.sampled_from([b"\n", b"\r\n", b"a", b"bc", b"d" * 9])).map(b"".join),
    data=st.data(),
)
async def test_lines_are_the_same_however_the_pieces_fall(content: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=5)))
    pieces = [content[a:b] for a, b in zip([0, *cuts], [*cuts, len(content)], strict=True)]

    async def source() -> Any:
        for piece in pieces:
            yield piece

    lines = ChainedLines(4)
    found = [line async for line in lines.part(source())]

    expected = content.split(b"\n")
    expected = expected[:-1] if expected[-1] == b"" else expected
    assert found == [line if len(line) <= 4 else None for line in expected]
    assert lines.number == len(expected)


async def digest_of(content: bytes, *, atomic: bool = False) -> str:
    async def source() -> Any:
        yield content

    lines = ChainedLines(4, atomic=atomic)
    _ = [line async for line in lines.part(source())]
    return lines.digest


@pytest.mark.parametrize(
    "other", [b"a\nb", b"ab\n", b"a\nb\n\n", b"b\na\n", b"a\r\nb\n", b"a\nb\nlonger", b"a\nb\nlonges"]
)
async def test_another_file_has_another_digest(other: bytes) -> None:
    assert (await digest_of(b"a\nb\n") == await digest_of(other)) == (other == b"a\nb")
    assert await digest_of(b"a\nb\nlonger") != await digest_of(b"a\nb\nlonges")


async def test_all_or_nothing_has_another_digest() -> None:
    assert await digest_of(b"a\n") != await digest_of(b"a\n", atomic=True)
