import csv
import io
import json
from datetime import UTC, datetime, timedelta

import httpx2
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.grading.sessions import overall, summarise
from project.assessments.grading.tasks import TaskResult, task_score
from project.users.models import User
from tests.factories import make_session, make_task

SCORES = {"raise_hand": "armRaiseScore", "one_leg": "oneLegScore", "walk": "walkScore", "jump": "jumpScore"}


async def test_a_report_grades_every_metric_with_range_and_reference(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"holdTime": 4.0, "colour": 1.0})

    report = (await as_alice.get(f"/sessions/{session.id}/report")).json()

    hold, colour = report["tasks"][0]["metrics"]
    assert (hold["level"], hold["normal_range"]) == ("borderline", "≥ 5 s")
    assert "BESS" in hold["reference"]
    assert colour["level"] == "not_graded"


async def test_a_report_says_if_a_failed_task_passes_by_its_numbers(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"holdTime": 4.2}, status="failed")

    task = (await as_alice.get(f"/sessions/{session.id}/report")).json()["tasks"][0]

    assert (task["outcome"], task["reasons"][0]) == ("passed", "recorded as failed, though what was measured passes")


async def test_a_report_without_data_says_so(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)

    report = (await as_alice.get(f"/sessions/{session.id}/report")).json()

    assert (report["overall_score"], report["risk_level"]) == (None, None)
    assert report["summary"]["recommendations"] == []


async def test_a_report_and_the_list_agree(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    for name, metric in SCORES.items():
        await make_task(alice, session, {metric: 1.0 if name == "walk" else 2.0}, task_name=name)

    report = (await as_alice.get(f"/sessions/{session.id}/report")).json()
    (listed,) = (await as_alice.get("/sessions")).json()

    assert (
        (report["overall_score"], report["risk_level"])
        == (listed["overall_score"], listed["risk_level"])
        == (88, "normal")
    )


async def test_a_report_warns_of_another_childs_profile(as_alice: httpx2.AsyncClient, alice: User) -> None:
    parent = await make_session(alice, child_name="Noor")
    followup = await make_session(alice, child_name="Omar", parent_session_id=parent.id)

    report = (await as_alice.get(f"/sessions/{followup.id}/report")).json()

    assert report["warnings"] == ["The child's name differs from the session that this one follows"]


async def test_progress_goes_from_the_first_to_the_latest_follow_up(as_alice: httpx2.AsyncClient, alice: User) -> None:
    initial = await make_session(alice)
    await make_task(alice, initial, {"holdTime": 2.05, "swayIndex": 0.0})
    followup = await make_session(alice, parent_session_id=initial.id)
    await make_task(alice, followup, {"holdTime": 5.012, "swayIndex": 0.1})

    found = (await as_alice.get(f"/sessions/{initial.id}/progress")).json()

    hold, sway = found["metrics"]
    assert (hold["percent"], hold["verdict"]) == (144.5, "better")
    assert (sway["percent"], sway["verdict"]) == (None, "worse")


async def test_two_sessions_are_compared_in_both_directions(as_alice: httpx2.AsyncClient, alice: User) -> None:
    first, second = await make_session(alice), await make_session(alice)
    await make_task(alice, first, {"holdTime": 4.0})
    await make_task(alice, second, {"holdTime": 5.0})

    there = (await as_alice.get(f"/sessions/compare?session1={first.id}&session2={second.id}")).json()
    back = (await as_alice.get(f"/sessions/compare?session1={second.id}&session2={first.id}")).json()

    assert (there["metrics"][0]["change"], back["metrics"][0]["change"]) == (1.0, -1.0)


async def test_a_comparison_with_an_unknown_session_is_not_found(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)

    answer = await as_alice.get(f"/sessions/compare?session1={session.id}&session2=no-such-session")

    assert answer.json()["detail"] == "Session no-such-session not found"


async def test_statistics_count_the_callers_sessions_once(
    as_alice: httpx2.AsyncClient, alice: User, bob: User, queries: list[str]
) -> None:
    now = datetime.now(UTC)
    failed = await make_session(alice, child_age=5, child_gender="female")
    await make_task(alice, failed, status="failed", duration_seconds=15.0)
    passed = await make_session(
        alice, child_name="Omar", child_age=12, child_gender="", started_at=now - timedelta(days=70)
    )
    await make_task(alice, passed, {"oneLegScore": 2.0}, duration_seconds=5.0)
    await make_session(bob)
    await as_alice.get("/statistics")
    queries.clear()

    found = (await as_alice.get("/statistics")).json()

    assert len(queries) == 1
    assert found == {
        "total_sessions": 2,
        "total_children": 2,
        "average_age": 8.5,
        "average_score": 50.0,
        "risk_distribution": {"normal": 1, "monitor": 0, "high": 1, "no_data": 0},
        "age_groups": {"0-5": 1, "6-10": 0, "11-15": 1, "16+": 0},
        "gender": {"male": 0, "female": 1, "other": 1},
        "sessions_this_week": 1,
        "sessions_this_month": 1,
        "task_performance": [
            {
                "task_name": "one_leg",
                "recorded": 2,
                "scored": 2,
                "failed": 1,
                "average_duration_seconds": 10.0,
                "average_score": 50.0,
            }
        ],
    }


async def test_statistics_of_nothing_are_zeros_and_nulls(as_alice: httpx2.AsyncClient) -> None:
    found = (await as_alice.get("/statistics")).json()

    assert (found["total_sessions"], found["average_score"], found["task_performance"]) == (0, None, [])
    assert set(found["risk_distribution"].values()) == {0}


async def test_a_report_can_be_printed(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice, child_name="ليلى Haddad")
    await make_task(alice, session, {"holdTime": 5.0})

    answer = await as_alice.get(f"/sessions/{session.id}/report.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="assessment-{session.display_id}.pdf"'
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) in (1, 2)
    assert "Haddad" in pages[0].extract_text()


async def test_a_session_is_exported_as_a_table(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"holdTime": 5.5, "oneLegScore": 2.0}, notes='She said "done"')

    answer = await as_alice.get(f"/sessions/{session.id}/export.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Task", "Score", "Notes", "holdTime", "oneLegScore"]
    assert rows[1] == ["one_leg", "2", 'She said "done"', "5.5", "2"]


async def test_a_session_is_exported_as_json(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice)
    await make_task(alice, session, {"oneLegScore": 2.0})

    found = (await as_alice.get(f"/sessions/{session.id}/export.json")).json()

    assert (found["status"], found["overall"]["total_score"]) == ("completed", 2)


async def test_all_sessions_are_exported_one_a_line(as_alice: httpx2.AsyncClient, alice: User, bob: User) -> None:
    made = [await make_session(alice, child_name=f"Child {number}") for number in range(3)]
    await make_task(alice, made[1], {"holdTime": 5.0})
    await make_session(bob)

    answer = await as_alice.get("/sessions/export.ndjson")

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["id"] for line in lines] == [str(session.id) for session in made]
    assert lines[1] == (await as_alice.get(f"/sessions/{made[1].id}/full")).json()


async def test_all_sessions_are_exported_as_a_table(as_alice: httpx2.AsyncClient, alice: User) -> None:
    session = await make_session(alice, child_name="=cmd()")
    await make_task(alice, session)

    answer = await as_alice.get("/sessions/export.csv")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["child_name"], row["task_count"], row["id"]) == ("'=cmd()", "1", str(session.id))


@pytest.mark.parametrize("path", ["/sessions/export.ndjson", "/sessions/export.csv"])
async def test_an_empty_export_is_complete(as_alice: httpx2.AsyncClient, path: str) -> None:
    answer = await as_alice.get(path)

    assert answer.status_code == 200
    assert answer.text.count("\n") == (1 if path.endswith("csv") else 0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one_leg", "walk", "jump", "raise_hand", "unknown"]),
            st.sampled_from(["success", "failed", "pending"]),
            st.dictionaries(st.sampled_from(["score", "walkScore", "holdTime"]), st.floats(-5, 20), max_size=3),
        ),
        max_size=8,
    ),
    st.integers(0, 25),
)
def test_a_score_kept_by_task_is_the_score_of_the_report(
    rows: list[tuple[str, str, dict[str, float]]], age: int
) -> None:
    tasks = [TaskResult(name, status, metrics) for name, status, metrics in rows]

    summary = summarise(tasks, age)

    assert overall([(task.task_name, task_score(task)) for task in tasks]) == (
        summary.overall_score,
        summary.risk_level,
    )
