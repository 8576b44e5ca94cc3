"""Every field of a session, a task and a metric is in every format, or is listed here with the reason why not.

A new field that fails here is missing where the message says: give it to that format, or list it below.
"""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import httpx2
import pypdf
import pytest
from tortoise.fields import CharField, DatetimeField, FloatField, IntField, JSONField, TextField
from tortoise.models import Model

from project.assessments.models import Metric, Session, Task
from project.assessments.schemas.assessments import FullSessionOut
from project.assessments.schemas.metrics import GradedMetricOut, MetricOut
from project.assessments.schemas.tasks import FullTaskOut
from project.users.models import User
from tests.factories import make_session, make_task

Fields = dict[str, Any]
#: The fields of a session, its task and that task's metric in each format.
Formats = dict[str, tuple[Fields, Fields, Fields]]

#: Sample values by type of column. Columns with other constraints are in `VALUES`.
SAMPLES: dict[type[Any], Any] = {
    CharField: "text of {}",
    TextField: "text of {}",
    FloatField: 21.5,
    IntField: 21,
    DatetimeField: datetime(2024, 5, 14, 9, 30, tzinfo=UTC),
    JSONField: {"document of": "{}"},
}
VALUES = {"session_type": "followup", "task_name": "one_leg", "status": "success", "metric_name": "oneLegScore"}
#: Columns that the service sets, or that point to other rows.
OWN = {
    *("id", "organisation_id", "session_id", "task_id", "parent_session_id", "display_id", "child_name_words", "seq"),
    *("created_at", "updated_at", "version", "risk_level", "overall_score", "score", "level", "with_task"),
    "metric_value",
}

INTERNAL = {
    "organisation_id": "the caller's",
    "child_name_words": "derived from child_name",
    "version": "the ETag",
    "updated_at": "for operators",
}
NOT_IN_REPORT = {
    **INTERNAL,
    "id": "session_id",
    "created_at": "same as started_at",
    "child_name": "child.name",
    "child_age": "child.age",
    "child_height_cm": "child.height_cm",
    "child_weight_kg": "child.weight_kg",
    "child_gender": "child.gender",
    "child_notes": "notes",
    "parent_session_id": "a report is about one session",
    "task_metrics": "the client's own document, of no known form",
}
TASKS_ONLY = "a table of tasks"
SESSION: dict[str, Fields] = {
    "full": INTERNAL,
    "export.ndjson": INTERNAL,
    "import": {**INTERNAL, "display_id": "never used twice"},
    "sessions.csv": {
        **INTERNAL,
        "created_at": "same as started_at",
        "task_metrics": "the client's own document, of no known form",
        "warnings": "the report has them",
    },
    "session.csv": {
        **INTERNAL,
        **{"id": TASKS_ONLY, "display_id": TASKS_ONLY, "child_name": TASKS_ONLY, "child_age": TASKS_ONLY},
        **{"child_height_cm": TASKS_ONLY, "child_weight_kg": TASKS_ONLY, "child_gender": TASKS_ONLY},
        **{"child_notes": TASKS_ONLY, "started_at": TASKS_ONLY, "created_at": TASKS_ONLY, "session_type": TASKS_ONLY},
        **{"parent_session_id": TASKS_ONLY, "task_metrics": TASKS_ONLY, "observations": TASKS_ONLY},
        **{"diagnosis": TASKS_ONLY, "recommendations": TASKS_ONLY},
        **{"risk_level": "the row Overall", "overall_score": "the row Percentage"},
        "warnings": "the report has them",
    },
    "export.json": {
        **INTERNAL,
        "id": "session_id",
        "created_at": "same as started_at",
        "risk_level": "overall.risk_level",
        "overall_score": "overall.overall_score",
        "task_metrics": "the client's own document, of no known form",
        "observations": "clinicians' notes are in the report",
        "diagnosis": "clinicians' notes are in the report",
        "recommendations": "clinicians' notes are in the report",
        "warnings": "the report has them",
    },
    "report": NOT_IN_REPORT,
    "report.pdf": {
        **INTERNAL,
        "id": "the number in its place",
        "created_at": "same as started_at",
        "started_at": "to the minute",
        "session_type": "as Follow-up",
        "parent_session_id": "a report is about one session",
        "task_metrics": "the client's own document, of no known form",
    },
}
LISTED = {"session_id": "the session it is listed in", "seq": "the order of the list", "created_at": "for operators"}
NOT_IN_TASK = {**LISTED, "version": "the ETag", "updated_at": "for operators"}
OTHER_METRICS = {"other_metrics": "not numbers, so neither graded nor printed"}
TASK: dict[str, Fields] = {
    "full": {key: reason for key, reason in NOT_IN_TASK.items() if key != "session_id"},
    "export.ndjson": {key: reason for key, reason in NOT_IN_TASK.items() if key != "session_id"},
    "import": {
        **{key: reason for key, reason in NOT_IN_TASK.items() if key != "session_id"},
        "id": "always new",
    },
    "session.csv": {
        **NOT_IN_TASK,
        **OTHER_METRICS,
        "id": "of no use in a table",
        "task_name": "the column Task",
        "status": "recorded with the columns Task, Score and Notes",
        "duration_seconds": "recorded with the columns Task, Score and Notes",
    },
    "export.json": {**NOT_IN_TASK, **OTHER_METRICS},
    "report": {**NOT_IN_TASK, **OTHER_METRICS},
    "report.pdf": {
        **NOT_IN_TASK,
        **OTHER_METRICS,
        "id": "of no use on paper",
        "task_name": "in words",
        "status": "as the outcome",
    },
}
NOT_IN_METRIC = {
    "seq": "the order of the list",
    "with_task": "only for metrics sent one by one afterwards",
}
NAME_AND_VALUE = {
    **NOT_IN_METRIC,
    "id": "a metric is a name and its value",
    "task_id": "a metric is a name and its value",
    "level": "a metric is a name and its value",
}
METRIC: dict[str, Fields] = {
    "full": NOT_IN_METRIC,
    "export.ndjson": NOT_IN_METRIC,
    "import": {**NOT_IN_METRIC, "id": "always new", "task_id": "always new"},
    "session.csv": NAME_AND_VALUE,
    "export.json": NAME_AND_VALUE,
    "report": {
        **NOT_IN_METRIC,
        "id": "of no use to a reader",
        "task_id": "the task it is listed in",
        "metric_name": "name",
        "metric_value": "value",
    },
    "report.pdf": {
        **NOT_IN_METRIC,
        "id": "of no use on paper",
        "task_id": "the task it is listed in",
        "metric_name": "in words",
    },
}


def columns(model: type[Model]) -> set[str]:
    return set(model._meta.fields_db_projection)


def sample(model: type[Model], name: str) -> Any:
    if name in VALUES:
        return VALUES[name]
    field = model._meta.fields_map[name]
    value = next(value for kind, value in SAMPLES.items() if isinstance(field, kind))
    if isinstance(value, str | dict):
        value = json.loads(json.dumps(value).replace("{}", name))
    return value[: field.max_length] if isinstance(field, CharField) else value


async def fill(model: type[Model], key: Any) -> None:
    values = {name: sample(model, name) for name in columns(model) - OWN}
    await model.filter(pk=key).update(**values)


def in_print(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return str(first).removesuffix(".0").lower()


async def printed(client: httpx2.AsyncClient, session: Fields) -> tuple[Fields, Fields, Fields]:
    """Return the fields whose values are on paper."""
    pdf = pypdf.PdfReader(io.BytesIO((await client.get(f"/sessions/{session['id']}/report.pdf")).content))
    text = "\n".join(page.extract_text() for page in pdf.pages).lower()
    pdf.close()
    task, metric = session["tasks"][0], session["tasks"][0]["metrics"][0]
    session_on, task_on, metric_on = (
        {name: value for name, value in found.items() if in_print(value) in text} for found in (session, task, metric)
    )
    return session_on, task_on, metric_on


async def tables(client: httpx2.AsyncClient, session: Fields) -> Formats:
    one = (await client.get(f"/sessions/{session['id']}/export.csv")).content.decode("utf-8-sig")
    every = (await client.get("/sessions/export.csv")).content.decode("utf-8-sig")
    header, first, *rest = csv.reader(io.StringIO(one))
    task = dict(zip([name.lower() for name in header], first, strict=True))
    metric = {"metric_name": header[3], "metric_value": first[3]}
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(every))}
    return {
        "session.csv": ({row[0]: row[1] for row in rest if row}, task, metric),
        "sessions.csv": (rows[session["id"]], {}, {}),
    }


def parts(session: Fields) -> tuple[Fields, Fields, Fields]:
    task = session["tasks"][0]
    metrics = task["metrics"]
    if isinstance(metrics, list):
        return session, task, metrics[0]
    ((name, value),) = metrics.items()
    return session, task, {"metric_name": name, "metric_value": value}


async def imported(client: httpx2.AsyncClient, session: Fields) -> tuple[Fields, Fields, Fields]:
    """Return the fields that are unchanged after the session is deleted, imported and exported again."""
    await client.delete(f"/sessions/{session['id']}")
    answer = await client.post("/sessions/import", content=json.dumps(session))
    assert answer.json()["stored"] == 1, answer.text
    again = (await client.get(f"/sessions/{session['id']}/full")).json()
    session_in, task_in, metric_in = (
        {name: value for name, value in old.items() if new.get(name) == value}
        for old, new in zip(parts(session), parts(again), strict=True)
    )
    return {**session_in, "tasks": True}, {**task_in, "metrics": True}, metric_in


@pytest.fixture
async def formats(as_alice: httpx2.AsyncClient, alice: User) -> Formats:
    parent = await make_session(alice, child_name="Noor")
    session = await make_session(alice, parent_session_id=parent.id)
    task = await make_task(alice, session, {"oneLegScore": 2.0})
    for model, key in ((Session, session.id), (Task, task.id), (Metric, (await Metric.get(task_id=task.id)).id)):
        await fill(model, key)
    path = f"/sessions/{session.id}"
    full, report, result = [(await as_alice.get(path + end)).json() for end in ("/full", "/report", "/export.json")]
    lines = [json.loads(line) for line in (await as_alice.get("/sessions/export.ndjson")).text.splitlines()]
    (line,) = [line for line in lines if line["id"] == str(session.id)]
    found = {"full": parts(full), "export.ndjson": parts(line), "report": parts(report), "export.json": parts(result)}
    found |= await tables(as_alice, full)
    found["report.pdf"] = await printed(as_alice, full)
    found["import"] = await imported(as_alice, line)
    return found


def missing(formats: Formats, part: int, names: set[str], listed: dict[str, Fields]) -> set[str]:
    empty = (None, "", [], {})
    return {f"{name} in {form}" for form in listed for name in names if formats[form][part].get(name) in empty}


def reasons(listed: dict[str, Fields]) -> set[str]:
    return {f"{name} in {form}" for form, names in listed.items() for name in names}


def assert_listed(found: set[str], listed: set[str]) -> None:
    assert not found - listed, "lost: " + ", ".join(sorted(found - listed))
    assert not listed - found, "listed as left out, but there: " + ", ".join(sorted(listed - found))


async def test_a_sessions_fields_are_in_every_format(formats: Formats) -> None:
    names = (columns(Session) | set(FullSessionOut.model_fields)) - {"tasks"}

    assert_listed(missing(formats, 0, names, SESSION), reasons(SESSION))


async def test_a_tasks_fields_are_in_every_format(formats: Formats) -> None:
    names = (columns(Task) | set(FullTaskOut.model_fields)) - {"metrics"}

    assert_listed(missing(formats, 1, names, TASK), reasons(TASK))


async def test_a_metrics_fields_are_in_every_format(formats: Formats) -> None:
    names = columns(Metric) | set(GradedMetricOut.model_fields)

    assert_listed(missing(formats, 2, names, METRIC), reasons(METRIC))


async def test_a_recorded_metric_is_answered_with_every_field(as_alice: httpx2.AsyncClient, alice: User) -> None:
    task = await make_task(alice, await make_session(alice))

    one = await as_alice.post(f"/tasks/{task.id}/metrics", json={"metric_name": "a", "metric_value": 1})
    (many,) = (await as_alice.post(f"/tasks/{task.id}/metrics", json={"b": 1})).json()

    assert one.json().keys() == many.keys() == MetricOut.model_fields.keys()
