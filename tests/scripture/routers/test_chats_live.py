"""Streams through a running service, a provider on loopback, and real sockets."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from project.core.testing.processes import Service, running
from tests.stand_in import StandIn, Step


def variable(setting: str) -> str:
    name = setting.upper()
    return name if name.endswith(("_API_KEY", "_BASE_URL")) else f"APP_{name}"


@pytest.fixture(params=["anthropic", "openai"], scope="module")
def service(request: pytest.FixtureRequest, spare_database_url: str, stand_in_server: StandIn) -> Iterator[Service]:
    settings = {variable(name): str(value) for name, value in stand_in_server.values(request.param).items()}
    with running(spare_database_url, **settings) as found:
        yield found


@pytest.fixture
def reader(service: Service, stand_in: StandIn) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=service.url, timeout=20) as client:
        client.get("/api/user/session")
        yield client


def usage(reader: httpx2.Client) -> int:
    return int(reader.get("/api/user/session").json()["usage"]["calls_today"])


def test_an_answer_arrives_piece_by_piece(reader: httpx2.Client, stand_in: StandIn) -> None:
    stand_in.plan(Step(text="one two three", seconds=0.05))
    began, at = time.monotonic(), []

    with reader.stream("POST", "/api/standalone-chat", json={"message": "Why?"}) as answer:
        parts = [part for part in answer.iter_raw() if at.append(time.monotonic() - began) is None]

    assert b"".join(parts[:3]).count(b"event: token") == 3
    assert at[2] - at[0] > 0.05
    assert b"event: done" in parts[-1]
    assert usage(reader) == 1


def test_a_client_that_disconnects_ends_the_call_within_a_second(reader: httpx2.Client, stand_in: StandIn) -> None:
    stand_in.plan(Step(text="word " * 200, seconds=0.05))

    with reader.stream("POST", "/api/standalone-chat", json={"message": "Why?"}) as answer:
        next(answer.iter_raw())
    left_at = time.monotonic()

    call = stand_in.calls[-1]
    assert call.gone.wait(5)
    assert call.gone_at - left_at < 1
    assert reader.get("/api/standalone-chat").json() == []
    assert usage(reader) == 0


@pytest.mark.parametrize("step", [Step(fault="error"), Step(fault="cut"), Step(status=401), Step(status=403)])
def test_a_failing_provider_leaves_nothing_stored(reader: httpx2.Client, stand_in: StandIn, step: Step) -> None:
    stand_in.plan(step)

    answer = reader.post("/api/standalone-chat", json={"message": "Why?"})

    last = json.loads(answer.text.strip().rpartition("data: ")[2])
    assert "error" in last
    assert "words of the provider" not in answer.text
    assert last.get("error_type") == ("auth_error" if step.status in (401, 403) else None)
    assert reader.get("/api/standalone-chat").json() == []
    assert usage(reader) == 0


def test_a_busy_provider_is_retried(reader: httpx2.Client, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=429))

    answer = reader.post("/api/insights", json={"passage_text": "x", "passage_reference": "R", "save": False})

    assert answer.status_code == 200
    assert len(stand_in.calls) == 2


def test_an_answer_that_is_cut_off_is_stored_as_truncated(reader: httpx2.Client, stand_in: StandIn) -> None:
    stand_in.plan(Step(text="cut off", stop="max_tokens"))

    answer = reader.post("/api/standalone-chat", json={"message": "Why?"})

    found: dict[str, Any] = json.loads(answer.text.strip().rpartition("data: ")[2])
    assert found == {"status": "complete", "stop_reason": "max_tokens"}
    messages = reader.get("/api/user/export").json()["standalone_chats"][0]["messages"]
    assert [m["was_truncated"] for m in messages] == [False, True]


def test_no_database_connection_is_held_while_tokens_arrive(reader: httpx2.Client, stand_in: StandIn) -> None:
    stand_in.plan(*[Step(text="word " * 30, seconds=0.05) for _ in range(5)])
    streams = [reader.stream("POST", "/api/standalone-chat", json={"message": f"{n}"}) for n in range(5)]
    answers = [stream.__enter__() for stream in streams]
    parts = [answer.iter_raw() for answer in answers]
    for part in parts:
        next(part)

    metrics = httpx2.get(reader.base_url.join("/metrics")).text

    in_use = next(line for line in metrics.splitlines() if line.startswith("pool_connections_in_use"))
    assert float(in_use.split()[-1]) == 0
    for stream in streams:
        stream.__exit__(None, None, None)


def test_an_answer_during_a_link_is_stored_for_both_browsers(
    service: Service, reader: httpx2.Client, stand_in: StandIn
) -> None:
    stand_in.plan(Step(text="word " * 20, seconds=0.05))

    with httpx2.Client(base_url=service.url, timeout=20) as other:
        code = other.post("/api/user/link/generate").json()["display_code"]
        with reader.stream("POST", "/api/standalone-chat", json={"message": "Why?"}) as answer:
            parts = answer.iter_raw()
            next(parts)
            assert reader.post("/api/user/link/accept", json={"code": code}).status_code == 200
            stream = b"".join(parts)

        assert stream.count(b"event: token") > 10  # the link was made in mid-stream
        assert b"event: done" in stream
        for browser in (reader, other):
            (chat,) = browser.get("/api/standalone-chat").json()
            assert len(browser.get(f"/api/standalone-chat/{chat['id']}/messages").json()) == 2
            assert usage(browser) == 1
