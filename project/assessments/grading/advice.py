"""Recommendations for parents."""

from collections.abc import Mapping
from typing import Literal

RiskLevel = Literal["normal", "monitor", "high"]
#: Years. Affects wording only.
SCHOOL_AGE = 6
GENERAL_ADVICE: dict[RiskLevel, tuple[str, ...]] = {
    "normal": (
        "Keep up active play every day, outdoors when possible.",
        "Repeat this screening in about a year, or earlier if something worries you.",
    ),
    "monitor": (
        "Practise the weaker movements as a game for 15–20 minutes a day.",
        "Join {group}, where running, jumping and balancing are practised with others.",
        "Repeat this screening after some weeks of practice and compare the two.",
    ),
    "high": (
        "Show this result to a paediatrician.",
        "Ask for an examination by a physiotherapist who works with children.",
        "Until then, keep to gentle play with someone beside the child.",
    ),
}
#: The highest score that still calls for practice, and the advice.
TASK_ADVICE: dict[str, tuple[int, str]] = {
    "one_leg": (0, "Balance: stand on one leg near a wall or a hand to hold, a few seconds at a time."),
    "walk": (1, "Walking: follow a line on the floor, swing the arms, and go a little further each day."),
    "jump": (0, "Jumping: hop with both feet over a line, landing softly with bent knees."),
    "tiptoe": (1, "Tiptoe: reach up for something high and stay on the toes while counting."),
    "squat": (1, "Squatting: pick up toys from the floor with bent knees and the heels down."),
}


def recommendations(risk_level: RiskLevel | None, scores: Mapping[str, int], age_years: int) -> list[str]:
    if risk_level is None:
        return []
    group = "a movement playgroup" if age_years < SCHOOL_AGE else "a sports class"
    general = [text.format(group=group) for text in GENERAL_ADVICE[risk_level]]
    weak = [advice for name, (most, advice) in TASK_ADVICE.items() if scores.get(name, 3) <= most]
    return general + weak
