"""Two years of sessions of an invented clinic. The same seed and time give the same sessions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import NAMESPACE_DNS, UUID, uuid5

from project.assessments.demo.attempts import Attempt, AttemptResult
from project.assessments.demo.children import Child, children
from project.assessments.demo.movements import MOVEMENTS
from project.assessments.grading.numbers import round_half_up

CHILDREN = 200
SEED = 39
HISTORY_DAYS = 730
#: The first session of a child and its follow-ups.
MAX_VISITS = 4
#: Ends of the notes on failed tasks.
_TROUBLES = {
    "raise_hand": "Could not raise the arms to shoulder height.",
    "one_leg": "Could not maintain one-leg stance long enough.",
    "walk": "Could not complete enough steps.",
    "jump": "No complete jump was detected.",
    "tiptoe": "Could not stay on tiptoe long enough.",
    "squat": "Could not squat deep enough.",
}
DemoTask = tuple[dict[str, Any], dict[str, float]]


class DemoSession(NamedTuple):
    """The arguments of `SessionManager.record`."""

    values: dict[str, Any]
    tasks: list[DemoTask]


def demo_sessions(now: datetime, seed: int = SEED, count: int = CHILDREN) -> list[DemoSession]:
    """Return the sessions of `count` children in the order of time, all before `now`. Ids depend on the seed alone."""
    rng = Random(seed)
    first_seen = [_opening_hours(rng, now - timedelta(days=rng.uniform(1, HISTORY_DAYS - 3))) for _ in range(count)]
    found: list[DemoSession] = []
    for number, (child, seen_at) in enumerate(zip(children(rng, first_seen), first_seen, strict=True)):
        ids = [uuid5(NAMESPACE_DNS, f"{seed}.{number}.{visit}.demo.example") for visit in range(MAX_VISITS)]
        own_rng = Random(f"{seed}.{number}")
        times = [seen_at, *(time for time in _returns(own_rng, child, seen_at) if time < now)]
        found += [_session(own_rng, child, time, visit, ids) for visit, time in enumerate(times)]
    return sorted(found, key=lambda session: session.values["started_at"])


def _opening_hours(rng: Random, day: datetime) -> datetime:
    """Return a random working hour of this day, or of the Friday before a weekend."""
    day = day.astimezone(UTC)
    day -= timedelta(days=max(0, day.weekday() - 4))
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(hours=8, microseconds=rng.randrange(8 * 3600 * 10**6))


def _returns(rng: Random, child: Child, seen_at: datetime) -> Iterator[datetime]:
    """Yield up to three follow-up times, two weeks to six months later. Less able children return more often."""
    ability = sum(child.skills.values()) / len(child.skills)
    if rng.random() > 1 / (1 + math.exp(1.4 + 1.1 * ability)):
        return
    weeks = sorted(rng.sample(range(2, 26), rng.choice((1, 1, 2, 2, 3))))
    for week in weeks:
        yield _opening_hours(rng, seen_at + timedelta(weeks=week, days=3))


def _session(rng: Random, child: Child, time: datetime, visit: int, ids: list[UUID]) -> DemoSession:
    age = child.age_at(time)
    session = {
        "id": ids[visit],
        "child_name": child.name,
        "child_age": int(age),
        "child_height_cm": round_half_up(child.height_cm(age), 1) if child.measured else None,
        "child_weight_kg": round_half_up(child.weight_kg(age), 1) if child.measured else None,
        "child_gender": child.gender,
        "child_notes": child.notes,
        "started_at": time,
        "session_type": "followup" if visit else "initial",
        "parent_session_id": ids[0] if visit else None,
    }
    return DemoSession(session, [_task(rng, child, age, visit, task_name) for task_name in MOVEMENTS])


def _task(rng: Random, child: Child, age: float, visit: int, task_name: str) -> DemoTask:
    attempt = Attempt(
        rng=rng,
        skill=child.skill_at(task_name, age, visit) + rng.gauss(0, 0.25),
        age=age,
        height_cm=child.height_cm(age),
        height_known=child.measured,
        weakness=child.weakness,
        seconds=rng.uniform(5.5, 14.5),
    )
    measured = MOVEMENTS[task_name](attempt)
    if measured.progress < 1:
        return _failed(rng, task_name, measured)
    fields = {
        "task_name": task_name,
        "duration_seconds": round(attempt.seconds, 3),
        "status": "success",
        "notes": f"Completed {task_name}",
    }
    return fields, _floats(measured.numbers)


def _failed(rng: Random, task_name: str, measured: AttemptResult) -> DemoTask:
    """Return a failed task as the client sends it: given up after 15 s below 70 %, else after 30 s.

    Sometimes it carries a stale copy of the readings: no numbers, no progress.
    """
    progress, numbers = measured if rng.random() > 0.12 else AttemptResult(0, {})
    seconds = 15 if progress < 0.7 else 30
    reached = int(100 * progress)
    why = f"Insufficient progress ({reached}%)" if seconds == 15 else f"Timed out ({reached}%)"
    fields = {
        "task_name": task_name,
        "duration_seconds": float(seconds),
        "status": "failed",
        "notes": f"{why} after {seconds} seconds. {_TROUBLES[task_name]}",
    }
    return fields, _floats(numbers)


def _floats(numbers: dict[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in numbers.items()}
