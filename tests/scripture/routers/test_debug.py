from __future__ import annotations

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from tests.scripture.chats.test_recall import TALK, talk
from tests.scripture.fakes import FakeProvider
from tests.scripture.routers.test_chats import ask, insight_of

CALLS = [("GET", "/api/debug/rag-status"), ("GET", "/api/debug/test-rag"), ("POST", "/api/debug/test-rag")]
QUERY = "Why did Jonah flee to Tarshish?"


async def test_fault_24_the_status_counts_the_readers_own_messages_by_kind(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    await talk(client, "of another reader")
    client.cookies.clear()
    await ask(client, await insight_of(client), "one")
    await talk(client, "two")
    await talk(client, "x" * 300)

    found = (await client.get("/api/debug/rag-status")).json()

    samples = found.pop("samples")
    assert found == {
        "embedder": "hashing-1",
        "threshold": 0.87,
        "insight": {"messages": 2, "embedded": 2},
        "standalone": {"messages": 4, "embedded": 4},
    }
    assert [sample["content"] for sample in samples][1::2] == ["x" * 200, "two"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_fault_24_a_trial_shows_what_a_question_would_recall(
    client: httpx2.AsyncClient, model: FakeProvider, method: str
) -> None:
    await talk(client, TALK)
    client.cookies.clear()
    near, far = await talk(client, TALK), await talk(client, "How many loaves fed the crowd?")
    model.prompts.clear()

    found = (await trial(client, method, query=QUERY)).json()
    without = (await trial(client, method, query=QUERY, chat_id=near)).json()

    first, *others = found["results"]
    assert (first["content"], first["chat_id"], first["recalled"]) == (TALK, near, True)
    assert {hit["recalled"] for hit in others} == {False}
    assert first["distance"] < min(hit["distance"] for hit in others)
    assert {hit["chat_id"] for hit in found["results"]} == {near, far}
    assert {hit["chat_id"] for hit in without["results"]} == {far}
    assert (found["query"], found["chat_id"], without["chat_id"]) == (QUERY, None, near)
    assert model.prompts == []


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_a_visitor_gets_empty_answers_and_is_not_stored(
    client: httpx2.AsyncClient, queries: list[str], method: str, path: str
) -> None:
    answer = await client.request(method, path, params={"query": "Why?"}, json={"query": "Why?"})

    assert answer.status_code == 200
    assert answer.json().get("samples", answer.json().get("results")) == []
    assert not any(statement.lstrip().startswith(("INSERT", "WITH")) for statement in queries)


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_the_routes_do_not_exist_in_production(
    client: httpx2.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.setattr(app.state.settings, "environment", "production")

    answer = await client.request(method, path, params={"query": "Why?"}, json={"query": "Why?"})

    assert (answer.status_code, answer.json()["detail"]) == (404, "Not Found")


async def test_a_trial_needs_a_question_and_a_valid_id(client: httpx2.AsyncClient) -> None:
    assert (await trial(client, "GET")).status_code == 422
    assert (await trial(client, "POST", query="Why?", chat_id=2**31)).status_code == 422
    assert (await trial(client, "POST", query="a\x00b")).status_code == 422


async def trial(client: httpx2.AsyncClient, method: str, **values: Any) -> httpx2.Response:
    if method == "GET":
        return await client.get("/api/debug/test-rag", params=values)
    return await client.post("/api/debug/test-rag", json=values)
