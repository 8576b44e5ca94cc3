"""Known faults of the former service that belong to no one module."""

from __future__ import annotations

import asyncio
import time

import httpx2
from fastapi import FastAPI

from project.scripture.text.translations import LISTED
from tests.scripture.fakes import FakeProvider
from tests.scripture.routers.test_insights import BODY
from tests.scripture.texts import chapter, load

ORIGIN = "http://localhost:5173"


async def test_fault_16_other_requests_are_served_while_a_model_answers(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    model.pause = 1
    thinking = asyncio.create_task(client.post("/api/insights", json=BODY))
    await asyncio.sleep(0.1)
    began = time.monotonic()

    answer = await client.get("/livez")

    assert (answer.status_code, thinking.done()) == (204, False)
    assert time.monotonic() - began < 0.5
    assert (await thinking).status_code == 200


async def test_fault_25_each_event_of_an_answer_is_whole_in_one_write(app: FastAPI, model: FakeProvider) -> None:
    model.pieces = ("a\n\nb", "data: c", "“ü”")
    parts: list[bytes] = []

    async def keeping(scope: object, receive: object, send: object) -> None:
        async def kept(message: dict[str, bytes]) -> None:
            parts.append(message.get("body", b""))
            await send(message)  # type: ignore[operator]

        await app(scope, receive, kept)  # type: ignore[arg-type]

    transport = httpx2.ASGITransport(keeping)  # type: ignore[arg-type]
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        await client.post("/api/standalone-chat", json={"message": "Why?"})

    written = [part for part in parts if part]
    assert [part.split(b"\n")[0] for part in written] == [b"event: token"] * 3 + [b"event: chat_id", b"event: done"]
    assert {(part.count(b"\n"), part[-2:]) for part in written} == {(3, b"\n\n")}


async def test_fault_27_every_listed_translation_can_be_read_once_loaded(client: httpx2.AsyncClient) -> None:
    found = {}
    for listed in LISTED:
        await load(*chapter("JHN", 3, "text"), translation=listed.id)
        answer = await client.get("/api/chapter", params={"book": "John", "chapter": 3, "translation": listed.code})
        found[listed.code] = answer.status_code

    assert found == {listed.code: 403 if listed.requires_pro else 200 for listed in LISTED}


async def test_fault_28_an_unexpected_failure_has_cors_headers(app: FastAPI, model: FakeProvider) -> None:
    model.error = RuntimeError()
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        answer = await client.post("/api/insights", json=BODY, headers={"Origin": ORIGIN})

    assert answer.status_code == 500
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert answer.headers["x-frame-options"] == "DENY"


async def test_fault_28_no_connection_header_is_sent(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    assert "connection" not in (await client.post("/api/standalone-chat", json={"message": "Why?"})).headers
