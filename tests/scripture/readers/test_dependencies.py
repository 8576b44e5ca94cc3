"""Identification of readers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI, Request

from project.core.errors import NotFound
from project.core.http.router import Router, add_routes
from project.core.testing.databases import tables
from project.scripture.readers.dependencies import CurrentReader, Reader, StoredReader, Visitor
from project.scripture.readers.errors import ReaderNotFound
from project.scripture.readers.limits import count_call
from project.scripture.readers.models import ProReader, ReaderToken
from project.service import Right, Role
from project.users.models import ApiKey, Organisation, User
from tests.factories import auth, make_user
from tests.scripture.readers.rows import cookie, make_pro, make_reader, new_value
from tests.users.conftest import app_with, client_of

pytestmark = pytest.mark.usefixtures("app")
router = Router()
ATTRIBUTES = "; HttpOnly; Max-Age=315360000; Path=/; SameSite=lax"
FOREIGN = ["", "x", str(uuid4()), new_value().upper(), "0192f0c1-7f00-7000-8000-000000000001", "x" * 300, "\xe9", '"']


def told(reader: Reader) -> dict[str, Any]:
    return {"user_id": reader.user_id, "anonymous_id": reader.anonymous_id, "is_pro": reader.is_pro}


@router.get("/visitor")
async def visit(reader: Visitor) -> dict[str, Any]:
    return told(reader)


@router.get("/current")
async def look_up(reader: CurrentReader) -> dict[str, Any]:
    return told(reader)


@router.get("/stored")
async def store(reader: StoredReader, number: int = 0) -> dict[str, Any]:
    return told(reader)


@router.get("/one-after-another")
async def follow(visitor: Visitor, current: CurrentReader, stored: StoredReader) -> list[str]:
    return [visitor.anonymous_id, current.anonymous_id, stored.anonymous_id]


@router.post("/stored")
async def write(reader: StoredReader) -> dict[str, Any]:
    return told(reader)


@router.get("/missing")
async def miss(reader: StoredReader) -> None:
    raise NotFound


@router.get("/broken")
async def fail(reader: StoredReader) -> None:
    raise RuntimeError


@router.get("/call")
async def call(request: Request, reader: CurrentReader) -> None:
    await count_call(request, reader, "insights")


def reading_app(**settings: Any) -> FastAPI:
    app = app_with(**settings)
    add_routes(app, [router])
    return app


@pytest.fixture
async def reading(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a service with a route for each reader dependency."""
    async with client_of(reading_app()) as client:
        yield client


async def stored_rows() -> tuple[int, int]:
    return await User.all().count(), await ReaderToken.all().count()


@pytest.mark.parametrize("path", ["/visitor", "/current"])
async def test_fault_15_a_first_visit_gets_a_cookie_and_writes_nothing(reading: httpx2.AsyncClient, path: str) -> None:
    answer = await reading.get(path)

    body = answer.json()
    assert answer.headers["set-cookie"] == f"verse_user_id={body['anonymous_id']}{ATTRIBUTES}"
    assert body == {"user_id": None, "anonymous_id": body["anonymous_id"], "is_pro": False}
    assert await stored_rows() == (0, 0)


async def test_in_production_the_cookie_is_for_https_only(app: FastAPI) -> None:
    async with client_of(reading_app(environment="production")) as client:
        answer = await client.get("/visitor")

    assert answer.headers["set-cookie"].endswith(f"{ATTRIBUTES}; Secure")


async def test_a_known_visitor_costs_no_query(reading: httpx2.AsyncClient, queries: list[str]) -> None:
    value = new_value()

    answer = await reading.get("/visitor", headers=cookie(value))

    assert answer.json()["anonymous_id"] == value
    assert "set-cookie" not in answer.headers
    assert queries == []


@pytest.mark.parametrize("path", ["/visitor", "/current", "/stored"])
@pytest.mark.parametrize("sent", FOREIGN, ids=range(len(FOREIGN)))
async def test_a_forged_cookie_is_replaced(reading: httpx2.AsyncClient, path: str, sent: str) -> None:
    answer = await reading.get(path, headers=[("Cookie", f"verse_user_id={sent}".encode("latin-1"))])  # type: ignore[list-item]

    value = answer.json()["anonymous_id"]
    assert value != sent
    assert answer.headers["set-cookie"].startswith(f"verse_user_id={value};")


@pytest.mark.parametrize("path", ["/visitor", "/current", "/stored"])
async def test_a_stored_reader_stays_when_the_key_changes(reading: httpx2.AsyncClient, path: str) -> None:
    value = str(uuid4())
    await ReaderToken.objects.get_or_create_reader(value)

    answer = await reading.get(path, headers=cookie(value))

    assert answer.json()["anonymous_id"] == value
    assert "set-cookie" not in answer.headers


async def test_a_reader_is_stored_when_needed_and_stays_the_same(reading: httpx2.AsyncClient) -> None:
    first = (await reading.get("/current")).json()

    second = (await reading.get("/stored")).json()
    third = (await reading.get("/current")).json()

    assert second == third
    assert (first["anonymous_id"], first["user_id"]) == (second["anonymous_id"], None)
    assert second["user_id"] == str((await User.get()).id)


async def test_a_reader_without_a_cookie_is_stored_when_needed(reading: httpx2.AsyncClient) -> None:
    first = await reading.get("/stored")
    second = await reading.get("/stored")

    assert first.json() == second.json()
    assert "set-cookie" not in second.headers
    assert await stored_rows() == (1, 1)


async def test_a_request_that_asks_in_several_ways_gets_one_cookie(reading: httpx2.AsyncClient) -> None:
    answer = await reading.get("/one-after-another")

    (value,) = set(answer.json())
    assert [cookie.partition(";")[0] for cookie in answer.headers.get_list("set-cookie")] == [f"verse_user_id={value}"]


@pytest.mark.parametrize(("path", "status"), [("/missing", 404), ("/stored?number=x", 422), ("/broken", 500)])
async def test_fault_02_a_refusal_keeps_the_identity_it_issued(app: FastAPI, path: str, status: int) -> None:
    transport = httpx2.ASGITransport(reading_app(), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        refused = await client.get(path)
        value = refused.headers["set-cookie"].partition(";")[0].removeprefix("verse_user_id=")
        answer = await client.get("/stored")

    assert refused.status_code == status
    assert answer.json()["anonymous_id"] == value
    assert "set-cookie" not in answer.headers


async def test_fault_02_a_rate_limited_reader_keeps_their_identity(app: FastAPI) -> None:
    async with client_of(reading_app(rate_limits="insights=1/60")) as client:
        await client.get("/call")
        client.cookies.clear()
        refused = await client.get("/call")

    assert refused.status_code == 429
    assert refused.headers["set-cookie"].startswith("verse_user_id=")


@pytest.mark.parametrize("path", ["/current", "/stored"])
async def test_a_revoked_cookie_is_replaced(reading: httpx2.AsyncClient, path: str) -> None:
    user, value = await make_reader()
    await ReaderToken.objects.revoke(user_id=user.id)

    answer = await reading.get(path, headers=cookie(value))

    assert answer.json()["anonymous_id"] != value
    assert answer.json()["user_id"] != str(user.id)
    assert answer.headers["set-cookie"].startswith(f"verse_user_id={answer.json()['anonymous_id']};")


async def test_the_cookie_of_a_disabled_user_is_replaced(reading: httpx2.AsyncClient, alice: User) -> None:
    value = new_value()
    await ReaderToken.create(token_hash=(await token_hash(value)), user_id=alice.id)
    await User.filter(id=alice.id).update(disabled_at=datetime.now(UTC))

    answer = await reading.get("/stored", headers=cookie(value))

    assert answer.json()["user_id"] not in (None, str(alice.id))
    assert answer.json()["anonymous_id"] != value


async def token_hash(value: str) -> str:
    """Return a cookie's hash as stored."""
    await ReaderToken.objects.get_or_create_reader(value)
    token = await ReaderToken.objects.all().order_by("-id").first()
    assert token is not None
    await token.delete()
    return token.token_hash


@pytest.mark.parametrize("path", ["/visitor", "/current", "/stored"])
async def test_a_signed_in_user_is_their_own_reader(reading: httpx2.AsyncClient, alice: User, path: str) -> None:
    answer = await reading.get(path, headers={**auth(alice), **cookie(new_value())})

    assert (answer.json()["user_id"], answer.json()["anonymous_id"]) == (str(alice.id), str(alice.id))
    assert "set-cookie" not in answer.headers
    assert await ReaderToken.all().count() == 0


@pytest.mark.parametrize("path", ["/visitor", "/current", "/stored"])
async def test_a_bad_credential_is_refused(reading: httpx2.AsyncClient, path: str) -> None:
    answer = await reading.get(path, headers={"Authorization": "Bearer x"})

    assert answer.status_code == 401


async def test_an_open_service_does_not_read_as_the_built_in_user(app: FastAPI) -> None:
    await Organisation.objects.ensure_local()

    async with client_of(reading_app(auth="open")) as client:
        answer = await client.get("/current")

    assert answer.json()["user_id"] is None


async def test_a_key_for_reading_does_not_write(reading: httpx2.AsyncClient, alice: User) -> None:
    headers = {"X-API-Key": (await ApiKey.objects.issue(alice.caller(), "x", [Right.READ])).key}

    assert (await reading.get("/stored", headers=headers)).status_code == 200
    assert (await reading.post("/stored", headers=headers)).status_code == 403


async def test_a_viewer_writes_their_own_data(reading: httpx2.AsyncClient, clinic: Organisation) -> None:
    viewer = await make_user(clinic, Role.VIEWER)

    assert (await reading.post("/stored", headers=auth(viewer))).status_code == 200


async def test_a_pro_reader_is_recognised(reading: httpx2.AsyncClient, alice: User) -> None:
    _, value = await make_reader(pro_since=datetime.now(UTC))
    await make_pro(alice.id)

    assert (await reading.get("/stored", headers=cookie(value))).json()["is_pro"] is True
    assert (await reading.get("/stored", headers=auth(alice))).json()["is_pro"] is True


async def test_fault_14_a_forged_cookie_does_not_reset_the_limit(reading: httpx2.AsyncClient) -> None:
    answers = [await reading.get("/call", headers=cookie(str(uuid4()))) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json()["error"] == "Rate limit exceeded: 10 per 1 minute"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


async def test_fault_14_a_fresh_cookie_does_not_reset_the_limit(reading: httpx2.AsyncClient) -> None:
    answers = [await reading.get("/call", headers=cookie(new_value())) for _ in range(11)]

    assert answers[-1].status_code == 429


async def test_stored_readers_at_one_address_are_counted_apart(reading: httpx2.AsyncClient) -> None:
    _, first = await make_reader()
    _, second = await make_reader()
    for _ in range(10):
        await reading.get("/call", headers=cookie(first))

    assert (await reading.get("/call", headers=cookie(first))).status_code == 429
    assert (await reading.get("/call", headers=cookie(second))).status_code == 200


@pytest.mark.parametrize(
    ("setting", "words"),
    [("insights=1/60", "1 per 1 minute"), ("insights=1/300", "1 per 5 minute"), ("insights=1/90", "1 per 90 second")],
)
async def test_a_configured_limit_is_named_in_the_refusal(app: FastAPI, setting: str, words: str) -> None:
    async with client_of(reading_app(rate_limits=setting)) as client:
        await client.get("/call")
        refused = await client.get("/call")

    assert refused.json()["error"] == f"Rate limit exceeded: {words}"


async def test_an_address_can_create_a_limited_number_of_readers(app: FastAPI) -> None:
    async with client_of(reading_app(rate_limits="readers=2/60")) as client:
        answers = [await client.get("/stored", headers=cookie(new_value())) for _ in range(3)]
        again = await client.get("/stored", headers=cookie(answers[0].json()["anonymous_id"]))

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert again.status_code == 200
    assert await stored_rows() == (2, 2)


async def test_the_limit_on_new_readers_can_be_lifted(app: FastAPI, queries: list[str]) -> None:
    async with client_of(reading_app(rate_limits="readers=0/60")) as client:
        await client.get("/stored")

    assert not [query for query in queries if "rate_limit" in query]


async def test_fault_14_no_table_stores_a_cookie(reading: httpx2.AsyncClient) -> None:
    value = (await reading.get("/stored")).json()["anonymous_id"]

    rows = [
        row["row"]
        for table in tables()
        for row in await User.objects.sql(f"SELECT row_to_json(t)::text AS row FROM {table} t")
    ]

    assert rows
    assert not [row for row in rows if value in row]


async def test_pro_is_granted_by_anonymous_id_or_user_id() -> None:
    user, value = await make_reader()

    assert await ProReader.objects.set_pro(value, True) == user.id
    assert [pro.user.id for pro in await ProReader.objects.longest_first()] == [user.id]
    assert await ProReader.objects.set_pro(str(user.id), False) == user.id
    assert await ProReader.objects.longest_first() == []


async def test_granting_pro_again_keeps_the_first_time() -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    user, value = await make_reader(pro_since=long_ago)

    await ProReader.objects.set_pro(value, True)

    assert (await ProReader.get(user_id=user.id)).since == long_ago


@pytest.mark.parametrize("name", ["", "x", "5a894bb9-257b-416a-b7bb-5a6582f2b453", new_value()], ids=range(4))
async def test_pro_is_not_granted_to_an_unknown_id(name: str) -> None:
    with pytest.raises(ReaderNotFound):
        await ProReader.objects.set_pro(name, True)


async def test_a_reader_cannot_sign_in(reading: httpx2.AsyncClient) -> None:
    user, _ = await make_reader()

    answer = await reading.get("/stored", headers=auth(user))

    assert answer.status_code == 401
    assert await User.objects.caller(user.id) is None
    assert not await User.objects.any_can_sign_in()


async def test_readers_are_in_no_list_of_users(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    carol = await make_user(clinic, Role.ADMIN)
    user, _ = await make_reader()

    answer = await client.get("/users", headers=auth(carol))
    one = await client.get(f"/users/{user.id}", headers=auth(carol))

    assert [row["id"] for row in answer.json()] == [str(carol.id)]
    assert one.status_code == 404


async def test_a_reader_does_not_count_as_another_admin(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    carol = await make_user(clinic, Role.ADMIN)
    await make_reader(role=Role.ADMIN)

    answer = await client.patch(f"/users/{carol.id}", json={"role": "viewer"}, headers=auth(carol))

    assert answer.status_code == 409


async def test_old_revoked_cookies_are_deleted() -> None:
    old, recent = datetime.now(UTC) - timedelta(days=401), datetime.now(UTC) - timedelta(days=399)
    user, _ = await make_reader()
    for name, owner, made in (("gone", None, old), ("taken", None, recent), ("held", user.id, old)):
        token = await ReaderToken.create(token_hash=name, user_id=owner)
        await ReaderToken.filter(id=token.id).update(created_at=made)

    assert await ReaderToken.objects.tidy() == 1
    assert await ReaderToken.filter(token_hash__in=["gone", "taken", "held"]).count() == 2


@pytest.mark.alone
async def test_fault_15_concurrent_first_requests_with_one_cookie_create_one_reader(
    reading: httpx2.AsyncClient,
) -> None:
    headers = cookie(new_value())

    answers = await asyncio.gather(*(reading.get("/stored", headers=headers) for _ in range(20)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert await stored_rows() == (1, 1)
