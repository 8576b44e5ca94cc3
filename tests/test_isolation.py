"""No organisation sees, changes, counts or names what another one has: held for every route that the document lists."""

import json
import re
from typing import Any, NamedTuple

import httpx2
import pytest
from fastapi import FastAPI

from project.assessments.models import Metric, Session
from project.core.openapi import operations
from project.service import Role
from project.users.models import Organisation, User
from tests.conftest import tables
from tests.factories import auth, make_organisation, make_session, make_task, make_user
from tests.music.songs import make_clip, make_composition, track

#: Routes of readers, who need no credential: tests/scripture/test_reader_isolation.py looks at them.
READERS = {"bible", "readers", "insights", "chats"}
#: Ids in paths that `Foreign` makes a row for: a new kind is to be made there, and named here.
FOREIGN_IDS = {"session_id", "task_id", "metric_id", "user_id", "key_id", "clip_id", "composition_id"}
#: Of the telescope's catalogue, which belongs to no organisation: whoever may write to it may do so to all of it.
SHARED_IDS = {"run_id"}
#: Its reads are for everybody at an allowed address, its writes are not.
CATALOGUE = "/api/v1/"
NOTHING = "0192f0c1-7f00-7000-8000-000000000000"
#: The unknown is an empty list here, as the contract says.
EMPTY_WHEN_UNKNOWN = {"list_followups"}
SECRET_WORDS = ("Strangers-Name", "stranger-one@", "stranger-two@", "Stranger-Clinic", "Stranger-Key")


class Foreign:
    """Two users of an organisation and everything that can be had, by the name of the parameter that asks for it."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    async def make(self, client: httpx2.AsyncClient) -> None:
        organisation = await make_organisation("Stranger-Clinic")
        admin = await make_user(organisation, Role.ADMIN, email="stranger-one@example.org")
        user = await make_user(organisation, email="stranger-two@example.org")
        session = await make_session(admin, child_name="Strangers-Name")
        follow_up = await make_session(user, child_name="Strangers-Name", parent_session_id=session.id)
        task = await make_task(admin, session, {"oneLegScore": 2.0})
        metric = await Metric.get(task_id=task.id)
        clip = await make_clip(admin, "Strangers-Name", track_name="Strangers-Name", tags=["Strangers-Name"])
        song = await make_composition(admin, track("Strangers-Name", clip.id, (1, 0)), name="Strangers-Name")
        key = await client.post(
            "/users/me/keys", json={"name": "Stranger-Key", "scopes": ["read"]}, headers=auth(admin)
        )
        self.ids = {
            "session_id": str(session.id),
            "session1": str(session.id),
            "session2": str(follow_up.id),
            "parent_session_id": str(session.id),
            "task_id": str(task.id),
            "metric_id": str(metric.id),
            "user_id": str(user.id),
            "key_id": key.json()["id"],
            "row_id": str(session.id),
            "clip_id": str(clip.id),
            "composition_id": str(song.id),
        }


async def snapshot() -> str:
    """Every row of every table."""
    found = [
        await Session.objects.sql(f"SELECT row_to_json(t)::text AS row FROM {table} t ORDER BY 1") for table in tables()
    ]
    return "\n".join(row["row"] for rows in found for row in rows)


class Call(NamedTuple):
    name: str
    method: str
    path: str
    query: dict[str, str]
    body: Any
    #: Names of what its path asks for.
    parameters: frozenset[str]


def calls(app: FastAPI, ids: dict[str, str]) -> list[Call]:
    """Every operation that needs a caller, with these ids wherever one fits and that of nothing elsewhere."""
    found = []
    for path, item in app.openapi()["paths"].items():
        for method, operation in operations({"paths": {path: item}}):
            if not operation.get("security"):
                continue
            parameters = operation.get("parameters", ())
            filled = {p["name"]: ids.get(p["name"], NOTHING) for p in parameters if p["in"] == "path"}
            query = {p["name"]: ids.get(p["name"], NOTHING) for p in parameters if p["in"] == "query" and is_id(p)}
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
            name = operation["operationId"]
            found.append(Call(name, method, path.format(**filled), query, body, frozenset(filled)))
    return found


def is_id(parameter: dict[str, Any]) -> bool:
    return parameter["name"].endswith("_id") or parameter["required"]


def test_a_foreign_row_is_made_for_every_id_that_a_route_asks_for(app: FastAPI) -> None:
    asked = {name for call in calls(app, {}) for name in call.parameters}

    assert asked <= FOREIGN_IDS | SHARED_IDS, "make such a row in Foreign"


@pytest.fixture
async def admin(clinic: Organisation) -> User:
    return await make_user(clinic, Role.ADMIN, email="admin@clinic.example")


async def test_a_foreign_id_is_unknown_to_every_route(client: httpx2.AsyncClient, app: FastAPI, admin: User) -> None:
    foreign = Foreign()
    await foreign.make(client)
    before = await snapshot()

    for name, method, path, query, body, _ in calls(app, foreign.ids):
        if not set(foreign.ids.values()) & {*re.split(r"[/.]", path), *query.values()}:
            continue
        answer = await client.request(method, path, params=query, json=body, headers=auth(admin))
        seen = re.sub("|".join(foreign.ids.values()), "", answer.text)
        assert not any(word in seen for word in SECRET_WORDS), (name, answer.text)
        if name in EMPTY_WHEN_UNKNOWN or (answer.status_code == 200 and method == "get" and "{" not in path):
            assert answer.json() == [], (name, answer.text)
        else:
            assert answer.status_code == 404, (name, answer.status_code, answer.text)

    assert await snapshot() == before


async def test_what_others_have_changes_no_answer(client: httpx2.AsyncClient, app: FastAPI, admin: User) -> None:
    session = await make_session(admin)
    await make_task(admin, session, {"oneLegScore": 1.0})
    own = {"session_id": str(session.id), "session1": str(session.id), "session2": str(session.id)}
    own |= {
        "task_id": str((await session.tasks.all())[0].id),
        "user_id": str(admin.id),
        "metric_id": "0",
        "key_id": "0",
    }

    async def answers() -> dict[str, str]:
        found = {}
        for name, method, path, query, *_ in calls(app, own):
            if method == "get" and "pdf" not in path:
                answer = await client.get(path, params=query, headers=auth(admin))
                found[name] = answer.text.replace(answer.headers["x-request-id"], "")
        return found

    before = await answers()
    await Foreign().make(client)

    assert await answers() == before


async def test_a_foreign_session_in_a_body_is_unknown(client: httpx2.AsyncClient, admin: User, bob: User) -> None:
    own, foreign = await make_session(admin), await make_session(bob)
    body = {"child_name": "A", "child_age": 8, "parent_session_id": str(foreign.id)}

    answers = [
        await client.post("/sessions", json=body, headers=auth(admin)),
        await client.post("/assessments", json=body, headers=auth(admin)),
        await client.patch(f"/sessions/{own.id}", json={"parent_session_id": str(foreign.id)}, headers=auth(admin)),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]


async def test_every_route_is_for_callers_or_known_to_be_open(app: FastAPI) -> None:
    open_routes = {
        operation["operationId"]
        for path, item in app.openapi()["paths"].items()
        for method, operation in operations({"paths": {path: item}})
        if not operation.get("security")
        and READERS.isdisjoint(operation["tags"])
        and not (path.startswith(CATALOGUE) and method == "get")
    }

    public = {"read_service", "read_health", "read_liveness", "read_metrics"}
    assert open_routes == public | {"sign_in", "refresh_tokens", "sign_out"}


async def test_nobody_gets_past_any_route_that_needs_a_caller(client: httpx2.AsyncClient, app: FastAPI) -> None:
    statuses = {}
    for name, method, path, query, body, _ in calls(app, {}):
        statuses[name] = (await client.request(method, path, params=query, content=json.dumps(body))).status_code

    assert set(statuses.values()) == {401}, statuses
