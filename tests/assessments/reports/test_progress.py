import json
import math
import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.grading.tasks import TaskResult
from project.assessments.norms.metrics import METRIC_DEFINITIONS, Direction
from project.assessments.reports.changes import Verdict, change_between, percent_between, verdict_between
from project.assessments.reports.comparison import compare
from project.assessments.reports.progress import RecordedSession, progress

finite = st.floats(allow_nan=False, allow_infinity=False)
missing_or_finite = st.none() | finite
metric_names = st.sampled_from(
    sorted({name for measures in METRIC_DEFINITIONS.values() for name in measures} | {"made up"})
)
any_session = st.builds(
    RecordedSession,
    session_id=st.uuids(),
    started_at=st.just(datetime(2026, 1, 2, tzinfo=UTC)),
    child_age=st.integers(0, 18),
    tasks=st.lists(
        st.builds(
            TaskResult,
            task_name=st.sampled_from([*METRIC_DEFINITIONS, "touch_shoulder"]),
            status=st.sampled_from(["success", "failed"]),
            metrics=st.dictionaries(metric_names, finite, max_size=6),
            duration_seconds=finite,
        ),
        max_size=6,
        unique_by=lambda task: task.task_name,
    ),
)


def recorded(*tasks: TaskResult, day: int = 1) -> RecordedSession:
    return RecordedSession(uuid.uuid4(), datetime(2026, 1, day, tzinfo=UTC), 8, tasks)


def one_leg(hold: float, seconds: float = 0.0) -> TaskResult:
    return TaskResult("one_leg", "success", {"holdTime": hold}, seconds)


@pytest.mark.parametrize(
    ("first", "last", "percent"),
    [(2.05, 5.012, 144.5), (72, 91, 26.4), (-10, -5, 50.0), (-10, -15, -50.0), (10, 10, 0.0), (1000, 1000.5, 0.1)],
)
def test_percent_is_of_the_first_value_with_its_sign_that_of_the_change(
    first: float, last: float, percent: float
) -> None:
    assert percent_between(first, last) == percent


@pytest.mark.parametrize(
    ("first", "last"), [(0, 5), (-0.0, 5), (None, 5), (5, None), (None, None), (1e-308, 1e308), (-1e308, 1e308)]
)
def test_percent_is_nothing_without_a_base_or_beyond_a_float(first: float | None, last: float | None) -> None:
    assert percent_between(first, last) is None


@given(finite, finite)
def test_percent_never_has_the_other_sign_than_the_change(first: float, last: float) -> None:
    change, percent = change_between(first, last), percent_between(first, last)

    assert percent is None or (change is not None and percent * math.copysign(1, change) >= 0)


@given(st.floats(1, 1e6), st.floats(0.01, 1e6), st.booleans())
def test_percent_has_the_sign_of_a_change_that_shows(first: float, share: float, grows: bool) -> None:
    last = first + first * share * (1 if grows else -1)
    percent = percent_between(first, last)

    assert percent is not None
    assert (percent > 0, percent < 0) == (grows, not grows)


@pytest.mark.parametrize(
    ("direction", "last", "verdict"),
    [
        ("higher", 3, "better"),
        ("higher", 1, "worse"),
        ("higher", 2, "same"),
        ("lower", 3, "worse"),
        ("lower", 1, "better"),
        ("lower", 2, "same"),
        (None, 3, None),
        (None, 2, None),
        ("higher", None, None),
    ],
)
def test_the_verdict_follows_the_direction(
    direction: Direction | None, last: float | None, verdict: str | None
) -> None:
    assert verdict_between(2, last, direction) == verdict


def test_a_verdict_needs_no_change_within_a_float() -> None:
    assert verdict_between(-1e308, 1e308, "higher") == "better"
    assert change_between(-1e308, 1e308) is None


def test_progress_compares_the_last_followup_with_the_initial_session() -> None:
    sessions = [recorded(one_leg(hold), day=day) for day, hold in enumerate([2, 9, 4], start=1)]
    [metric] = progress(sessions[0], sessions[1:]).metrics

    assert [(point.session_id, point.started_at, point.value) for point in metric.values] == [
        (session.session_id, session.started_at, hold) for session, hold in zip(sessions, [2, 9, 4], strict=True)
    ]
    assert (metric.change, metric.percent, metric.verdict, metric.unit) == (2, 100.0, "better", "s")


def test_progress_without_followups_has_values_and_no_change() -> None:
    [metric] = progress(recorded(one_leg(2)), []).metrics

    assert [point.value for point in metric.values] == [2]
    assert (metric.change, metric.percent, metric.verdict) == (None, None, None)


def test_a_metric_missing_in_the_last_session_has_no_change() -> None:
    metrics = progress(recorded(one_leg(2)), [recorded(one_leg(3)), recorded()]).metrics

    assert [point.value for point in metrics[0].values] == [2, 3, None]
    assert metrics[0].change is None


def test_progress_lists_score_and_risk_of_each_session() -> None:
    sessions = progress(recorded(one_leg(1)), [recorded(one_leg(6)), recorded()]).sessions

    assert [(session.overall_score, session.risk_level) for session in sessions] == [
        (0, "high"),
        (100, "normal"),
        (None, None),
    ]


def test_a_lower_sway_is_better() -> None:
    sways = [recorded(TaskResult("one_leg", "success", {"swayIndex": sway})) for sway in (0.2, 0.1)]

    assert compare(*sways).metrics[0].verdict == "better"


@pytest.mark.parametrize(("task", "metric"), [("one_leg", "liftedLeg"), ("squat", "hipFlexionAngle"), ("walk", "odd")])
def test_a_metric_without_direction_changes_without_a_verdict(task: str, metric: str) -> None:
    sessions = [recorded(TaskResult(task, "success", {metric: value})) for value in (1, 2)]
    [found] = compare(*sessions).metrics

    assert (found.change, found.percent, found.verdict) == (1, 100.0, None)


def test_compare_lists_the_tasks_of_either_side_only() -> None:
    walk, jump = TaskResult("walk", "success", {"stepCount": 9}), TaskResult("jump", "success", {"jumpScore": 2})
    comparison = compare(recorded(walk, one_leg(3)), recorded(one_leg(3), jump))

    assert (comparison.only_in_session1, comparison.only_in_session2) == (["walk"], ["jump"])
    assert [[point.value for point in metric.values] for metric in comparison.metrics] == [[9, None], [3, 3], [None, 2]]


def test_compare_lists_durations_side_by_side() -> None:
    comparison = compare(recorded(one_leg(3, 12)), recorded(one_leg(3, 7), TaskResult("walk", "failed", {}, 30)))

    assert [(row.duration1_seconds, row.duration2_seconds, row.change_seconds) for row in comparison.durations] == [
        (12, 7, -5),
        (None, 30, None),
    ]


def test_compare_has_score_and_risk_of_both() -> None:
    comparison = compare(recorded(one_leg(6)), recorded(one_leg(1)))

    assert (comparison.session1.overall_score, comparison.session2.overall_score) == (100, 0)
    assert (comparison.session1.risk_level, comparison.session2.risk_level) == ("normal", "high")


def test_a_task_recorded_twice_is_compared_by_its_latest_scored_record() -> None:
    [metric] = compare(recorded(one_leg(1), one_leg(4)), recorded(one_leg(5))).metrics

    assert [point.value for point in metric.values] == [4, 5]


@given(any_session, any_session)
def test_comparing_in_reverse_mirrors_everything(one: RecordedSession, other: RecordedSession) -> None:
    there, back = compare(one, other), compare(other, one)
    opposite = {"better": "worse", "worse": "better", "same": "same", None: None}
    mirrored = {(metric.task_name, metric.metric_name): metric for metric in back.metrics}

    assert (there.session1, there.session2) == (back.session2, back.session1)
    assert (there.only_in_session1, there.only_in_session2) == (back.only_in_session2, back.only_in_session1)
    assert len(mirrored) == len(there.metrics)
    assert all(
        (metric.values[::-1], metric.change and -metric.change, opposite[metric.verdict])
        == (twin.values, twin.change, twin.verdict)
        for metric in there.metrics
        for twin in [mirrored[metric.task_name, metric.metric_name]]
    )


@given(any_session, st.lists(any_session, max_size=4))
def test_any_finite_values_give_plain_json(initial: RecordedSession, followups: Sequence[RecordedSession]) -> None:
    found = asdict(progress(initial, followups)), asdict(compare(initial, [initial, *followups][-1]))

    assert json.dumps(found, allow_nan=False, default=str)


@given(missing_or_finite, missing_or_finite, st.sampled_from(["higher", "lower"]))
def test_the_verdict_flips_with_the_order(first: float | None, last: float | None, direction: Direction) -> None:
    flipped: dict[Verdict | None, Verdict | None] = {"better": "worse", "worse": "better", "same": "same", None: None}

    assert verdict_between(first, last, direction) == flipped[verdict_between(last, first, direction)]


@given(any_session)
def test_a_session_against_itself_is_the_same(one: RecordedSession) -> None:
    comparison = compare(one, one)

    assert {metric.verdict for metric in comparison.metrics} <= {"same", None}
    assert {metric.change for metric in comparison.metrics} <= {0}
