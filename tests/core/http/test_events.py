"""The response itself, by hand: what a server and a client would see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from project.core.errors import Conflict
from project.core.http import events
from project.core.http.events import Event, EventStream


class Client:
    """Takes what is sent, and goes when it is told to."""

    def __init__(self, patience: float = 0.0) -> None:
        self.sent: list[bytes] = []
        self.going = asyncio.Event()
        self._patience = patience

    async def receive(self) -> dict[str, Any]:
        await self.going.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await asyncio.sleep(self._patience)
        if message["type"] == "http.response.body":
            self.sent.append(message["body"])


async def test_each_event_is_whole_in_one_write() -> None:
    async def two() -> AsyncGenerator[Event]:
        yield Event("token", {"token": "a\nb “ü”"})
        yield Event("done", {"status": "complete"})

    client = Client()
    await EventStream(two())({"type": "http"}, client.receive, client.send)

    assert client.sent == [
        b'event: token\ndata: {"token": "a\\nb \\u201c\\u00fc\\u201d"}\n\n',
        b'event: done\ndata: {"status": "complete"}\n\n',
        b"",
    ]


async def test_what_makes_the_events_is_ended_when_the_client_goes() -> None:
    ended = asyncio.Event()

    async def endless() -> AsyncGenerator[Event]:
        try:
            yield Event("token", {"token": "a"})
            await asyncio.sleep(60)
        finally:
            ended.set()

    client = Client()
    asyncio.get_running_loop().call_later(0.05, client.going.set)
    async with asyncio.timeout(1):
        await EventStream(endless())({"type": "http"}, client.receive, client.send)

    assert ended.is_set()
    assert len(client.sent) == 1


async def test_a_silent_stream_is_kept_alive_by_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PING_SECONDS", 0.02)

    async def slow() -> AsyncGenerator[Event]:
        await asyncio.sleep(0.05)
        yield Event("done", {})

    client = Client()
    await EventStream(slow())({"type": "http"}, client.receive, client.send)

    assert client.sent[0] == b": ping\n\n"
    assert client.sent[-2:] == [b"event: done\ndata: {}\n\n", b""]


async def test_a_client_that_takes_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PATIENCE_SECONDS", 0.02)
    ended = asyncio.Event()

    async def talkative() -> AsyncGenerator[Event]:
        try:
            while True:
                yield Event("token", {"token": "a"})
        finally:
            ended.set()

    client = Client()
    stream = EventStream(talkative())

    async def stuck(message: Any) -> None:
        if message["type"] == "http.response.body":
            await asyncio.sleep(60)

    async with asyncio.timeout(1):
        await stream({"type": "http"}, client.receive, stuck)

    assert ended.is_set()


async def test_what_an_error_tells_beside_its_detail_goes_out_with_it() -> None:
    async def refused() -> AsyncGenerator[Event]:
        yield Event("token", {"token": "a"})
        raise Conflict("Taken", error_type="auth_error")

    client = Client()
    await EventStream(refused())({"type": "http"}, client.receive, client.send)

    assert client.sent[1:] == [b'event: error\ndata: {"error": "Taken", "error_type": "auth_error"}\n\n', b""]


async def test_what_a_stream_holds_is_given_back_though_it_never_began() -> None:
    held, given_back = AsyncExitStack(), asyncio.Event()
    held.callback(given_back.set)

    async def events() -> AsyncGenerator[Event]:
        async with held:
            yield Event("done", {})

    async def gone(message: Any) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await EventStream(events(), held)({"type": "http"}, Client().receive, gone)

    assert given_back.is_set()
