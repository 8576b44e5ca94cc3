"""What is asked of every contestant, and what a right answer looks like."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bench.data import Data
from bench.errors import BenchError
from bench.wrk import Load
from project.assessments.schemas import (
    FullSessionOut,
    FullTaskOut,
    GradedMetricOut,
    MetricOut,
    SessionCreated,
    SessionOut,
)

SESSION = {
    "child_name": "Mina Haddad",
    "child_age": 8,
    "child_height_cm": 130.5,
    "child_weight_kg": 28.0,
    "child_gender": "female",
    "child_notes": "Wears glasses. Had a cold last week, and was tired towards the end.",
    "task_metrics": {"device": "tablet", "camera": {"width": 1280, "height": 720, "fps": 30}, "warm_up_s": 12.5},
    "session_type": "initial",
    "parent_session_id": None,
}
#: A recording of one movement: its score, and a value for each frame.
METRICS = {"oneLegScore": 2, "holdTime": 5.012, **{f"sway_{n:04}": round(n * 0.012345, 6) for n in range(998)}}


@dataclass(frozen=True)
class Work:
    name: str
    title: str
    load: Callable[[Data], Load]
    status: int
    #: Raises KeyError, TypeError or AssertionError where the body is not the answer.
    check: Callable[[Any], None]


def _same(found: Any, fields: Iterable[str]) -> None:
    assert set(found) == set(fields), f"the fields differ: {sorted(set(found) ^ set(fields))}"


def _counted(rows: Any, wanted: int, fields: Iterable[str]) -> None:
    assert len(rows) == wanted, f"{len(rows)} rows instead of {wanted}"
    for row in rows:
        _same(row, fields)


def _check_list(rows: Any) -> None:
    _counted(rows, 100, SessionOut.model_fields)
    assert rows == sorted(rows, key=lambda row: row["started_at"], reverse=True), "not the newest first"


def _check_created(row: Any) -> None:
    _same(row, SessionCreated.model_fields)
    sent = {name: value for name, value in SESSION.items() if name != "task_metrics"}
    assert {name: row[name] for name in sent} == sent, "not what was sent"


def _check_batch(rows: Any) -> None:
    _counted(rows, len(METRICS), MetricOut.model_fields)
    assert {row["metric_name"]: row["metric_value"] for row in rows} == METRICS, "not what was sent"


def _check_full(row: Any) -> None:
    _same(row, FullSessionOut.model_fields)
    _counted(row["tasks"], 6, FullTaskOut.model_fields)
    metrics = [metric for task in row["tasks"] for metric in task["metrics"]]
    _counted(metrics, 44, GradedMetricOut.model_fields)


def _one(data: Data) -> Load:
    return Load("GET", [f"/sessions/{key}" for key in data.sessions])


def _list(_: Data) -> Load:
    return Load("GET", ["/sessions?limit=100"])


def _create(_: Data) -> Load:
    return Load("POST", ["/sessions"], json.dumps(SESSION))


def _batch(data: Data) -> Load:
    return Load("POST", [f"/tasks/{key}/metrics" for key in data.tasks], json.dumps(METRICS), connections=10)


def _full(data: Data) -> Load:
    return Load("GET", [f"/sessions/{key}/full" for key in data.full_sessions])


#: In the order of measuring: what reads comes before what writes.
WORKS = (
    Work("one", "GET one session", _one, 200, lambda row: _same(row, SessionOut.model_fields)),
    Work("list", "GET list of 100", _list, 200, _check_list),
    Work("full", "GET full session (6 tasks, 44 metrics)", _full, 200, _check_full),
    Work("create", "POST session", _create, 201, _check_created),
    Work("batch", "POST 1000 metrics (10 connections)", _batch, 201, _check_batch),
)


def verify(url: str, work: Work, data: Data, headers: dict[str, str]) -> None:
    """Ask once and look at the answer. Raises BenchError where it is not the right one."""
    load = work.load(data)
    body = load.body.encode() or None
    request = urllib.request.Request(
        url + load.paths[0], body, {**headers, "Content-Type": "application/json"}, method=load.method
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            status, found = answer.status, json.load(answer)
        assert status == work.status, f"status {status}"
        work.check(found)
    except urllib.error.HTTPError as error:
        raise BenchError(f"{work.name} is answered {error.code}: {error.read(500).decode()}") from error
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        raise BenchError(f"{work.name} is answered wrongly: {error}") from error
