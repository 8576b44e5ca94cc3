import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import AliasChoices, Field
from tortoise.expressions import Q
from tortoise.queryset import QuerySet
from uuid_utils.compat import uuid7

from project.assessments.models import Metric, Session, Task
from project.assessments.schemas import FullSessionOut, FullTaskOut, GradedMetricOut, MetricOut, SessionOut, TaskOut
from project.core.db.statements import array_text
from project.core.db.transactions import transaction
from project.core.errors import NotFound
from project.core.http.pagination import count_rows
from project.core.http.schemas import Out
from project.core.json.rows import CannotWrite, Typed, compiled, read_one, read_rows
from project.core.json.text import Computed
from project.users.models import Organisation, User
from project.users.schemas import UserOut
from tests.factories import make_session, make_task

#: The examples of a test share its rows, and each looks at its own alone.
SHARED = [HealthCheck.function_scoped_fixture]
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50)
#: Above, every float is whole, and PostgreSQL may write one digit more than it takes to tell it from the next.
WHOLE = 2.0**53
floats = st.floats(-WHOLE, WHOLE)
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)) | st.builds(  # noqa: DTZ001
    lambda ms: datetime(2024, 5, 14, tzinfo=UTC) + timedelta(milliseconds=ms), st.integers(0, 10**9)
)
documents = st.dictionaries(
    texts,
    st.recursive(st.none() | st.booleans() | st.integers(-(2**62), 2**62) | floats | texts, st.lists, max_leaves=5),
)
sizes = st.none() | st.floats(1, 300)
sessions = st.fixed_dictionaries(
    {
        "child_name": texts.map(lambda text: f"{text}x"),
        "child_age": st.integers(0, 25),
        "child_height_cm": sizes,
        "child_weight_kg": sizes,
        "child_gender": st.none() | texts,
        "child_notes": st.none() | texts,
        "started_at": times,
        "task_metrics": st.none() | documents,
        "observations": st.none() | texts,
        "risk_level": st.sampled_from([None, "normal", "monitor", "high"]),
        "overall_score": st.none() | st.integers(0, 100),
    }
)
tasks = st.lists(
    st.tuples(
        texts.map(lambda text: f"{text}x"),
        st.floats(0, 86_400),
        st.none() | documents,
        st.lists(st.tuples(texts.map(lambda text: f"{text}x"), floats), max_size=3),
    ),
    max_size=3,
)


@pytest.fixture
async def place(app: Any) -> Organisation:
    return await Organisation.create(name=f"Place {uuid7()}")


@settings(max_examples=100, suppress_health_check=SHARED)
@given(values=sessions, recorded=tasks)
async def test_the_bytes_are_those_that_the_schema_would_write(
    place: Organisation, values: dict[str, Any], recorded: list[Any]
) -> None:
    session = await Session.create(organisation=place, child_name_words="", **values)
    for name, seconds, other, metrics in recorded:
        task = await Task.create(session=session, task_name=name, duration_seconds=seconds, other_metrics=other)
        for metric_name, value in metrics:
            await Metric.create(task=task, metric_name=metric_name, metric_value=value, level="normal")
    row = await Session.get(id=session.id).prefetch_related("tasks__metrics")

    for out in (SessionOut, FullSessionOut):
        ((body,),) = await read_rows(Session.filter(id=session.id), out)
        assert body == out.model_validate(row).model_dump_json()


@settings(max_examples=300, suppress_health_check=SHARED)
@given(value=floats)
async def test_a_number_is_written_as_the_schema_writes_it(session_task: Task, value: float) -> None:
    await Metric.filter(task=session_task).delete()
    metric = await Metric.create(task=session_task, metric_name="x", metric_value=value)

    ((body,),) = await read_rows(Metric.filter(id=metric.id), MetricOut)

    assert body == MetricOut.model_validate(metric).model_dump_json()


@given(value=st.floats(WHOLE, allow_infinity=False))
@settings(suppress_health_check=SHARED)
async def test_a_number_of_any_size_is_the_same_number(session_task: Task, value: float) -> None:
    metric = await Metric.create(task=session_task, metric_name="x", metric_value=-value)

    ((body,),) = await read_rows(Metric.filter(id=metric.id), MetricOut)

    assert json.loads(body)["metric_value"] == -value


@pytest.fixture
async def session_task(alice: User) -> Task:
    return await make_task(alice, await make_session(alice))


@pytest.mark.parametrize(
    "value",
    [0.0, -0.0, 28.0, 1e15, 123456789012345.6, 1e16, 1e21, 1e-4, 1.5e-5, 1e-5, 1e-6, 5e-324],
)
async def test_numbers_at_the_edges_of_their_forms(session_task: Task, value: float) -> None:
    metric = await Metric.create(task=session_task, metric_name="x", metric_value=value)

    ((body,),) = await read_rows(Metric.filter(id=metric.id), MetricOut)

    assert body == MetricOut.model_validate(metric).model_dump_json()


async def test_users_are_written_by_the_same_rules(alice: User) -> None:
    ((body,),) = await read_rows(User.filter(id=alice.id), UserOut)

    assert body == UserOut.model_validate(await User.get(id=alice.id)).model_dump_json()


async def test_a_null_can_be_told_by_a_word(session_task: Task) -> None:
    metric = await Metric.create(task=session_task, metric_name="x", metric_value=1.0)

    ((body,),) = await read_rows(Metric.filter(id=metric.id), GradedMetricOut)

    assert body == GradedMetricOut.model_validate(metric).model_dump_json()
    assert json.loads(body)["level"] == "not_graded"


async def test_nested_rows_come_in_their_models_order(alice: User, session_task: Task) -> None:
    for name in "cab":
        await Metric.create(task=session_task, metric_name=name, metric_value=1.0)

    ((body,),) = await read_rows(Task.filter(id=session_task.id), FullTaskOut)

    assert [metric["metric_name"] for metric in json.loads(body)["metrics"]] == ["c", "a", "b"]


class Shown(Out):
    key: UUID = Field(validation_alias=AliasChoices("id"))
    shout: Annotated[str, Computed("upper({row}.child_name)")]


async def test_a_field_can_be_sql_or_go_by_another_name(alice: User) -> None:
    session = await make_session(alice)

    ((body,),) = await read_rows(Session.filter(id=session.id), Shown)

    assert json.loads(body) == {"key": str(session.id), "shout": "MINA HADDAD"}


async def test_a_field_that_no_column_holds_is_refused_at_once(app: Any) -> None:
    class Wrong(Out):
        unheard_of: str

    with pytest.raises(CannotWrite, match="unheard_of"):
        compiled(Session.all(), Wrong)


async def test_sql_is_built_once_for_a_shape(app: Any) -> None:
    first, values = compiled(Session.filter(child_age=3, id__gt=uuid7()).order_by("id").limit(5), SessionOut)
    second, others = compiled(Session.filter(child_age=4, id__gt=uuid7()).order_by("id").limit(5), SessionOut)

    assert first is second
    assert (values[0], others[0]) == (3, 4)


SHAPES: list[Callable[[], QuerySet[Session]]] = [
    lambda: Session.filter(child_age=8),
    lambda: Session.filter(child_age__gt=8),
    lambda: Session.filter(child_gender=None),
    lambda: Session.filter(child_age__in=[7, 8]),
    lambda: Session.filter(child_age__in=[1]),
    lambda: Session.filter(Q(child_age=8) | Q(child_age=9)),
    lambda: Session.filter(~Q(child_age=8)),
    lambda: Session.filter(child_name__startswith="Mina"),
    lambda: Session.filter(child_name__icontains="HADD"),
    lambda: Session.filter(tasks__task_name="one_leg"),
    lambda: Session.filter(child_name_words__search=Typed("'mina':*", "tsquery")),
    lambda: Session.filter(started_at__lte=datetime.now(UTC) + timedelta(days=1), child_age__gte=2),
    lambda: Session.all().order_by("-child_age", "id"),
    lambda: Session.all().order_by("id").limit(1),
    lambda: Session.all().order_by("id").limit(1).offset(1),
]


@pytest.mark.parametrize("number", range(len(SHAPES)))
async def test_a_compiled_statement_finds_what_the_queryset_finds(alice: User, number: int) -> None:
    for age, gender in [(8, None), (9, "female")]:
        await make_task(alice, await make_session(alice, child_age=age, child_gender=gender), task_name="one_leg")
    mine = SHAPES[number]().filter(organisation_id=alice.organisation_id)

    for _ in range(2):
        found = [json.loads(row[0])["id"] for row in await read_rows(mine, SessionOut)]
        assert found == [str(row.id) for row in await mine]


async def test_extra_columns_stand_beside_the_body(alice: User) -> None:
    session = await make_session(alice)

    ((_, version, key),) = await read_rows(Session.filter(id=session.id), SessionOut, "version", "id")

    assert (version, key) == (1, session.id)


@pytest.mark.parametrize(("page", "last", "count"), [(2, 1, 3), (3, 2, 3), (5, None, 3)])
async def test_a_page_is_one_array(alice: User, page: int, last: int | None, count: int) -> None:
    made = sorted([(await make_session(alice)).id for _ in range(3)])
    mine = Session.filter(organisation_id=alice.organisation_id).order_by("id").limit(page + 1)

    ((body, key, found),) = await read_rows(mine, SessionOut, "id", page=page)

    assert [row["id"] for row in json.loads(body)] == [str(key) for key in made[:page]]
    assert (key, found) == (None if last is None else made[last], count)


async def test_a_page_of_nothing_is_an_empty_array(alice: User) -> None:
    ((body, _, found),) = await read_rows(Session.filter(id=uuid7()), SessionOut, "id", page=5)

    assert (body, found) == ("[]", 0)


async def test_one_row_that_is_missing_raises_what_is_given(app: Any) -> None:
    with pytest.raises(NotFound):
        await read_one(Session.filter(id=uuid7()), SessionOut, NotFound())


async def test_counts_above_the_limit_are_the_planners(alice: User) -> None:
    for _ in range(3):
        await make_session(alice)
    mine = Session.filter(organisation_id=alice.organisation_id)

    assert await count_rows(mine, None) == (True, 3)
    assert await count_rows(mine, 3) == (True, 3)
    exact, found = await count_rows(mine, 2)
    assert (exact, found >= 3) == (False, True)


async def test_a_row_that_is_read_in_a_transaction_is_that_transactions(alice: User) -> None:
    async with transaction():
        session = await make_session(alice, child_name="Only here")

        ((body,),) = await read_rows(Session.filter(id=session.id), SessionOut)

    assert json.loads(body)["child_name"] == "Only here"


@given(values=st.lists(texts | st.none()))
async def test_an_array_as_text_is_the_array(app: Any, values: list[str | None]) -> None:
    (row,) = await Session.objects.sql("SELECT $1::text::text[] AS found", array_text(values))

    assert row["found"] == values


@given(values=st.lists(floats))
async def test_numbers_as_text_keep_every_digit(app: Any, values: list[float]) -> None:
    (row,) = await Session.objects.sql("SELECT $1::text::float8[] AS found", array_text(values))

    assert row["found"] == values


async def test_schemas_of_every_list_can_be_written(app: Any) -> None:
    for model, out in [(Session, SessionOut), (Task, TaskOut), (Metric, MetricOut), (User, UserOut)]:
        for row in await read_rows(model.all().limit(1), out):
            assert list(json.loads(row[0])) == list(out.model_fields)


async def test_an_error_of_the_database_is_the_drivers_own(app: Any) -> None:
    class Broken(Out):
        nothing: Annotated[int, Computed("1 / 0")]

    with pytest.raises(asyncpg.DivisionByZeroError):
        await read_rows(Organisation.all(), Broken)
