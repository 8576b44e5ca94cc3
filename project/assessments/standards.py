"""What each metric measures and where the original's tables draw the line, with the age bands they state."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower"]

TIPTOE_REFERENCE = "PDMS-2; the recorded task ends after 3 s, short of this norm from age 5"
NO_REFERENCE = "no reference named by the source"


@dataclass(frozen=True, slots=True)
class Measure:
    """Unit (empty for ratios, flags and codes) and which way is better (None: neither, or not known)."""

    unit: str
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Band:
    """Limits from `from_age` to `to_age`, in whole years, both included; None is open."""

    #: The limit of the level "normal".
    normal: float
    #: The limit of "borderline"; None when whatever is not normal is borderline.
    borderline: float | None
    from_age: int | None = None
    to_age: int | None = None
    #: How the borderline limit was worked out, where the source names none.
    derived_by: str | None = None

    def covers(self, age_years: int) -> bool:
        reached = self.from_age is None or age_years >= self.from_age
        return reached and (self.to_age is None or age_years <= self.to_age)

    @property
    def ages(self) -> str | None:
        if self.from_age is None:
            return None
        return f"{self.from_age}+" if self.to_age is None else f"{self.from_age}–{self.to_age}"


@dataclass(frozen=True, slots=True)
class Standard:
    """One graded metric. `inclusive` says whether a limit itself still counts as reached."""

    task: str
    metric: str
    aliases: tuple[str, ...]
    unit: str
    direction: Direction
    inclusive: bool
    bands: tuple[Band, ...]
    #: The reference in the source's own words.
    reference: str

    def band_for(self, age_years: int) -> Band | None:
        return next((band for band in self.bands if band.covers(age_years)), None)

    def reached(self, value: float, limit: float) -> bool:
        if value == limit:
            return self.inclusive
        return value > limit if self.direction == "higher" else value < limit

    def normal_range(self, band: Band) -> str:
        sign = {"higher": "≥", "lower": "≤"} if self.inclusive else {"higher": ">", "lower": "<"}
        return f"{sign[self.direction]} {band.normal:g} {self.unit}".rstrip()

    def reference_for(self, band: Band) -> str:
        parts = [self.reference]
        if band.ages is not None:
            parts.append(f"limits for ages {band.ages}")
        if band.derived_by is not None:
            parts.append(f"the borderline limit is derived here, not named by the source: {band.derived_by}")
        return "; ".join(parts)


def _measures(*groups: tuple[str, Direction | None, str]) -> dict[str, Measure]:
    return {name: Measure(unit, direction) for unit, direction, names in groups for name in names.split()}


# Readings of the moment (trunkLean, currentSway, footMovement …) take the direction of the metric they feed.
# kneeValgusRatio has none: the source does not say whether it is the knee-to-ankle width or the share of frames.
MEASURES: dict[str, dict[str, Measure]] = {
    "raise_hand": _measures(
        ("°", "higher", "leftShoulderAngle rightShoulderAngle leftElbowAngle rightElbowAngle"),
        ("°", "higher", "shoulderFlexion shoulderFlexionMax bestShoulderAngle"),
        ("°", "lower", "symmetryDifference backLean"),
        ("points", "higher", "armRaiseScore shoulderScore score"),
        ("", "lower", "compensationRatio"),
        ("ms", "higher", "holdDuration"),
        ("s", "higher", "holdTime"),
    ),
    "one_leg": _measures(
        ("s", "higher", "holdTime balanceTime"),
        ("fraction of frame", "lower", "swayIndex currentSway"),
        ("°", "lower", "maxTrunkLean trunkLean"),
        ("points", "higher", "oneLegScore balanceScore score"),
        ("", "lower", "excessiveSwayRatio"),
        ("", None, "liftedLeg"),
    ),
    "walk": _measures(
        ("points", "higher", "walkScore gaitScore score"),
        ("steps", "higher", "stepCount alternatingSteps"),
        ("%", "higher", "symmetryPercent gaitSymmetry symmetry"),
        ("°", "lower", "maxTrunkSway trunkSway"),
        ("times", "lower", "balanceLossCount"),
        ("%", "lower", "armsInHighGuardPercent"),
        ("% of frame width", "higher", "forwardDisplacement"),
        ("", None, "isLeftLegSwinging"),
    ),
    "jump": _measures(
        ("points", "higher", "jumpScore score"),
        ("‰ of frame height", "higher", "jumpHeightNorm jumpHeight"),
        ("cm", "higher", "jumpHeightCm"),
        ("% of body height", "higher", "jumpHeightPercent"),
        ("frames", "higher", "airborneFrames"),
        ("s", "higher", "timeAirborne"),
        ("", "higher", "twoFootedTakeoff twoFootedLanding stableLanding twoFooted"),
        ("", "higher", "isTwoFootedTakeoff isTwoFootedLanding"),
        ("frames", None, "baselineFrames"),
        ("", None, "phase"),
        ("°", None, "kneeAngle"),
    ),
    "tiptoe": _measures(
        ("s", "higher", "holdTime tiptoeTime"),
        ("°", "lower", "maxTrunkLean trunkLean"),
        ("points", "higher", "tiptoeScore score"),
        ("", "lower", "footMovementRatio"),
        ("times", "lower", "heelDropCount"),
        ("%", "higher", "avgHeelHeight leftHeelHeight rightHeelHeight"),
        ("% of frame", "lower", "footMovement"),
        ("°", "higher", "plantarflexionAngle leftPlantarflexion rightPlantarflexion"),
        ("", "higher", "heelsLifted"),
    ),
    "squat": _measures(
        ("°", "lower", "minKneeAngle leftKneeAngle rightKneeAngle kneeAngle averageKneeAngle symmetryDifference"),
        ("°", None, "hipFlexionAngle"),
        ("points", "higher", "squatScore formScore score"),
        ("", "lower", "valgusRatio heelLiftRatio"),
        ("", "higher", "depth hipsBackEnough"),
        ("", None, "kneeValgusRatio"),
        ("%", "lower", "heelLiftAmount"),
        ("ms", "higher", "holdDuration"),
        ("s", "higher", "holdTime"),
    ),
}


def measure_of(task_name: str, metric_name: str) -> Measure | None:
    return MEASURES.get(task_name, {}).get(metric_name)


def _standard(
    task: str,
    names: str,
    *bands: Band,
    reference: str = NO_REFERENCE,
    inclusive: bool = True,
) -> Standard:
    metric, *aliases = names.split()
    measure = MEASURES[task][metric]
    if measure.direction is None:
        raise ValueError(f"{task}.{metric} is graded and needs a direction")
    return Standard(task, metric, tuple(aliases), measure.unit, measure.direction, inclusive, bands, reference)


_HALF = "half of the normal limit, as at ages 6+"
_TWO_THIRDS = "two thirds of the normal limit, as at ages 6+"
_AAOS = "AAOS range-of-motion norms (flexion 150–180°)"
_WALKING = "GMFM-88, walking items 69–71"
_JUMPING = "GMFM-88, jump items 79, 81, 82"

# `jumpHeight` is no alias of `jumpHeightPercent` here: tasks send it in thousandths of the frame's height, so limits
# in per cent of the body's height say nothing about it.
STANDARDS: tuple[Standard, ...] = (
    _standard("raise_hand", "leftShoulderAngle shoulderFlexion", Band(150, 90), reference=_AAOS),
    _standard("raise_hand", "rightShoulderAngle", Band(150, 90), reference=_AAOS),
    _standard("one_leg", "oneLegScore", Band(2, 1), reference="BESS-like test, paediatric norms"),
    _standard(
        "one_leg",
        "holdTime balanceTime",
        Band(3, 1.5, 2, 3),
        Band(5, 3, 4),
        reference="BESS-like; target 5 s from age 4",
    ),
    _standard(
        "one_leg",
        "maxTrunkLean trunkLean",
        Band(10, 20),
        inclusive=False,
        reference="trunk sway > 20° = loss of balance",
    ),
    _standard("one_leg", "excessiveSwayRatio", Band(0.10, 0.25), inclusive=False),
    _standard("walk", "walkScore", Band(2, 1), reference=_WALKING),
    _standard("walk", "stepCount", Band(5, 2, 2, 3), Band(10, 3, 4), reference="GMFM-88 item 69"),
    _standard("walk", "symmetryPercent gaitSymmetry symmetry", Band(85, 75)),
    _standard("walk", "maxTrunkSway trunkSway", Band(8, 15), inclusive=False),
    _standard("jump", "jumpScore", Band(2, 1), reference=_JUMPING),
    _standard(
        "jump",
        "jumpHeightPercent",
        Band(5, 5 * 2 / 3, 2, 3, _TWO_THIRDS),
        Band(10, 10 * 2 / 3, 4, 5, _TWO_THIRDS),
        Band(15, 10, 6),
    ),
    _standard(
        "jump",
        "jumpHeightCm",
        Band(10, 5, 2, 3, _HALF),
        Band(20, 10, 4, 5, _HALF),
        Band(30, 15, 6),
        reference="GMFM: about 30 cm at 5–6 years",
    ),
    _standard("jump", "twoFootedTakeoff", Band(1, None), reference="GMFM"),
    _standard("jump", "twoFootedLanding", Band(1, None), reference="GMFM"),
    _standard("jump", "stableLanding", Band(1, None), reference="GMFM"),
    _standard("tiptoe", "holdTime tiptoeTime", Band(3, 1.5, 3, 4), Band(8, 4, 5), reference=TIPTOE_REFERENCE),
    _standard(
        "squat",
        "minKneeAngle kneeAngle averageKneeAngle",
        Band(100, 150),
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
