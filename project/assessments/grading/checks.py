"""The limits that decide whether a task was passed."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PassCheck:
    """A limit that passes or fails a task. Reads the first metric of `names` that is present."""

    names: tuple[str, ...]
    sign: Literal["≥", "≤", "<", "=", "≠"]
    limit: float
    #: The finding, followed by the value. A whole sentence if `unit` is None.
    finding: str
    unit: str | None = None

    def holds(self, value: float) -> bool:
        return {
            "≥": value >= self.limit,
            "≤": value <= self.limit,
            "<": value < self.limit,
            "=": value == self.limit,
            "≠": value != self.limit,
        }[self.sign]

    def reason(self, value: float) -> str:
        if self.unit is None:
            return self.finding
        return f"{self.finding} {value:g} {self.unit}, needed {self.sign} {self.limit:g} {self.unit}"


#: Decide whether a task that is not recorded as a success was passed.
PASS_CHECKS: dict[str, tuple[PassCheck, ...]] = {
    "raise_hand": (
        PassCheck(("leftShoulderAngle",), "≥", 90, "left shoulder raised to", "°"),
        PassCheck(("rightShoulderAngle",), "≥", 90, "right shoulder raised to", "°"),
        PassCheck(("holdTime",), "≥", 2, "arms held up for", "s"),
    ),
    "jump": (
        PassCheck(("jumpHeightCm", "jumpHeightNorm"), "≥", 5, "jumped less than 5 cm (or 5 ‰ of the frame's height)"),
        PassCheck(("isTwoFootedTakeoff", "twoFootedTakeoff"), "=", 1, "take-off was not from both feet"),
        PassCheck(("isTwoFootedLanding", "twoFootedLanding"), "=", 1, "landing was not on both feet"),
    ),
    "walk": (
        PassCheck(("stepCount",), "≥", 6, "walked", "steps"),
        PassCheck(("symmetryPercent",), "≥", 60, "gait symmetry", "%"),
    ),
    "one_leg": (
        PassCheck(("holdTime",), "≥", 3, "stood on one leg for", "s"),
        PassCheck(("swayIndex",), "≤", 0.15, "body sway", "of the frame"),
    ),
    "tiptoe": (
        PassCheck(("holdTime",), "≥", 3, "stayed on tiptoe for", "s"),
        PassCheck(("plantarflexionAngle",), "≥", 30, "ankle stretched to", "°"),
        PassCheck(("leftPlantarflexion",), "≥", 30, "left ankle stretched to", "°"),
        PassCheck(("rightPlantarflexion",), "≥", 30, "right ankle stretched to", "°"),
    ),
    "squat": (
        PassCheck(("minKneeAngle", "kneeAngle"), "<", 130, "knees bent to", "°"),
        PassCheck(("holdTime",), "≥", 1, "squat held for", "s"),
    ),
}
#: Explain an outcome without deciding it.
REMARKS: dict[str, tuple[PassCheck, ...]] = {
    "jump": (PassCheck(("timeAirborne",), "≥", 0.1, "in the air for", "s"),),
    "one_leg": (PassCheck(("maxTrunkLean",), "≤", 20, "trunk leaned by", "°"),),
    "tiptoe": (PassCheck(("heelsLifted",), "≠", 0, "heels were not lifted"),),
    "squat": (PassCheck(("hipsBackEnough",), "≠", 0, "hips were not moved back enough"),),
}
