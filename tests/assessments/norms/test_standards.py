import math

import pytest

from project.assessments.norms.limits import AgeBand, Standard
from project.assessments.norms.metrics import METRIC_DEFINITIONS, definition_of
from project.assessments.norms.standards import NO_REFERENCE, STANDARDS, standard_of

SENT = {
    "raise_hand": "leftShoulderAngle rightShoulderAngle leftElbowAngle rightElbowAngle symmetryDifference "
    "armRaiseScore compensationRatio backLean holdDuration",
    "one_leg": "holdTime swayIndex maxTrunkLean oneLegScore excessiveSwayRatio liftedLeg trunkLean currentSway",
    "walk": "walkScore stepCount alternatingSteps symmetryPercent maxTrunkSway balanceLossCount "
    "armsInHighGuardPercent forwardDisplacement trunkSway isLeftLegSwinging",
    "jump": "jumpScore jumpHeightNorm airborneFrames twoFootedTakeoff twoFootedLanding stableLanding jumpHeightCm "
    "jumpHeightPercent baselineFrames phase kneeAngle twoFooted jumpHeight",
    "tiptoe": "holdTime maxTrunkLean tiptoeScore footMovementRatio heelDropCount avgHeelHeight trunkLean "
    "leftHeelHeight rightHeelHeight footMovement",
    "squat": "minKneeAngle leftKneeAngle rightKneeAngle symmetryDifference hipFlexionAngle squatScore valgusRatio "
    "heelLiftRatio depth kneeAngle kneeValgusRatio heelLiftAmount holdDuration",
}

HIGHER = [
    "leftShoulderAngle",
    "rightShoulderAngle",
    "leftElbowAngle",
    "rightElbowAngle",
    "holdTime",
    "armRaiseScore",
    "oneLegScore",
    "walkScore",
    "jumpScore",
    "tiptoeScore",
    "squatScore",
    "stepCount",
    "alternatingSteps",
    "symmetryPercent",
    "forwardDisplacement",
    "jumpHeightNorm",
    "jumpHeightCm",
    "jumpHeightPercent",
    "airborneFrames",
    "twoFootedTakeoff",
    "twoFootedLanding",
    "stableLanding",
    "avgHeelHeight",
    "depth",
]
LOWER = [
    "symmetryDifference",
    "compensationRatio",
    "swayIndex",
    "maxTrunkLean",
    "maxTrunkSway",
    "excessiveSwayRatio",
    "balanceLossCount",
    "armsInHighGuardPercent",
    "footMovementRatio",
    "heelDropCount",
    "minKneeAngle",
    "leftKneeAngle",
    "rightKneeAngle",
    "valgusRatio",
    "heelLiftRatio",
]
NEITHER = ["liftedLeg", "hipFlexionAngle"]


def directions(metric: str) -> set[str | None]:
    return {measures[metric].direction for measures in METRIC_DEFINITIONS.values() if metric in measures}


@pytest.mark.parametrize(("task", "metric"), [(task, name) for task, names in SENT.items() for name in names.split()])
def test_every_metric_a_task_sends_has_a_unit(task: str, metric: str) -> None:
    assert definition_of(task, metric) is not None


@pytest.mark.parametrize("metric", HIGHER)
def test_more_of_it_is_better(metric: str) -> None:
    assert directions(metric) == {"higher"}


@pytest.mark.parametrize("metric", LOWER)
def test_less_of_it_is_better(metric: str) -> None:
    assert directions(metric) == {"lower"}


@pytest.mark.parametrize("metric", NEITHER)
def test_neither_direction_is_better(metric: str) -> None:
    assert directions(metric) == {None}


def test_the_knee_angle_has_a_direction_in_the_squat_only() -> None:
    squat, jump = METRIC_DEFINITIONS["squat"]["kneeAngle"], METRIC_DEFINITIONS["jump"]["kneeAngle"]

    assert (squat.direction, jump.direction) == ("lower", None)


@pytest.mark.parametrize(
    ("task", "metric", "unit"),
    [
        ("raise_hand", "leftShoulderAngle", "°"),
        ("raise_hand", "holdDuration", "ms"),
        ("one_leg", "holdTime", "s"),
        ("one_leg", "excessiveSwayRatio", ""),
        ("walk", "symmetryPercent", "%"),
        ("jump", "jumpHeightCm", "cm"),
        ("jump", "jumpHeightPercent", "% of body height"),
        ("jump", "jumpHeightNorm", "‰ of frame height"),
        ("tiptoe", "avgHeelHeight", "%"),
        ("squat", "squatScore", "points"),
    ],
)
def test_units_are_those_of_the_original(task: str, metric: str, unit: str) -> None:
    assert METRIC_DEFINITIONS[task][metric].unit == unit


@pytest.mark.parametrize(("task", "metric"), [("juggle", "holdTime"), ("walk", "speed"), ("", "")])
def test_an_unknown_metric_has_no_definition(task: str, metric: str) -> None:
    assert definition_of(task, metric) is None


@pytest.mark.parametrize("row", STANDARDS, ids=lambda row: f"{row.task}.{row.metric}")
def test_a_standard_speaks_of_its_metric_with_the_same_unit_and_direction(row: Standard) -> None:
    measures = [METRIC_DEFINITIONS[row.task][name] for name in (row.metric, *row.aliases)]

    assert {(measure.unit, measure.direction) for measure in measures} == {(row.unit, row.direction)}


@pytest.mark.parametrize("row", STANDARDS, ids=lambda row: f"{row.task}.{row.metric}")
def test_every_standard_has_a_readable_reference(row: Standard) -> None:
    assert len(row.reference) > 3


@pytest.mark.parametrize("row", STANDARDS, ids=lambda row: f"{row.task}.{row.metric}")
def test_bands_follow_each_other_and_the_last_is_open(row: Standard) -> None:
    ends = [band.to_age for band in row.bands]
    expected = [band.from_age - 1 for band in row.bands[1:] if band.from_age is not None]

    assert ends == [*expected, None]


@pytest.mark.parametrize("row", STANDARDS, ids=lambda row: f"{row.task}.{row.metric}")
def test_normal_is_never_easier_than_borderline(row: Standard) -> None:
    sign = 1 if row.direction == "higher" else -1

    assert all(band.borderline is None or sign * (band.normal - band.borderline) > 0 for band in row.bands)


@pytest.mark.parametrize(
    ("task", "alias", "metric"),
    [
        ("raise_hand", "shoulderFlexion", "leftShoulderAngle"),
        ("one_leg", "balanceTime", "holdTime"),
        ("one_leg", "trunkLean", "maxTrunkLean"),
        ("walk", "gaitSymmetry", "symmetryPercent"),
        ("walk", "symmetry", "symmetryPercent"),
        ("walk", "trunkSway", "maxTrunkSway"),
        ("tiptoe", "tiptoeTime", "holdTime"),
        ("squat", "kneeAngle", "minKneeAngle"),
        ("squat", "averageKneeAngle", "minKneeAngle"),
    ],
)
def test_an_alias_has_the_standard_of_its_metric(task: str, alias: str, metric: str) -> None:
    assert standard_of(task, alias) is standard_of(task, metric)


def test_a_jump_height_in_thousandths_of_the_frame_has_no_standard() -> None:
    assert standard_of("jump", "jumpHeight") is None


@pytest.mark.parametrize(
    ("task", "metric", "age", "limits"),
    [
        ("one_leg", "holdTime", 2, (3, 1.5)),
        ("one_leg", "holdTime", 3, (3, 1.5)),
        ("one_leg", "holdTime", 4, (5, 3)),
        ("one_leg", "holdTime", 18, (5, 3)),
        ("walk", "stepCount", 2, (5, 2)),
        ("walk", "stepCount", 3, (5, 2)),
        ("walk", "stepCount", 4, (10, 3)),
        ("jump", "jumpHeightCm", 2, (10, 5)),
        ("jump", "jumpHeightCm", 3, (10, 5)),
        ("jump", "jumpHeightCm", 4, (20, 10)),
        ("jump", "jumpHeightCm", 5, (20, 10)),
        ("jump", "jumpHeightCm", 6, (30, 15)),
        ("jump", "jumpHeightPercent", 3, (5, pytest.approx(3.3333333))),
        ("jump", "jumpHeightPercent", 5, (10, pytest.approx(6.6666667))),
        ("jump", "jumpHeightPercent", 6, (15, 10)),
        ("tiptoe", "holdTime", 3, (3, 1.5)),
        ("tiptoe", "holdTime", 4, (3, 1.5)),
        ("tiptoe", "holdTime", 5, (8, 4)),
    ],
)
def test_limits_follow_the_age_band(task: str, metric: str, age: int, limits: tuple[float, float]) -> None:
    band = next(row for row in STANDARDS if (row.task, row.metric) == (task, metric)).band_for(age)

    assert band is not None
    assert (band.normal, band.borderline) == limits


@pytest.mark.parametrize("metric", ["jumpHeightCm", "jumpHeightPercent"])
def test_derived_limits_keep_the_proportion_of_the_oldest_band(metric: str) -> None:
    *young, oldest = next(row for row in STANDARDS if row.metric == metric).bands
    shares = [band.borderline / band.normal for band in (*young, oldest) if band.borderline is not None]

    assert all(math.isclose(share, shares[-1]) for share in shares)


def test_only_young_jumpers_have_derived_limits() -> None:
    derived = {(row.metric, band.from_age) for row in STANDARDS for band in row.bands if band.derived_by}

    assert derived == {(name, age) for name in ("jumpHeightCm", "jumpHeightPercent") for age in (2, 4)}


def test_a_derived_limit_is_admitted_in_the_reference() -> None:
    row = next(row for row in STANDARDS if row.metric == "jumpHeightCm")

    assert "derived here" in row.reference_for(row.bands[0])
    assert "derived" not in row.reference_for(row.bands[-1])


def test_the_reference_names_the_ages_it_holds_for() -> None:
    row = next(row for row in STANDARDS if row.metric == "stepCount")

    assert row.reference_for(row.bands[0]) == "GMFM-88 item 69; limits for ages 2–3"
    assert row.reference_for(row.bands[1]) == "GMFM-88 item 69; limits for ages 4+"


@pytest.mark.parametrize("metric", ["excessiveSwayRatio", "symmetryPercent", "maxTrunkSway", "jumpHeightPercent"])
def test_a_standard_without_a_source_says_so(metric: str) -> None:
    assert next(row for row in STANDARDS if row.metric == metric).reference == NO_REFERENCE


def test_a_band_without_ages_covers_everyone() -> None:
    assert all(AgeBand(1, 0).covers(age) for age in (-1, 0, 7, 120))
