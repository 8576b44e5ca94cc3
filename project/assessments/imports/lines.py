"""Import lines as graded rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import to_json
from uuid_utils import compat, uuid7

from project.assessments.grading.metrics import graded_bands, level_in
from project.assessments.grading.sessions import overall
from project.assessments.grading.tasks import TaskResult, task_score
from project.assessments.imports.state import LineFault
from project.assessments.new_rows import NewTask
from project.assessments.schemas.import_lines import SessionLine, TaskLine
from project.core.http.problems import public_errors

#: Reported per line.
MAX_ERRORS = 20


class NewSession(NamedTuple):
    """A valid line. Its id and parent are not yet checked against the database."""

    line: int
    #: Columns of the session; `task_metrics` is JSON text.
    values: dict[str, Any]
    #: Names of the given fields, for the audit.
    given: list[str]
    tasks: list[NewTask]

    def fault(self, message: str, *loc: str) -> LineFault:
        return LineFault(self.line, [{"type": "value_error", "loc": loc, "msg": message}])


def line_errors(error: ValidationError) -> Iterator[dict[str, Any]]:
    for found in public_errors(
        error.errors(include_url=False, include_input=False, include_context=False)[:MAX_ERRORS]
    ):
        message = found["msg"].replace(" at line 1 column ", " at column ")
        yield {**found, "loc": ["body", *found["loc"]], "msg": message}


def read_session(number: int, line: bytes) -> NewSession:
    """Parse and grade a line; scores and levels in it are ignored. Raises ValidationError."""
    sent = SessionLine.model_validate_json(line)
    session_id = sent.id or compat.uuid7()
    tasks = [_task(session_id, sent.child_age, task) for task in sent.tasks]
    score, risk = overall([(task.task_name, task.score) for task in tasks])
    session = sent.model_dump(exclude={"id", "tasks"})
    session["started_at"] = sent.started_at or datetime.now(UTC)
    if sent.task_metrics is not None:
        session["task_metrics"] = to_json(sent.task_metrics).decode()
    given = [name for name, value in session.items() if value is not None]
    session |= {"id": session_id, "overall_score": score, "risk_level": risk}
    return NewSession(number, session, given, tasks)


def _task(session_id: UUID, age: int, sent: TaskLine) -> NewTask:
    pairs, other = sent.parts()
    task_id, bands, with_task = compat.uuid7(), graded_bands(sent.task_name, age), not isinstance(sent.metrics, list)
    task = NewTask(task_id, session_id, **sent.details(), other_metrics=to_json(other).decode() if other else None)
    return task._replace(
        score=task_score(TaskResult(task.task_name, task.status, dict(pairs))),
        metrics=[(uuid7(), task_id, name, value, level_in(bands.get(name), value), with_task) for name, value in pairs],
    )
