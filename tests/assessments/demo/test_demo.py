from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from fastapi import FastAPI

from project.assessments.demo.clinic import DemoSession, demo_sessions
from project.assessments.demo.storage import load_sessions
from project.assessments.grading.sessions import summarise
from project.assessments.grading.tasks import TaskResult, task_score
from project.assessments.models import Metric, Session, Task
from project.assessments.name_search import folded_words
from project.assessments.norms.metrics import METRIC_DEFINITIONS
from project.assessments.reports.progress import RecordedSession as Measured
from project.assessments.reports.progress import progress
from project.assessments.schemas.assessments import AssessmentIn
from project.service import Role
from project.users.callers import LOCAL
from project.users.models import AuditLine, User

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FOUND = demo_sessions(NOW)
BY_ID = {session.values["id"]: session.values for session in FOUND}
INITIAL = [session.values for session in FOUND if session.values["session_type"] == "initial"]
FOLLOWUPS = [session.values for session in FOUND if session.values["session_type"] == "followup"]
TASKS = [task for session in FOUND for task in session.tasks]
SENT = {
    "raise_hand": "leftShoulderAngle rightShoulderAngle leftElbowAngle rightElbowAngle symmetryDifference "
    "armRaiseScore compensationRatio",
    "one_leg": "holdTime swayIndex maxTrunkLean oneLegScore excessiveSwayRatio liftedLeg",
    "walk": "walkScore stepCount alternatingSteps symmetryPercent maxTrunkSway balanceLossCount armsInHighGuardPercent "
    "forwardDisplacement",
    "jump": "jumpScore jumpHeightNorm airborneFrames twoFootedTakeoff twoFootedLanding stableLanding",
    "tiptoe": "holdTime maxTrunkLean tiptoeScore footMovementRatio heelDropCount avgHeelHeight",
    "squat": "minKneeAngle leftKneeAngle rightKneeAngle symmetryDifference hipFlexionAngle squatScore valgusRatio "
    "heelLiftRatio depth",
}
MOST = {"°": 180, "%": 100, "points": 2, "steps": 10, "s": 6, "fraction of frame": 1}


def results(session: DemoSession) -> list[TaskResult]:
    return [TaskResult(fields["task_name"], fields["status"], numbers) for fields, numbers in session.tasks]


def numbers_of(task_name: str, status: str = "success") -> list[dict[str, float]]:
    return [numbers for fields, numbers in TASKS if (fields["task_name"], fields["status"]) == (task_name, status)]


def body_of(session: DemoSession) -> dict[str, Any]:
    return {**session.values, "tasks": [{**fields, "metrics": numbers} for fields, numbers in session.tasks]}


def shares(found: list[DemoSession]) -> dict[str | None, float]:
    levels = Counter(summarise(results(session), session.values["child_age"]).risk_level for session in found)
    return {level: count / len(found) for level, count in levels.items()}


def test_same_seed_and_time_give_the_same_sessions() -> None:
    assert demo_sessions(NOW) == FOUND


def test_another_seed_gives_other_sessions() -> None:
    assert demo_sessions(NOW, seed=1) != FOUND


def test_ids_do_not_depend_on_the_time() -> None:
    later = demo_sessions(NOW + timedelta(days=3))

    assert {s.values["id"] for s in later if s.values["session_type"] == "initial"} == {s["id"] for s in INITIAL}


def test_there_are_two_hundred_children_with_names_of_their_own() -> None:
    assert len({frozenset(folded_words(session["child_name"])) for session in INITIAL}) == len(INITIAL) == 200


def test_names_are_in_both_scripts() -> None:
    arabic = sum("\u0600" <= session["child_name"][0] <= "\u06ff" for session in INITIAL)

    assert 60 <= arabic <= 80


def test_children_are_of_all_ages_from_3_to_16() -> None:
    assert {session["child_age"] for session in BY_ID.values()} == set(range(3, 17))


def test_height_and_weight_are_believable_for_the_age() -> None:
    measured = [session for session in BY_ID.values() if session["child_height_cm"] is not None]

    assert all(68 + 5 * s["child_age"] <= s["child_height_cm"] <= 95 + 7 * s["child_age"] for s in measured)
    assert all(11 <= s["child_weight_kg"] / (s["child_height_cm"] / 100) ** 2 <= 29 for s in measured)


def test_some_children_have_no_height() -> None:
    assert 10 <= sum(session["child_height_cm"] is None for session in INITIAL) <= 40


def test_some_children_have_notes() -> None:
    assert 40 <= sum(session["child_notes"] != "" for session in INITIAL) <= 90


def test_sessions_lie_in_the_two_years_before() -> None:
    times = [session.values["started_at"] for session in FOUND]

    assert NOW - timedelta(days=730) < times[0] < NOW - timedelta(days=690)
    assert NOW - timedelta(days=21) < times[-1] < NOW
    assert times == sorted(times)


def test_every_quarter_has_sessions() -> None:
    quarters = Counter((NOW - session["started_at"]).days // 92 for session in INITIAL)

    assert all(quarters[quarter] >= 12 for quarter in range(7))


def test_about_a_third_of_the_children_return() -> None:
    times = Counter(session["parent_session_id"] for session in FOLLOWUPS)

    assert 55 <= len(times) <= 80
    assert set(times.values()) == {1, 2, 3}


def test_follow_ups_come_two_weeks_to_six_months_after_their_parent() -> None:
    gaps = [session["started_at"] - BY_ID[session["parent_session_id"]]["started_at"] for session in FOLLOWUPS]

    assert all(timedelta(days=14) <= gap <= timedelta(days=183) for gap in gaps)


def test_parents_are_initial_and_have_none() -> None:
    parents = [BY_ID[session["parent_session_id"]] for session in FOLLOWUPS]

    assert {session["session_type"] for session in parents} == {"initial"}
    assert {session["parent_session_id"] for session in INITIAL} == {None}


def test_follow_ups_have_no_warnings() -> None:
    pairs = [(session, BY_ID[session["parent_session_id"]]) for session in FOLLOWUPS]

    assert {child["child_name"] == parent["child_name"] for child, parent in pairs} == {True}
    assert {child["child_gender"] == parent["child_gender"] for child, parent in pairs} == {True}
    assert {child["child_age"] >= parent["child_age"] for child, parent in pairs} == {True}


def test_returning_children_are_older() -> None:
    years = Counter(s["child_age"] - BY_ID[s["parent_session_id"]]["child_age"] for s in FOLLOWUPS)

    assert set(years) == {0, 1}


def test_every_session_has_all_six_tasks_in_their_order() -> None:
    assert {tuple(fields["task_name"] for fields, _ in session.tasks) for session in FOUND} == {tuple(SENT)}


@pytest.mark.parametrize("task_name", SENT)
def test_metrics_of_a_success_are_those_that_the_client_sends(task_name: str) -> None:
    cm = {"jumpHeightCm", "jumpHeightPercent"}

    sent = {tuple(name for name in numbers if name not in cm) for numbers in numbers_of(task_name)}

    assert sent == {tuple(SENT[task_name].split())}


def test_jumps_are_in_cm_only_where_the_height_is_known() -> None:
    pairs = [(s.values["child_height_cm"], s.tasks[3][1]) for s in FOUND if s.tasks[3][0]["status"] == "success"]

    assert all((height is not None) == ("jumpHeightCm" in numbers) for height, numbers in pairs)


@pytest.mark.parametrize("task_name", SENT)
def test_some_attempts_fail(task_name: str) -> None:
    assert 1 <= len(numbers_of(task_name, "failed")) <= 0.35 * len(FOUND)


def test_failed_tasks_say_why_and_take_15_to_30_seconds() -> None:
    failed = [fields for fields, _ in TASKS if fields["status"] == "failed"]

    assert all(15 <= fields["duration_seconds"] <= 30 for fields in failed)
    assert all(f"%) after {fields['duration_seconds']:.0f} seconds. " in fields["notes"] for fields in failed)


def test_every_metric_is_known_and_within_its_range() -> None:
    found = [(fields["task_name"], name, value) for fields, numbers in TASKS for name, value in numbers.items()]
    ranges = [(value, MOST.get(METRIC_DEFINITIONS[task_name][name].unit, 1000)) for task_name, name, value in found]

    assert all(0 <= value <= most for value, most in ranges)


def test_every_session_passes_the_input_schema() -> None:
    bodies = [AssessmentIn.model_validate(body_of(session)) for session in FOUND]

    assert [[task.parts()[1] for task in body.tasks] for body in bodies] == [
        [numbers for _, numbers in session.tasks] for session in FOUND
    ]


def test_scores_follow_from_the_measurements() -> None:
    arms = numbers_of("raise_hand")
    squats = numbers_of("squat")

    assert all((min(a["leftShoulderAngle"], a["rightShoulderAngle"]) >= 90) >= (a["armRaiseScore"] == 2) for a in arms)
    assert all(
        (s["depth"] >= 1 and max(s["valgusRatio"], s["heelLiftRatio"]) < 0.2) == (s["squatScore"] == 2) for s in squats
    )


def test_left_and_right_are_near_each_other() -> None:
    differences = [numbers["symmetryDifference"] for numbers in numbers_of("raise_hand")]

    assert sum(difference < 10 for difference in differences) >= 0.85 * len(differences)


def test_the_better_the_leg_the_less_it_sways() -> None:
    legs = sorted(numbers_of("one_leg"), key=lambda numbers: numbers["swayIndex"])
    steady, unsteady = legs[: len(legs) // 2], legs[len(legs) // 2 :]

    assert sum(n["oneLegScore"] for n in steady) / len(steady) > sum(n["oneLegScore"] for n in unsteady) / len(unsteady)


def test_every_task_can_be_scored() -> None:
    assert {task_score(result) for session in FOUND for result in results(session)} == {0, 1, 2}


def test_digits_are_not_rounded() -> None:
    angles = [numbers["leftShoulderAngle"] for numbers in numbers_of("raise_hand")]

    assert all(angle != round(angle, 6) for angle in angles)


def test_risks_are_mixed_as_in_a_clinic() -> None:
    mix = shares(FOUND)

    assert 0.55 <= mix["normal"] <= 0.65
    assert 0.2 <= mix["monitor"] <= 0.3
    assert 0.1 <= mix["high"] <= 0.2


@pytest.mark.parametrize("days", [1, 3, 40, 365])
def test_risks_are_mixed_the_same_on_another_day(days: int) -> None:
    assert shares(demo_sessions(NOW - timedelta(days=days))) == pytest.approx(shares(FOUND), abs=0.03)


def test_values_improve_more_often_than_not() -> None:
    lines: dict[Any, list[Measured]] = {}
    for s in FOUND:
        session = Measured(s.values["id"], s.values["started_at"], s.values["child_age"], results(s))
        lines.setdefault(s.values["parent_session_id"] or s.values["id"], []).append(session)

    verdicts = Counter(metric.verdict for first, *later in lines.values() for metric in progress(first, later).metrics)

    assert verdicts["better"] > 1.3 * verdicts["worse"] > 0


async def test_loading_stores_every_session(app: FastAPI) -> None:
    found = demo_sessions(NOW, count=12)

    assert await load_sessions(found, "a password of the demo", lambda: None)

    assert await Session.objects.of(LOCAL).count() == len(found)
    assert await Task.objects.of(LOCAL).count() == 6 * len(found)
    assert await Metric.objects.of(LOCAL).count() == sum(len(numbers) for s in found for _, numbers in s.tasks)


async def test_loading_stores_what_the_grading_says(app: FastAPI) -> None:
    found = demo_sessions(NOW, count=12)

    await load_sessions(found, "a password of the demo", lambda: None)

    stored = {session.id: session.risk_level for session in await Session.objects.of(LOCAL)}
    assert stored == {s.values["id"]: summarise(results(s), s.values["child_age"]).risk_level for s in found}


async def test_short_numbers_grow_with_time(app: FastAPI) -> None:
    await load_sessions(demo_sessions(NOW, count=12), "a password of the demo", lambda: None)

    numbers = await Session.objects.of(LOCAL).order_by("started_at").values_list("display_id", flat=True)
    assert numbers == sorted(numbers)


async def test_loading_makes_a_user_of_each_role(app: FastAPI) -> None:
    await load_sessions(demo_sessions(NOW, count=2), "a password of the demo", lambda: None)

    users = [await User.objects.sign_in(f"{role}@demo.example", "a password of the demo") for role in Role]
    assert [(user.role, user.organisation_id) for user in users] == [(role, LOCAL.organisation_id) for role in Role]


async def test_the_audit_names_the_clinician(app: FastAPI) -> None:
    await load_sessions(demo_sessions(NOW, count=2), "a password of the demo", lambda: None)

    clinician = await User.get(email="clinician@demo.example")
    assert set(await AuditLine.filter(kind="session").values_list("user_id", flat=True)) == {clinician.id}


async def test_loading_again_changes_nothing(app: FastAPI) -> None:
    await load_sessions(demo_sessions(NOW, count=4), "a password of the demo", lambda: None)
    before = await AuditLine.all().count()

    assert not await load_sessions(demo_sessions(NOW + timedelta(days=1), count=4), "another password", lambda: None)

    assert await AuditLine.all().count() == before


async def test_loading_again_changes_nothing_where_the_sessions_are_gone(app: FastAPI) -> None:
    await load_sessions(demo_sessions(NOW, count=4), "a password of the demo", lambda: None)
    await Session.objects.of(LOCAL).delete()

    assert not await load_sessions(demo_sessions(NOW, count=4), "another password", lambda: None)

    assert await Session.objects.of(LOCAL).count() == 0


async def test_loading_again_changes_nothing_where_the_users_are_gone(app: FastAPI) -> None:
    found = demo_sessions(NOW, count=4)
    await load_sessions(found, "a password of the demo", lambda: None)
    await User.filter(email__endswith="@demo.example").delete()

    assert not await load_sessions(found, "another password", lambda: None)

    assert await Session.objects.of(LOCAL).count() == len(found)


async def test_loading_after_an_interruption_is_complete(app: FastAPI) -> None:
    found = demo_sessions(NOW, count=4)
    with pytest.raises(KeyboardInterrupt):
        await load_sessions(found, "a password of the demo", Mock(side_effect=[None, KeyboardInterrupt]))

    assert await load_sessions(found, "a password of the demo", lambda: None)

    assert await Session.objects.of(LOCAL).count() == len(found)
    assert await User.filter(email__endswith="@demo.example").count() == 3


@pytest.mark.alone
async def test_two_loads_at_once_store_it_once(app: FastAPI) -> None:
    found = demo_sessions(NOW, count=4)

    done = await asyncio.gather(*(load_sessions(found, "a password of the demo", lambda: None) for _ in range(2)))

    assert sorted(done) == [False, True]
    assert await Session.objects.of(LOCAL).count() == len(found)


@pytest.mark.alone
async def test_the_command_loads_the_demo_once(app: FastAPI, database_url: str) -> None:
    first = await asyncio.to_thread(run_demo, database_url)
    second = await asyncio.to_thread(run_demo, database_url)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "clinician@demo.example" in first.stdout
    assert "The demo's assessments are already loaded" in second.stdout
    assert await Session.objects.of(LOCAL).filter(session_type="initial").count() == 200


def run_demo(database_url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": database_url}
    command = [sys.executable, "-m", "project", "demo"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
