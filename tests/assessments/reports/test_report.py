import json
import uuid
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.grading.sessions import summarise
from project.assessments.grading.tasks import SCORE_METRICS, TaskResult
from project.assessments.norms.metrics import METRIC_DEFINITIONS
from project.assessments.reports.angles import angle_finding
from project.assessments.reports.facts import SessionFacts, body_mass_index
from project.assessments.reports.report import DISCLAIMER, SUMMARY_REFERENCE, Report, build_report

SAM = SessionFacts(child_name="Sam", child_age=8)
NAMES = list(SCORE_METRICS)
finite = st.floats(allow_nan=False, allow_infinity=False)
points = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2))
metric_names = st.sampled_from(sorted({name for measures in METRIC_DEFINITIONS.values() for name in measures}))
task_results = st.builds(
    TaskResult,
    task_name=st.sampled_from([*NAMES, "touch_shoulder"]),
    status=st.sampled_from(["success", "failed", "pending"]),
    metrics=st.dictionaries(metric_names, finite, max_size=8),
    duration_seconds=finite,
)


def scored(**scores: float) -> list[TaskResult]:
    return [TaskResult(name, "success", {SCORE_METRICS[name][0]: score}) for name, score in scores.items()]


def report(task_name: str, metrics: dict[str, float], status: str = "success") -> Report:
    return build_report(SAM, [TaskResult(task_name, status, metrics)])


@pytest.mark.parametrize(
    ("scores", "risk_level", "rule"),
    [
        ({"one_leg": 0, "walk": 2, "jump": 2}, "high", "a critical task scored 0: one_leg"),
        ({"walk": 0, "raise_hand": 2}, "high", "a critical task scored 0: walk"),
        ({"jump": 0, "one_leg": 0}, "high", "a critical task scored 0: one_leg, jump"),
        (
            {"squat": 0, "tiptoe": 0, "walk": 2, "jump": 2, "one_leg": 2, "raise_hand": 2},
            "high",
            "more than one task scored 0: squat, tiptoe",
        ),
        ({"squat": 0, "walk": 1, "jump": 1}, "high", "43 % of the possible points or less"),
        ({"squat": 0, "walk": 2, "jump": 1}, "monitor", "neither the conditions for high nor those for normal are met"),
        ({"walk": 1, "jump": 1}, "monitor", "neither the conditions for high nor those for normal are met"),
        (
            {"walk": 2, "jump": 2, "one_leg": 1, "squat": 1, "tiptoe": 1},
            "monitor",
            "neither the conditions for high nor those for normal are met",
        ),
        ({"walk": 2, "jump": 1}, "normal", "no task scored 0 and more than 71 % of the possible points"),
        (
            {"walk": 2, "jump": 2, "squat": 2, "one_leg": 2, "raise_hand": 2, "tiptoe": 0},
            "monitor",
            "neither the conditions for high nor those for normal are met",
        ),
    ],
)
def test_the_first_condition_met_decides_the_risk(scores: dict[str, float], risk_level: str, rule: str) -> None:
    summary = summarise(scored(**scores), 8)

    assert (summary.risk_level, summary.rule) == (risk_level, rule)


@given(points)
def test_the_risk_agrees_with_the_rules_counted_in_whole_points(scores: dict[str, int]) -> None:
    share = Fraction(100 * sum(scores.values()), max(1, 2 * len(scores)))
    zeros = [name for name, score in scores.items() if score == 0]
    high = len(zeros) > 1 or share <= 43 or bool({"one_leg", "walk", "jump"} & set(zeros))
    expected = "high" if high else "normal" if not zeros and share > 71 else "monitor"

    assert summarise(scored(**scores), 8).risk_level == (expected if scores else None)


@given(points)
def test_totals_are_those_of_the_scored_tasks(scores: dict[str, int]) -> None:
    summary = summarise([*scored(**scores), TaskResult("touch_shoulder", "success", {})], 8)

    assert (summary.total_score, summary.max_score) == (sum(scores.values()), 2 * len(scores))
    assert summary.scored_2 + summary.scored_1 + summary.scored_0 == len(scores)
    assert summary.unscored == ["touch_shoulder"]


@given(st.permutations([*scored(walk=2, jump=0, squat=1, one_leg=2), TaskResult("tiptoe", "pending", {})]))
def test_the_order_of_tasks_changes_no_number(tasks: list[TaskResult]) -> None:
    summary = summarise(tasks, 8)

    assert (summary.overall_score, summary.risk_level, summary.percentage) == (63, "high", 62.5)
    assert (sorted(summary.strengths), summary.developing, summary.needs_focus) == (
        ["one_leg", "walk"],
        ["squat"],
        ["jump"],
    )


@given(st.lists(task_results, max_size=8), st.integers(-5, 120))
def test_the_overall_score_is_a_percentage_or_nothing(tasks: list[TaskResult], age: int) -> None:
    summary = summarise(tasks, age)

    assert (summary.overall_score is None) == (summary.risk_level is None) == (summary.max_score == 0)
    assert 0 <= (summary.overall_score or 0) <= 100


@pytest.mark.parametrize("tasks", [[], [TaskResult("walk", "success", {})], [TaskResult("juggle", "failed", {})]])
def test_without_a_scored_task_there_is_no_verdict(tasks: list[TaskResult]) -> None:
    summary = summarise(tasks, 8)

    assert (summary.overall_score, summary.risk_level, summary.percentage, summary.average) == (None, None, None, None)
    assert summary.recommendations == []
    assert summary.rule == "no data: no task could be scored"


@pytest.mark.parametrize(
    ("task", "most"), [("one_leg", 0), ("walk", 1), ("jump", 0), ("tiptoe", 1), ("squat", 1), ("raise_hand", -1)]
)
def test_a_weak_task_adds_one_recommendation(task: str, most: int) -> None:
    strong = {name: 2 for name in NAMES if name != task}
    advice = [len(summarise(scored(**strong, **{task: score}), 8).recommendations) for score in (0, 1, 2)]
    general = (3, 2, 2)

    assert advice == [count + (score <= most) for score, count in enumerate(general)]


@pytest.mark.parametrize(("age", "group"), [(5, "a movement playgroup"), (6, "a sports class")])
def test_the_age_chooses_the_group_to_join(age: int, group: str) -> None:
    advice = summarise(scored(walk=1, jump=1), age).recommendations

    assert sum(group in text for text in advice) == 1


def test_bmi_has_one_decimal_rounded_half_up() -> None:
    assert body_mass_index(100, 16.25) == 16.3
    assert body_mass_index(130.5, 28) == 16.4


@pytest.mark.parametrize(
    ("height", "weight"),
    [(None, 28), (130, None), (0, 28), (130, 0), (-130, 28), (1e-300, 28), (1e300, 28), (1, 1e308)],
)
def test_bmi_is_nothing_without_a_sensible_height_and_weight(height: float | None, weight: float | None) -> None:
    assert body_mass_index(height, weight) is None


@pytest.mark.parametrize(
    ("task", "metric", "value", "risk"),
    [
        ("one_leg", "holdTime", 2.99, ("Balance", "high")),
        ("one_leg", "holdTime", 3, ("Balance", "moderate")),
        ("one_leg", "holdTime", 4.99, ("Balance", "moderate")),
        ("one_leg", "swayIndex", 0.101, ("Stability", "moderate")),
        ("raise_hand", "leftShoulderAngle", 119.9, ("Shoulder range", "high")),
        ("raise_hand", "rightShoulderAngle", 120, ("Shoulder range", "moderate")),
        ("raise_hand", "rightShoulderAngle", 149.9, ("Shoulder range", "moderate")),
    ],
)
def test_a_measurement_beyond_its_limit_is_a_risk(task: str, metric: str, value: float, risk: tuple[str, str]) -> None:
    assert [(found.area, found.level) for found in report(task, {metric: value}).risks] == [risk]


@pytest.mark.parametrize(("hold", "limit"), [(2.9, "below 3 s"), (3, "below 5 s")])
def test_a_risk_names_the_limit_it_fell_below(hold: float, limit: str) -> None:
    assert limit in report("one_leg", {"holdTime": hold}).risks[0].detail


@pytest.mark.parametrize(
    ("task", "metrics"),
    [
        ("one_leg", {"holdTime": 5, "swayIndex": 0.1}),
        ("raise_hand", {"leftShoulderAngle": 150, "rightShoulderAngle": 20}),
        ("raise_hand", {"leftShoulderAngle": 0, "rightShoulderAngle": -3}),
        ("walk", {"holdTime": 1, "swayIndex": 9}),
        ("one_leg", {}),
    ],
)
def test_a_measurement_within_its_limit_or_missing_is_no_risk(task: str, metrics: dict[str, float]) -> None:
    assert report(task, metrics).risks == []


@pytest.mark.parametrize("status", ["failed", "fail"])
@pytest.mark.parametrize(
    ("task", "risk"),
    [("walk", ("Gait", "high")), ("tiptoe", ("Tiptoe", "moderate")), ("squat", ("Lower body", "moderate"))],
)
def test_a_failed_task_is_a_risk(task: str, risk: tuple[str, str], status: str) -> None:
    assert [(found.area, found.level) for found in report(task, {}, status).risks] == [risk]


def test_a_success_after_a_failure_removes_the_risk() -> None:
    tasks = [TaskResult("walk", "failed", {}), *scored(walk=2)]

    assert build_report(SAM, tasks).risks == []


@pytest.mark.parametrize(
    ("axis", "task", "metrics", "value"),
    [
        ("balance", "one_leg", {"holdTime": 2.05}, 41.0),
        ("balance", "one_leg", {"holdTime": 5.01}, 100.0),
        ("balance", "one_leg", {"holdTime": -1}, 0.0),
        ("flexibility", "raise_hand", {"leftShoulderAngle": 90, "rightShoulderAngle": 153}, 85.0),
        ("flexibility", "raise_hand", {"leftShoulderAngle": 200}, 100.0),
        ("symmetry", "walk", {"symmetryPercent": 72, "alternatingSteps": 9}, 72.0),
        ("symmetry", "walk", {"symmetryPercent": 0, "alternatingSteps": 9}, 0.0),
        ("symmetry", "walk", {"alternatingSteps": 3}, 60.0),
        ("symmetry", "walk", {"alternatingSteps": 0}, None),
        ("stability", "one_leg", {"swayIndex": 0.02}, 90.0),
        ("stability", "one_leg", {"swayIndex": 0.3}, 0.0),
        ("coordination", "jump", {"jumpScore": 1}, 50.0),
        ("coordination", "jump", {"jumpScore": 0}, 0.0),
        ("coordination", "raise_hand", {"armRaiseScore": 2}, 100.0),
    ],
)
def test_an_axis_of_the_profile(axis: str, task: str, metrics: dict[str, float], value: float | None) -> None:
    assert getattr(report(task, metrics).profile, axis) == value


def test_the_jump_comes_before_the_arms_in_coordination() -> None:
    assert build_report(SAM, scored(raise_hand=2, jump=1)).profile.coordination == 50


def test_a_profile_without_metrics_is_empty() -> None:
    assert set(asdict(build_report(SAM, []).profile).values()) == {None}


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        (150, "within"),
        (180, "within"),
        (149.9, "mild"),
        (145, "mild"),
        (185, "mild"),
        (144.9, "moderate"),
        (135, "moderate"),
        (195, "moderate"),
        (134.9, "significant"),
        (1e308, "significant"),
        (None, "not measured"),
    ],
)
def test_an_angle_is_judged_by_its_distance_from_the_range(value: float | None, finding: str) -> None:
    assert angle_finding(value, 150, 180) == finding


@pytest.mark.parametrize(
    ("name", "task", "metric", "low", "high"),
    [
        ("left shoulder", "raise_hand", "leftShoulderAngle", 150, 180),
        ("right shoulder", "raise_hand", "rightShoulderAngle", 150, 180),
        ("left elbow", "raise_hand", "leftElbowAngle", 160, 180),
        ("right elbow", "raise_hand", "rightElbowAngle", 160, 180),
        ("trunk lean on one leg", "one_leg", "maxTrunkLean", 0, 15),
        ("knee in squat", "squat", "minKneeAngle", 0, 130),
        ("knee in squat", "squat", "kneeAngle", 0, 130),
    ],
)
def test_the_angle_table_holds_each_angle(name: str, task: str, metric: str, low: float, high: float) -> None:
    measured = [angle for angle in report(task, {metric: high}).angles if angle.finding != "not measured"]

    assert [(angle.name, angle.value, angle.low, angle.high) for angle in measured] == [(name, high, low, high)]


def test_the_angle_table_has_a_row_for_what_was_not_measured() -> None:
    assert [angle.value for angle in build_report(SAM, []).angles] == [None] * 6


@pytest.mark.parametrize(
    ("score", "level"), [(2, "normal"), (1, "borderline"), (0, "abnormal")], ids=["full", "partial", "unable"]
)
def test_a_task_has_the_level_of_its_score(score: float, level: str) -> None:
    assert build_report(SAM, scored(walk=score)).tasks[0].level == level


def test_a_task_without_data_is_reported_as_such() -> None:
    task = report("walk", {}, "pending").tasks[0]

    assert (task.score, task.level, task.outcome, task.metrics) == (None, "not_graded", "no_data", [])


def test_every_record_of_a_task_is_listed() -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    tasks = [TaskResult("walk", "failed", {}, 30, "tired", first), TaskResult("walk", "success", {}, id=second)]

    assert [task.id for task in build_report(SAM, tasks).tasks] == [first, second]


def test_references_are_named_once_and_only_for_what_was_graded() -> None:
    tasks = [TaskResult("raise_hand", "success", {"leftShoulderAngle": 160, "rightShoulderAngle": 160, "backLean": 2})]

    assert build_report(SAM, tasks).references == ["AAOS range-of-motion norms (flexion 150–180°)", SUMMARY_REFERENCE]


def test_a_report_carries_its_facts_warnings_and_disclaimer() -> None:
    facts = SessionFacts("Sam", 8, 100, 16.25, "", session_type="followup", notes="shy")
    built = build_report(facts, [], ["the child's name differs from the first session"])

    assert (built.child.name, built.child.bmi, built.child.gender) == ("Sam", 16.3, "")
    assert (built.session_type, built.notes, built.disclaimer) == ("followup", "shy", DISCLAIMER)
    assert built.warnings == ["the child's name differs from the first session"]


def test_the_disclaimer_says_screening_and_no_diagnosis() -> None:
    assert "screening aid, not a diagnosis" in DISCLAIMER


@given(st.lists(task_results, max_size=8), st.integers(-5, 120), st.none() | finite, st.none() | finite)
def test_any_finite_input_gives_a_report_of_plain_json(
    tasks: list[TaskResult], age: int, height: float | None, weight: float | None
) -> None:
    built = build_report(SessionFacts("Sam", age, height, weight), tasks)

    assert json.dumps(asdict(built), allow_nan=False)
    assert all(axis is None or 0 <= axis <= 100 for axis in asdict(built.profile).values())
