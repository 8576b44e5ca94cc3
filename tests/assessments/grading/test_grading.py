import itertools
from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.grading.metrics import grade_metric
from project.assessments.grading.numbers import round_half_up
from project.assessments.grading.outcomes import task_outcome
from project.assessments.grading.sessions import summarise
from project.assessments.grading.tasks import SCORE_METRICS, TaskResult, counted_tasks, task_score
from project.assessments.norms.metrics import METRIC_DEFINITIONS

NAMES = list(SCORE_METRICS)
finite = st.floats(allow_nan=False, allow_infinity=False)
metric_names = st.sampled_from(sorted({name for measures in METRIC_DEFINITIONS.values() for name in measures}))
task_results = st.builds(
    TaskResult,
    task_name=st.sampled_from([*NAMES, "touch_shoulder"]),
    status=st.sampled_from(["success", "failed", "fail", "pending", ""]),
    metrics=st.dictionaries(metric_names, finite, max_size=6),
)


def scored(**scores: float) -> list[TaskResult]:
    return [TaskResult(name, "success", {SCORE_METRICS[name][0]: score}) for name, score in scores.items()]


@pytest.mark.parametrize(
    ("task", "metric", "normal", "borderline", "abnormal"),
    [
        ("raise_hand", "leftShoulderAngle", 150, (149.99, 90), 89.99),
        ("raise_hand", "rightShoulderAngle", 150, (149.99, 90), 89.99),
        ("raise_hand", "shoulderFlexion", 150, (149.99, 90), 89.99),
        ("one_leg", "oneLegScore", 2, (1.99, 1), 0.99),
        ("one_leg", "holdTime", 5, (4.99, 3), 2.99),
        ("one_leg", "balanceTime", 5, (4.99, 3), 2.99),
        ("one_leg", "maxTrunkLean", 9.99, (10, 19.99), 20),
        ("one_leg", "trunkLean", 9.99, (10, 19.99), 20),
        ("one_leg", "excessiveSwayRatio", 0.099, (0.10, 0.249), 0.25),
        ("walk", "walkScore", 2, (1.99, 1), 0.99),
        ("walk", "stepCount", 10, (9, 3), 2),
        ("walk", "symmetryPercent", 85, (84.99, 75), 74.99),
        ("walk", "gaitSymmetry", 85, (84.99, 75), 74.99),
        ("walk", "symmetry", 85, (84.99, 75), 74.99),
        ("walk", "maxTrunkSway", 7.99, (8, 14.99), 15),
        ("walk", "trunkSway", 7.99, (8, 14.99), 15),
        ("jump", "jumpScore", 2, (1.99, 1), 0.99),
        ("jump", "jumpHeightPercent", 15, (14.99, 10), 9.99),
        ("jump", "jumpHeightCm", 30, (29.99, 15), 14.99),
        ("tiptoe", "holdTime", 8, (7.99, 4), 3.99),
        ("tiptoe", "tiptoeTime", 8, (7.99, 4), 3.99),
        ("squat", "minKneeAngle", 100, (100.01, 150), 150.01),
        ("squat", "kneeAngle", 100, (100.01, 150), 150.01),
        ("squat", "averageKneeAngle", 100, (100.01, 150), 150.01),
    ],
)
def test_a_metric_is_graded_at_its_limits(
    task: str, metric: str, normal: float, borderline: tuple[float, float], abnormal: float
) -> None:
    levels = [grade_metric(task, metric, value, 8).level for value in (normal, *borderline, abnormal)]

    assert levels == ["normal", "borderline", "borderline", "abnormal"]


@pytest.mark.parametrize("metric", ["twoFootedTakeoff", "twoFootedLanding", "stableLanding"])
def test_a_missing_jump_quality_is_borderline_at_worst(metric: str) -> None:
    assert [grade_metric("jump", metric, value, 8).level for value in (1, 0, -5)] == [
        "normal",
        "borderline",
        "borderline",
    ]


@pytest.mark.parametrize(
    ("task", "metric", "age", "normal", "borderline"),
    [
        ("one_leg", "holdTime", 3, 3, 1.5),
        ("one_leg", "holdTime", 4, 5, 3),
        ("walk", "stepCount", 3, 5, 2),
        ("walk", "stepCount", 4, 10, 3),
        ("jump", "jumpHeightCm", 3, 10, 5),
        ("jump", "jumpHeightCm", 5, 20, 10),
        ("jump", "jumpHeightPercent", 3, 5, 3.34),
        ("jump", "jumpHeightPercent", 5, 10, 6.67),
        ("tiptoe", "holdTime", 4, 3, 1.5),
        ("tiptoe", "holdTime", 5, 8, 4),
    ],
)
def test_a_metric_is_graded_for_the_age(task: str, metric: str, age: int, normal: float, borderline: float) -> None:
    values = (normal, normal - 0.01, borderline, borderline - 0.01)

    assert [grade_metric(task, metric, value, age).level for value in values] == [
        "normal",
        "borderline",
        "borderline",
        "abnormal",
    ]


@pytest.mark.parametrize(
    ("task", "metric", "lowest"),
    [
        ("one_leg", "holdTime", 2),
        ("walk", "stepCount", 2),
        ("jump", "jumpHeightCm", 2),
        ("jump", "jumpHeightPercent", 2),
        ("tiptoe", "holdTime", 3),
    ],
)
def test_below_the_lowest_band_nothing_is_graded(task: str, metric: str, lowest: int) -> None:
    grade = grade_metric(task, metric, 100, lowest - 1)

    assert (grade.level, grade.normal_range, grade.reference) == ("not_graded", None, None)
    assert grade.reason == f"no norm below age {lowest}"
    assert grade_metric(task, metric, 100, lowest).level == "normal"


@pytest.mark.parametrize("age", [-1, 0, 1, 99])
def test_a_metric_without_bands_is_graded_at_any_age(age: int) -> None:
    assert grade_metric("walk", "symmetryPercent", 90, age).level == "normal"


@pytest.mark.parametrize(
    ("task", "metric", "unit"),
    [("walk", "speed", None), ("juggle", "holdTime", None), ("jump", "jumpHeight", "‰ of frame height")],
)
def test_a_metric_without_a_standard_is_not_graded(task: str, metric: str, unit: str | None) -> None:
    grade = grade_metric(task, metric, 3, 8)

    assert (grade.level, grade.unit, grade.reason) == ("not_graded", unit, "no standard for this metric")


@pytest.mark.parametrize(
    ("task", "metric", "age", "text"),
    [
        ("raise_hand", "leftShoulderAngle", 8, "≥ 150 °"),
        ("one_leg", "maxTrunkLean", 8, "< 10 °"),
        ("one_leg", "excessiveSwayRatio", 8, "< 0.1"),
        ("walk", "symmetryPercent", 8, "≥ 85 %"),
        ("jump", "jumpHeightCm", 4, "≥ 20 cm"),
        ("squat", "minKneeAngle", 8, "≤ 100 °"),
    ],
)
def test_the_normal_range_reads_as_text(task: str, metric: str, age: int, text: str) -> None:
    assert grade_metric(task, metric, 1, age).normal_range == text


def test_a_grade_names_its_reference() -> None:
    grade = grade_metric("raise_hand", "leftShoulderAngle", 160, 8)

    assert grade.reference == "AAOS range-of-motion norms (flexion 150–180°)"


@pytest.mark.parametrize(("task", "name"), [(task, name) for task, names in SCORE_METRICS.items() for name in names])
def test_a_stated_score_is_the_score(task: str, name: str) -> None:
    assert [task_score(TaskResult(task, "failed", {name: value})) for value in (0, 1, 2)] == [0, 1, 2]


@pytest.mark.parametrize(("task", "names"), SCORE_METRICS.items())
def test_the_first_score_named_wins(task: str, names: tuple[str, ...]) -> None:
    metrics = {name: float(points) for name, points in zip(reversed(names), itertools.cycle([1, 0]), strict=False)}

    assert task_score(TaskResult(task, "success", metrics)) == metrics[names[0]]


@pytest.mark.parametrize(
    ("stated", "score"),
    [(0.49, 0), (0.5, 1), (1.49, 1), (1.5, 2), (2.5, 2), (1e308, 2), (-0.5, 0), (-1e308, 0)],
)
def test_a_stated_score_is_rounded_half_up_and_kept_within_two(stated: float, score: int) -> None:
    assert task_score(TaskResult("squat", "success", {"squatScore": stated})) == score


@pytest.mark.parametrize(
    ("task", "metric", "full", "partial"),
    [
        ("one_leg", "holdTime", 5, 3),
        ("one_leg", "balanceTime", 5, 3),
        ("walk", "stepCount", 10, 3),
        ("tiptoe", "holdTime", 8, 4),
        ("tiptoe", "tiptoeTime", 8, 4),
        ("raise_hand", "bestShoulderAngle", 150, 90),
        ("raise_hand", "leftShoulderAngle", 150, 90),
        ("raise_hand", "rightShoulderAngle", 150, 90),
    ],
)
def test_without_a_stated_score_the_measurement_decides(task: str, metric: str, full: float, partial: float) -> None:
    values = (full, full - 0.01, partial, partial - 0.01, 0)

    assert [task_score(TaskResult(task, "success", {metric: value})) for value in values] == [2, 1, 1, 0, 0]


def test_the_first_shoulder_angle_that_is_not_zero_counts() -> None:
    metrics = {"bestShoulderAngle": 0, "leftShoulderAngle": 95, "rightShoulderAngle": 170}

    assert task_score(TaskResult("raise_hand", "success", metrics)) == 1


@pytest.mark.parametrize(
    ("metrics", "score"),
    [
        ({"twoFootedTakeoff": 1, "stableLanding": 1}, 2),
        ({"twoFootedTakeoff": 1, "stableLanding": 1, "airborneFrames": 0}, 2),
        ({"twoFootedTakeoff": 1, "stableLanding": 0, "airborneFrames": 1}, 1),
        ({"airborneFrames": 4}, 1),
        ({"airborneFrames": 0}, 0),
        ({"twoFootedTakeoff": 0}, 0),
    ],
)
def test_a_jump_without_a_stated_score_is_read_from_its_phases(metrics: dict[str, float], score: int) -> None:
    assert task_score(TaskResult("jump", "success", metrics)) == score


@pytest.mark.parametrize("task", NAMES)
@pytest.mark.parametrize(
    ("status", "score"), [("failed", 0), ("fail", 0), ("success", None), ("pending", None), ("completed", None)]
)
def test_without_measurements_only_a_failed_task_has_a_score(task: str, status: str, score: int | None) -> None:
    assert task_score(TaskResult(task, status, {"irrelevant": 3})) == score


@pytest.mark.parametrize("status", ["success", "failed"])
def test_an_unknown_task_has_no_score(status: str) -> None:
    assert task_score(TaskResult("touch_shoulder", status, {"score": 2})) is None


PASS_LIMITS = [
    ("raise_hand", "leftShoulderAngle", 90, 89.9),
    ("raise_hand", "rightShoulderAngle", 90, 89.9),
    ("raise_hand", "holdTime", 2, 1.9),
    ("jump", "jumpHeightCm", 5, 4.9),
    ("jump", "jumpHeightNorm", 5, 4.9),
    ("jump", "isTwoFootedTakeoff", 1, 0),
    ("jump", "isTwoFootedLanding", 1, 0),
    ("jump", "twoFootedTakeoff", 1, 0),
    ("jump", "twoFootedLanding", 1, 0),
    ("walk", "stepCount", 6, 5),
    ("walk", "symmetryPercent", 60, 59),
    ("one_leg", "holdTime", 3, 2.9),
    ("one_leg", "swayIndex", 0.15, 0.151),
    ("tiptoe", "holdTime", 3, 2.9),
    ("tiptoe", "plantarflexionAngle", 30, 29.9),
    ("tiptoe", "leftPlantarflexion", 30, 29.9),
    ("tiptoe", "rightPlantarflexion", 30, 29.9),
    ("squat", "minKneeAngle", 129.9, 130),
    ("squat", "kneeAngle", 129.9, 130),
    ("squat", "holdTime", 1, 0.9),
]


@pytest.mark.parametrize(("task", "metric", "enough", "_short"), PASS_LIMITS)
def test_a_metric_within_its_limit_passes_the_task(task: str, metric: str, enough: float, _short: float) -> None:
    result = task_outcome(TaskResult(task, "failed", {metric: enough}))

    assert (result.outcome, result.reasons) == ("passed", [])


@pytest.mark.parametrize(("task", "metric", "_enough", "short"), PASS_LIMITS)
def test_a_metric_short_of_its_limit_fails_the_task_with_a_reason(
    task: str, metric: str, _enough: float, short: float
) -> None:
    result = task_outcome(TaskResult(task, "failed", {metric: short}))

    assert (result.outcome, len(result.reasons)) == ("failed", 1)


def test_a_reason_names_value_and_limit() -> None:
    result = task_outcome(TaskResult("one_leg", "failed", {"holdTime": 1.25}))

    assert result.reasons == ["stood on one leg for 1.25 s, needed ≥ 3 s"]


def test_some_metrics_short_make_it_partial() -> None:
    assert task_outcome(TaskResult("walk", "failed", {"stepCount": 8, "symmetryPercent": 40})).outcome == "partial"


@pytest.mark.parametrize(
    ("task", "preferred", "metrics"),
    [
        ("jump", "passed", {"jumpHeightCm": 6, "jumpHeightNorm": 1}),
        ("squat", "passed", {"minKneeAngle": 100, "kneeAngle": 170}),
    ],
)
def test_the_second_name_is_read_only_without_the_first(task: str, preferred: str, metrics: dict[str, float]) -> None:
    assert task_outcome(TaskResult(task, "failed", metrics)).outcome == preferred


def test_a_recorded_success_is_passed_whatever_was_measured() -> None:
    result = task_outcome(TaskResult("one_leg", "success", {"holdTime": 0.1}))

    assert (result.outcome, result.reasons) == ("passed", [])


@pytest.mark.parametrize(
    ("status", "outcome"), [("failed", "failed"), ("fail", "failed"), ("pending", "no_data"), ("skipped", "no_data")]
)
def test_without_deciding_measurements_the_status_decides(status: str, outcome: str) -> None:
    result = task_outcome(TaskResult("walk", status, {}))

    assert (result.outcome, len(result.reasons)) == (outcome, 1)


@pytest.mark.parametrize(
    ("task", "base", "short", "enough"),
    [
        ("jump", {"jumpHeightCm": 9}, {"timeAirborne": 0.09}, {"timeAirborne": 0.1}),
        ("walk", {}, {"stepCount": 10, "alternatingSteps": 6}, {"stepCount": 10, "alternatingSteps": 7}),
        ("one_leg", {"holdTime": 4}, {"maxTrunkLean": 20.1}, {"maxTrunkLean": 20}),
        ("tiptoe", {"holdTime": 4}, {"heelsLifted": 0}, {"heelsLifted": 1}),
        ("squat", {"minKneeAngle": 90}, {"hipsBackEnough": 0}, {"hipsBackEnough": 1}),
    ],
)
def test_a_remark_explains_without_deciding(
    task: str, base: dict[str, float], short: dict[str, float], enough: dict[str, float]
) -> None:
    remarked, clean = (task_outcome(TaskResult(task, "failed", base | extra)) for extra in (short, enough))

    assert (remarked.outcome, len(remarked.reasons)) == ("passed", 1)
    assert (clean.outcome, clean.reasons) == ("passed", [])


@given(st.floats(-1e9, 1e9), st.integers(0, 2))
def test_rounding_agrees_with_decimal_arithmetic(value: float, places: int) -> None:
    shifted = Decimal(value * 10.0**places + 0.5).to_integral_value(ROUND_FLOOR)

    assert round_half_up(value, places) == pytest.approx(float(shifted.scaleb(-places)), abs=1e-9)


@given(
    st.sampled_from([(task, name) for task, measures in METRIC_DEFINITIONS.items() for name in measures]),
    finite,
    st.integers(-5, 120),
)
def test_any_finite_value_can_be_graded(named: tuple[str, str], value: float, age: int) -> None:
    grade = grade_metric(*named, value, age)

    assert (grade.level == "not_graded") == (grade.reason is not None) == (grade.normal_range is None)


@given(task_results)
def test_any_task_has_a_score_within_two_and_an_outcome(task: TaskResult) -> None:
    assert task_score(task) in (None, 0, 1, 2)
    assert task_outcome(task).outcome in ("passed", "partial", "failed", "no_data")


@given(st.lists(task_results, max_size=8))
def test_one_record_per_name_counts(tasks: list[TaskResult]) -> None:
    assert {name: task.task_name for name, task in counted_tasks(tasks).items()} == {
        task.task_name: task.task_name for task in tasks
    }


def test_the_latest_scored_record_of_a_task_counts() -> None:
    tasks = [*scored(walk=0), *scored(walk=2), TaskResult("walk", "pending", {})]

    assert summarise(tasks, 8).overall_score == 100
