"""Limits of each graded metric by age, from the original's tables."""

from project.assessments.norms.limits import AgeBand, Standard
from project.assessments.norms.metrics import METRIC_DEFINITIONS

TIPTOE_REFERENCE = "PDMS-2; the recorded task ends after 3 s, short of this norm from age 5"
NO_REFERENCE = "no reference named by the source"


def _standard(
    task: str,
    names: str,
    *bands: AgeBand,
    reference: str = NO_REFERENCE,
    inclusive: bool = True,
) -> Standard:
    metric, *aliases = names.split()
    measure = METRIC_DEFINITIONS[task][metric]
    if measure.direction is None:
        raise ValueError(f"{task}.{metric} is graded and needs a direction")
    return Standard(task, metric, tuple(aliases), measure.unit, measure.direction, inclusive, bands, reference)


_HALF = "half of the normal limit, as at ages 6+"
_TWO_THIRDS = "two thirds of the normal limit, as at ages 6+"
_AAOS = "AAOS range-of-motion norms (flexion 150–180°)"
_WALKING = "GMFM-88, walking items 69–71"
_JUMPING = "GMFM-88, jump items 79, 81, 82"
# `jumpHeight` is not an alias of `jumpHeightPercent`: tasks send it in thousandths of the frame height, and the limits
# are in per cent of body height.
STANDARDS: tuple[Standard, ...] = (
    _standard("raise_hand", "leftShoulderAngle shoulderFlexion", AgeBand(150, 90), reference=_AAOS),
    _standard("raise_hand", "rightShoulderAngle", AgeBand(150, 90), reference=_AAOS),
    _standard("one_leg", "oneLegScore", AgeBand(2, 1), reference="BESS-like test, paediatric norms"),
    _standard(
        "one_leg",
        "holdTime balanceTime",
        AgeBand(3, 1.5, 2, 3),
        AgeBand(5, 3, 4),
        reference="BESS-like; target 5 s from age 4",
    ),
    _standard(
        "one_leg",
        "maxTrunkLean trunkLean",
        AgeBand(10, 20),
        inclusive=False,
        reference="trunk sway > 20° = loss of balance",
    ),
    _standard("one_leg", "excessiveSwayRatio", AgeBand(0.10, 0.25), inclusive=False),
    _standard("walk", "walkScore", AgeBand(2, 1), reference=_WALKING),
    _standard("walk", "stepCount", AgeBand(5, 2, 2, 3), AgeBand(10, 3, 4), reference="GMFM-88 item 69"),
    _standard("walk", "symmetryPercent gaitSymmetry symmetry", AgeBand(85, 75)),
    _standard("walk", "maxTrunkSway trunkSway", AgeBand(8, 15), inclusive=False),
    _standard("jump", "jumpScore", AgeBand(2, 1), reference=_JUMPING),
    _standard(
        "jump",
        "jumpHeightPercent",
        AgeBand(5, 5 * 2 / 3, 2, 3, _TWO_THIRDS),
        AgeBand(10, 10 * 2 / 3, 4, 5, _TWO_THIRDS),
        AgeBand(15, 10, 6),
    ),
    _standard(
        "jump",
        "jumpHeightCm",
        AgeBand(10, 5, 2, 3, _HALF),
        AgeBand(20, 10, 4, 5, _HALF),
        AgeBand(30, 15, 6),
        reference="GMFM: about 30 cm at 5–6 years",
    ),
    _standard("jump", "twoFootedTakeoff", AgeBand(1, None), reference="GMFM"),
    _standard("jump", "twoFootedLanding", AgeBand(1, None), reference="GMFM"),
    _standard("jump", "stableLanding", AgeBand(1, None), reference="GMFM"),
    _standard("tiptoe", "holdTime tiptoeTime", AgeBand(3, 1.5, 3, 4), AgeBand(8, 4, 5), reference=TIPTOE_REFERENCE),
    _standard(
        "squat",
        "minKneeAngle kneeAngle averageKneeAngle",
        AgeBand(100, 150),
        reference="90° = thighs level, functional squat",
    ),
)
_BY_TASK: dict[str, dict[str, Standard]] = {}
for row in STANDARDS:
    _BY_TASK.setdefault(row.task, {}).update(dict.fromkeys((row.metric, *row.aliases), row))


def standards_of(task_name: str) -> dict[str, Standard]:
    return _BY_TASK.get(task_name, {})


def standard_of(task_name: str, metric_name: str) -> Standard | None:
    return standards_of(task_name).get(metric_name)
