"""The unit of each metric, and which direction is better."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class MetricDefinition:
    """`unit` is empty for ratios, flags and codes; `direction` is None if neither is better or it is not known."""

    unit: str
    direction: Direction | None


def _definitions(*groups: tuple[str, Direction | None, str]) -> dict[str, MetricDefinition]:
    return {name: MetricDefinition(unit, direction) for unit, direction, names in groups for name in names.split()}


# Momentary readings (trunkLean, currentSway, footMovement …) have the direction of the metric they feed.
# kneeValgusRatio has none: the source does not say whether it is a width ratio or a share of frames.
METRIC_DEFINITIONS: dict[str, dict[str, MetricDefinition]] = {
    "raise_hand": _definitions(
        ("°", "higher", "leftShoulderAngle rightShoulderAngle leftElbowAngle rightElbowAngle"),
        ("°", "higher", "shoulderFlexion shoulderFlexionMax bestShoulderAngle"),
        ("°", "lower", "symmetryDifference backLean"),
        ("points", "higher", "armRaiseScore shoulderScore score"),
        ("", "lower", "compensationRatio"),
        ("ms", "higher", "holdDuration"),
        ("s", "higher", "holdTime"),
    ),
    "one_leg": _definitions(
        ("s", "higher", "holdTime balanceTime"),
        ("fraction of frame", "lower", "swayIndex currentSway"),
        ("°", "lower", "maxTrunkLean trunkLean"),
        ("points", "higher", "oneLegScore balanceScore score"),
        ("", "lower", "excessiveSwayRatio"),
        ("", None, "liftedLeg"),
    ),
    "walk": _definitions(
        ("points", "higher", "walkScore gaitScore score"),
        ("steps", "higher", "stepCount alternatingSteps"),
        ("%", "higher", "symmetryPercent gaitSymmetry symmetry"),
        ("°", "lower", "maxTrunkSway trunkSway"),
        ("times", "lower", "balanceLossCount"),
        ("%", "lower", "armsInHighGuardPercent"),
        ("% of frame width", "higher", "forwardDisplacement"),
        ("", None, "isLeftLegSwinging"),
    ),
    "jump": _definitions(
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
    "tiptoe": _definitions(
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
    "squat": _definitions(
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


def definition_of(task_name: str, metric_name: str) -> MetricDefinition | None:
    return METRIC_DEFINITIONS.get(task_name, {}).get(metric_name)
