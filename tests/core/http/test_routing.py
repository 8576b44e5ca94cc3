"""The short way answers what FastAPI's own way answers."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from project.core.http.router import Router, add_routes
from project.core.http.routing import Route
from tests.core.http.routing_apps import Short, app_of, called, client_of, ended, fixed, read, text


def sent(body: bytes | str, kind: str | None = "application/json") -> dict[str, Any]:
    return {"content": body, "headers": {"Content-Type": kind} if kind else {}}


UUID_TEXT = "0192f0c1-7f00-7000-8000-000000000001"
PATHS = [
    *("/", "/nowhere", "/words/", "/words/?must=1", "/numbers", "//words", "/items/fixed", f"/items/{UUID_TEXT}"),
    *("/items/no-uuid", "/items/", "/items/a/b", f"/items/{UUID_TEXT}/", "/files/a/b", "/files/a%2Fb", "/files/"),
    *(f"/numbers/{n}" for n in ("1", "-1", "1.0", "1e3", "x", "9" * 40, "9" * 5000, "%20", "%00", "1%2F2")),
    *(f"/convert/{n}" for n in ("1", "x", "-1", "007")),
    *(f"/texts/{word}" for word in ("a%2Fb", "%C3%A9", "%FF", "a%20b", "a+b", "%25", "é")),
    *("/shaped", "/shaped-short", "/nothing", "/empty", "/unshaped", "/generator", "/background"),
    *("/twice", "/thread/3", "/thread/x", "/anew", "/shaped-less", "/shaped-set", "/shaped-changed", "/written"),
    *("/rest/a", "/rest/a/b", "/rest//a//b", "/rest/a%2Fb/end", "/rest/a/end/end", "/rest/a/b/end"),
    *("/rest", "/rest/", "/rest//", "/rest/a/", "/rest/a/end/", "/rest/end", "/rest//end", "/rest/%0A", "/rest/%00"),
]
QUERIES = [
    *("must=1", "", "must=", "must=x", "must=1&must=2", "must=1&may=nan", "must=1&may=inf", "must=1&may="),
    *("must=1&many=1&many=2", "must=1&many=x&many=2", "must=1&yes=on", "must=1&yes=x", "must=1&ids=x&may=y"),
    *(f"must=1&ids={UUID_TEXT}", "must=%31", "must=1&unknown=2", "MUST=1", "must=1_000", "must=%201"),
]
FILTERS = ["", "limit=5", "limit=0", "limit=x&word=a", "word=", "word=a&word=b", "limit=1&limit=0", "no=1"]
HEADERS = [
    *({}, {"X-One": "a"}, {"X-One": "abcd"}, {"X-One": ""}, {"x_one": "a"}),
    *({"X-One": "a", "Cookie": "jar=3"}, {"X-One": "a", "Cookie": "jar=x"}),
]
BODIES = [
    *('{"name": "a"}', '{"name": "a", "size": 3, "parts": [1, 2.5]}', "{}", "[]", "null", "3", '"text"', "true"),
    *('{"name": 3, "size": "x", "parts": [null]}', '{"name": "a", "unknown": 1}', f'{{"name": "{"a" * 51}"}}'),
    *('{"name": "a", "name": "b"}', '{"name": "é"}', '{"name": "\\u0000"}', '{"name": "a\\nb"}', '{"name": "a\nb"}'),
    *('{"name": "\\ud800"}', '{"name": "\\ud83d\\ude00"}', '{"\\ud800": 1}'),
    *('{"name": "a", "size": NaN}', '{"name": "a", "parts": [NaN, Infinity, -Infinity]}'),
    *(f'{{"name": "a", "size": {n}}}' for n in ("9" * 30, "9" * 4500, "1.0", "1e400", "0x1", "-", "01")),
    *('{"name": "a", "parts": [-0.0, 1e-400, 0.1]}', f'{{"name": "a", "parts": {"[" * 50 + "]" * 50}}}'),
    *('{"item": {"name": "a"}, "other": {"name": "b"}}', '{"item": {"name": "a"}, "other": 3}'),
    *('{"item": {"name": "a"}}', '[{"name": "a"}, {"name": 1}]', '[{"name": "a"}]'),
    *("", " ", "\n", "{", '{"name": "a"', '{"name": "a"} x', '{"name": "a",}', "{'name': 'a'}", "[1, 2", "nul"),
    *(
        '\ufeff{"name": "a"}',
        b"\xff",
        b'{"name": "\xff"}',
        b'{"name": "\xed\xa0\x80"}',
        '{"name": "a"}'.encode("utf-16"),
    ),
    *("[" * 300 + "]" * 300, "[" * 20_000 + "]" * 20_000, "[" * 20_000, '{"a":' * 20_000),
]
KINDS = [
    *(None, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8", "APPLICATION/JSON"),
    *(
        "application/merge-patch+json",
        "application/jsonx",
        "application/",
        "json",
        "text/json",
        ";",
        "application/+json",
    ),
    *("application/+json", "application/json, text/plain", "application/json;;", "application / json"),
]
REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    *(("GET", path, {}) for path in PATHS),
    *(("GET", f"/words?{query}", {}) for query in QUERIES),
    *(("GET", f"/filtered?{query}", {}) for query in FILTERS),
    *(("GET", "/headed", {"headers": headers}) for headers in HEADERS),
    *((method, "/items/fixed", {}) for method in ("HEAD", "POST", "DELETE", "OPTIONS", "BREW")),
    *((method, f"/items/{UUID_TEXT}", {}) for method in ("HEAD", "PUT")),
    *((method, "/items", {}) for method in ("HEAD", "GET", "PATCH")),
    *(("POST", path, sent(body)) for path in ("/items", "/maybe", "/two", "/any", "/lists") for body in BODIES),
    *(
        ("POST", path, sent(body, kind))
        for path in ("/items", "/any", "/maybe")
        for body in ('{"name": "a"}', "name=a", "{", "")
        for kind in KINDS
    ),
    *(
        ("POST", f"/wrong/{path}", {"content": body, "headers": {"Content-Type": "application/json", **headers}})
        for path in ("1?limit=1", "x", "x?limit=0", "1")
        for body in ('{"name": "a"}', '{"name": 1}', "", "{")
        for headers in ({"X-Token": "1"}, {"X-Token": "x"}, {})
    ),
    *(("GET", "/told", {"headers": {"X-Token": token}}) for token in ("7", "x")),
    *(("POST", f"/composed?limit={n}", sent(body)) for n in "01" for body in ('{"name": "a"}', "{}", "", "{", "null")),
    ("GET", "/told-whole", {"headers": {"X-Token": "x"}}),
    *(("POST", "/forms", sent(body, KINDS[2])) for body in ("name=a&size=1", "name=a&size=x", "")),
]


@pytest.fixture(scope="module")
async def short() -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(app_of(Short, Route)) as client:
        yield client


@pytest.fixture(scope="module")
async def plain() -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(app_of(FastAPI, APIRoute)) as client:
        yield client


async def answers(client: httpx2.AsyncClient, method: str, path: str, options: dict[str, Any]) -> list[Any]:
    """All that a client can notice."""
    answer = await client.request(method, path, **options)
    return [answer.status_code, sorted(answer.headers.multi_items()), answer.content]


async def test_it_answers_as_fastapi_does(short: httpx2.AsyncClient, plain: httpx2.AsyncClient) -> None:
    differences = [
        (request, ours, theirs)
        for request in REQUESTS
        if (ours := await answers(short, *request)) != (theirs := await answers(plain, *request))
    ]

    assert differences == []


async def calls(client: httpx2.AsyncClient, method: str, path: str, **options: Any) -> list[str]:
    """Which functions a request ran, in their order."""
    called.clear()
    await client.request(method, path, **options)
    return list(called)


async def test_dependencies_are_called_once_in_fastapis_order(
    short: httpx2.AsyncClient, plain: httpx2.AsyncClient
) -> None:
    found = await calls(short, "GET", "/twice")

    assert found == await calls(plain, "GET", "/twice") == ["first", "second"]


async def test_a_dependency_that_is_not_cached_is_called_again(short: httpx2.AsyncClient) -> None:
    assert await calls(short, "GET", "/anew") == ["first", "first", "second"]


async def test_a_dependency_whose_body_fails_is_not_called(short: httpx2.AsyncClient) -> None:
    assert await calls(short, "POST", "/composed?limit=1", json={}) == ["first", "second"]


async def test_a_dependency_whose_parameter_fails_is_not_called(short: httpx2.AsyncClient) -> None:
    assert await calls(short, "GET", "/told", headers={"X-Token": "x"}) == []


async def test_a_generator_is_closed_after_its_route(short: httpx2.AsyncClient) -> None:
    assert await calls(short, "GET", "/generator") == ["opened", "closed"]


async def test_a_background_task_runs(short: httpx2.AsyncClient) -> None:
    assert await calls(short, "GET", "/background") == ["later"]


async def test_all_errors_come_in_one_answer(short: httpx2.AsyncClient) -> None:
    answer = await short.post("/wrong/x?limit=0", json={"name": 1}, headers={"X-Token": "x"})

    assert [error["loc"] for error in answer.json()["detail"]] == [
        ["header", "x-token"], ["path", "item_id"], ["query", "limit"], ["body", "name"],
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/forms", "/generator", "/background", "/thread/{n}"])
def test_what_needs_more_is_left_to_fastapi(path: str) -> None:
    plain = {route.path for route in app_of(Short, Route).routes if isinstance(route, Route) and route.plain}

    assert "/items/{item_id}" in plain
    assert path not in plain


async def test_a_fixed_path_wins_whatever_the_order() -> None:
    router = Router()
    router.add_api_route("/items/{item_id}", read)
    router.add_api_route("/items/fixed", fixed)
    app = Short()
    add_routes(app, [router])

    async with client_of(app) as client:
        assert (await client.get("/items/fixed")).json() == {"path": "fixed"}


async def test_what_has_more_behind_it_wins_whatever_the_order() -> None:
    router = Router()
    router.add_api_route("/rest/{word:rest}", text)
    router.add_api_route("/rest/{word:rest}/end", ended)
    app = Short()
    add_routes(app, [router])

    async with client_of(app) as client:
        assert (await client.get("/rest/a/b/end")).json() == {"ended": "a/b"}
        assert (await client.get("/rest/a/b")).json() == {"word": "a/b"}


async def test_the_method_that_is_missing_is_told(short: httpx2.AsyncClient) -> None:
    answer = await short.delete("/items/fixed")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


# From here on: where the short way differs, on purpose.


@pytest.mark.parametrize("body", [b"{", b'{"name": 1}', b"\xff", b""])
async def test_who_may_not_is_told_so_before_the_body_is_read(short: httpx2.AsyncClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json", "X-Token": "1"}
    answer = await short.post("/guarded", content=body, headers=headers)

    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/told", "/told-whole"])
async def test_a_dependencys_headers_go_out_with_any_answer(short: httpx2.AsyncClient, path: str) -> None:
    answer = await short.get(path, headers={"X-Token": "7"})

    assert answer.headers["x-seen"] == "7"
