"""Graded tasks and metrics, ready to be stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import uuid_utils
from tortoise.models import Model

from project.assessments.grading.metrics import GradedLevel


class NewMetric(NamedTuple):
    """The columns of a metric."""

    #: Text for arrays; for COPY the type that is fastest to create and send.
    id: str | uuid_utils.UUID
    task_id: UUID
    metric_name: str
    metric_value: float
    level: GradedLevel | None
    with_task: bool


class NewTask(NamedTuple):
    """The columns of a task, and the metrics that came with it. Defaults are those of the table."""

    id: UUID
    session_id: UUID
    task_name: str
    duration_seconds: float = 0.0
    status: str = "pending"
    notes: str = ""
    #: JSON.
    other_metrics: str | None = None
    score: int | None = None
    #: Imports use plain tuples of the same columns, as there may be millions.
    metrics: Sequence[NewMetric | tuple[Any, ...]] = ()


TASK_COLUMNS = NewTask._fields[:-1]
METRIC_COLUMNS = NewMetric._fields


@cache
def insert_arrays(model: type[Model], columns: tuple[str, ...], array: str = "{{{}}}::{}[]") -> str:
    """Return the INSERT of many rows in order, with an array per column as value.

    `array` formats a value's position and its SQL type.
    """
    described = model.describe()
    types = {
        field["db_column"]: field["db_field_types"] for field in (described["pk_field"], *described["data_fields"])
    }
    # Without the length, because a cast to varchar(100) truncates silently.
    names = [types[column].get("postgres", types[column].get("", "")).partition("(")[0] for column in columns]
    arrays = ", ".join(array.format(place, name) for place, name in enumerate(names))
    return f'INSERT INTO "{described["table"]}" ({", ".join(columns)}) SELECT * FROM unnest({arrays})'
