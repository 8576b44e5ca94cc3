"""What the client would measure of each movement, for a child of a given skill."""

from __future__ import annotations

import math
from collections.abc import Callable

from project.assessments.demo.attempts import FRAMES_PER_SECOND, Attempt, AttemptResult, held_seconds, up_to
from project.assessments.grading.numbers import round_half_up


def _raise_hand(of: Attempt) -> AttemptResult:
    reach = max(25.0, 165 + 6 * of.skill - 60 * max(0.0, -1.8 - of.skill))
    left, right = (up_to(180, of.around(reach - loss, 3)) for loss in of.weakness)
    angles = {
        "leftShoulderAngle": left,
        "rightShoulderAngle": right,
        "leftElbowAngle": up_to(180, of.around(172 + 2 * of.skill, 3)),
        "rightElbowAngle": up_to(180, of.around(172 + 2 * of.skill, 3)),
        "symmetryDifference": abs(left - right),
    }
    best = max(left, right)
    if best < 90:
        return AttemptResult(best / 90, {**angles, "backLean": of.fault(6), "holdDuration": 0})
    leaning = of.frames(0.06)
    score = 2 if min(left, right) >= 90 and leaning <= 0.3 else 1
    return AttemptResult(1, {**angles, "armRaiseScore": score, "compensationRatio": leaning})


def _one_leg(of: Attempt) -> AttemptResult:
    hold, lean, sway = (
        5 * math.exp(0.38 * (of.around(of.skill, 0.2) + 1.5)),
        min(45, of.fault(10, 0.5)),
        of.fault(0.006),
    )
    if hold < 5:
        return AttemptResult(hold / 5, {"holdTime": round(hold, 3), "currentSway": sway, "trunkLean": lean})
    swaying = of.frames(0.03) if lean > 20 else 0
    numbers = {
        "holdTime": held_seconds(5, of.rng),
        "swayIndex": sway,
        "maxTrunkLean": lean,
        "oneLegScore": 2 if lean < 20 and swaying < 0.1 else 1,
        "excessiveSwayRatio": swaying,
        "liftedLeg": of.rng.randint(0, 1),
    }
    return AttemptResult(1, numbers)


def _walk(of: Attempt) -> AttemptResult:
    steps = min(10, int(10 + 3.5 * (of.around(of.skill, 0.2) + 2)))
    steps = max(0, steps)
    alternating = max(0, steps - int(of.fault(0.7)))
    symmetry = round_half_up(up_to(100, of.around(92 + 4 * of.skill, 2.5)))
    sway = of.fault(5.5)
    walked = {"stepCount": steps, "alternatingSteps": alternating, "symmetryPercent": symmetry}
    if steps < 10:
        return AttemptResult(steps / 10, {**walked, "trunkSway": sway, "isLeftLegSwinging": of.rng.randint(0, 1)})
    unstable, losses = of.fault(0.11, 0.6), int(of.fault(0.7, 0.7))
    numbers = {
        "walkScore": 2 if unstable < 0.2 and losses < 3 else 1,
        **walked,
        "maxTrunkSway": round_half_up(sway),
        "balanceLossCount": losses,
        "armsInHighGuardPercent": round_half_up(min(100, of.fault(16 / of.age, 0.6))),
        "forwardDisplacement": round_half_up(max(8, of.around(27, 6))),
    }
    return AttemptResult(1, numbers)


def _jump(of: Attempt) -> AttemptResult:
    if of.skill < -2.35:
        phase = of.rng.randint(0, 2)
        begun = {"baselineFrames": of.rng.randint(20, 40), "phase": phase, "kneeAngle": of.around(158 - 18 * phase, 6)}
        return AttemptResult(phase / 4, {**begun, "twoFooted": 0, "jumpHeight": abs(of.around(6, 3))})
    usual = 10 + 0.8 * min(of.age, 14) + 2.4 * of.skill - 8 * max(0.0, -1.6 - of.skill)
    percent = max(0.4, of.around(usual, 1.2))
    height_cm = percent / 100 * of.height_cm
    airborne = int(math.sqrt(8 * height_cm / 981) * FRAMES_PER_SECOND)
    takeoff, landing, stable = of.managed(3.6), of.managed(3.2), of.managed(2.6)
    numbers = {
        "jumpScore": 0 if airborne < 3 else 1 + takeoff * landing * stable,
        "jumpHeightNorm": percent * of.around(7, 0.3),
        "airborneFrames": airborne,
        "twoFootedTakeoff": takeoff,
        "twoFootedLanding": landing,
        "stableLanding": stable,
    }
    if of.height_known:
        numbers |= {"jumpHeightCm": round_half_up(height_cm, 1), "jumpHeightPercent": round_half_up(percent, 1)}
    return AttemptResult(1, numbers)


def _tiptoe(of: Attempt) -> AttemptResult:
    hold, lean = 3 * math.exp(0.6 * (of.around(of.skill, 0.2) + 1.75)), min(45, of.fault(9, 0.4))
    left, right = (up_to(100, of.around(64 + 9 * of.skill, 3)) for _ in range(2))
    if hold < 3:
        heels = {"leftHeelHeight": left, "rightHeelHeight": right}
        return AttemptResult(
            hold / 3, {"holdTime": round(hold, 3), "trunkLean": lean, **heels, "footMovement": of.fault(2.5)}
        )
    moving, drops = of.frames(0.02), int(of.fault(0.6, 0.6))
    steady = lean < 20 and moving < 0.05 and drops / (3 * FRAMES_PER_SECOND) < 0.05
    numbers = {
        "holdTime": held_seconds(3, of.rng),
        "maxTrunkLean": lean,
        "tiptoeScore": 1 + steady,
        "footMovementRatio": moving,
        "heelDropCount": drops,
        "avgHeelHeight": (left + right) / 2,
    }
    return AttemptResult(1, numbers)


def _squat(of: Attempt) -> AttemptResult:
    usual = 98 - 11 * of.skill + 35 * max(0.0, -1.8 - of.skill)
    lowest = max(45.0, up_to(178, of.around(usual, 5)))
    if lowest > 140:
        knees = {"kneeAngle": lowest, "kneeValgusRatio": of.around(0.86, 0.06), "heelLiftAmount": of.fault(4)}
        return AttemptResult((180 - lowest) / 40, {"minKneeAngle": lowest, **knees, "holdDuration": 0})
    left, right = (lowest + abs(of.around(3, 2)) for _ in range(2))
    caving, lifting = of.frames(0.05), of.frames(0.05)
    depth = (lowest <= 110) + (lowest <= 90)
    good, fair = max(caving, lifting) < 0.2, max(caving, lifting) < 0.3
    numbers = {
        "minKneeAngle": lowest,
        "leftKneeAngle": left,
        "rightKneeAngle": right,
        "symmetryDifference": abs(left - right),
        "hipFlexionAngle": of.around(lowest - 8, 6),
        "squatScore": 1 + good if depth else int(fair),
        "valgusRatio": caving,
        "heelLiftRatio": lifting,
        "depth": depth,
    }
    return AttemptResult(1, numbers)


#: In screen order.
MOVEMENTS: dict[str, Callable[[Attempt], AttemptResult]] = {
    "raise_hand": _raise_hand,
    "one_leg": _one_leg,
    "walk": _walk,
    "jump": _jump,
    "tiptoe": _tiptoe,
    "squat": _squat,
}
