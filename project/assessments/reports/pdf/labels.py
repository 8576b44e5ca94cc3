import re

from project.assessments.grading.numbers import round_half_up

TASKS = {
    "raise_hand": "Raising the arms",
    "one_leg": "Standing on one leg",
    "walk": "Walking",
    "jump": "Jumping",
    "tiptoe": "Tiptoe",
    "squat": "Squatting",
    "touch_shoulder": "Touching the shoulder",
}
LABELS = {"not_graded": "Not graded", "no_data": "No data", "followup": "Follow-up"}
_TASK_NAMES = re.compile(r"\b(" + "|".join(TASKS) + r")\b")
_CAMEL_CASE = re.compile(r"[a-z]+([A-Z][a-z]*)+")


def task_label(task_name: str) -> str:
    return TASKS.get(task_name, task_name)


def metric_label(metric_name: str) -> str:
    """leftShoulderAngle → left shoulder angle. Names of another form stay."""
    if not _CAMEL_CASE.fullmatch(metric_name):
        return metric_name
    return re.sub("[A-Z]", lambda found: f" {found[0].lower()}", metric_name)


def number_text(value: float) -> str:
    """Use two decimals, four below 1, and three digits for very large and very small numbers."""
    if value != 0 and not 1e-4 <= abs(value) < 1e9:
        return f"{value:.3g}"
    return f"{round_half_up(value, 4 if abs(value) < 1 else 2):.12g}"


def label_of(value: str) -> str:
    text = str(value)
    return LABELS.get(text, text[:1].upper() + text[1:])


def rule_text(rule: str) -> str:
    return _TASK_NAMES.sub(lambda found: TASKS[found[0]].lower(), rule)
