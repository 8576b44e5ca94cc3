from __future__ import annotations

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from project.core.http.events import EventStream
from project.core.llm.errors import AccessDenied, KeyRefused, ProviderError
from project.scripture.chats import streams
from project.scripture.chats.reserved_call import ReservedCall
from project.scripture.models import Chat, Message
from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.errors import ReaderGone
from project.scripture.readers.models import Usage, UsageHold
from project.scripture.schemas.chats import ChatIn, InsightMessageIn
from project.users.models import User
from tests.scripture.fakes import FakeProvider, events
from tests.scripture.readers.rows import make_reader
from tests.scripture.rows import link, make_insight, pair

CONTEXT = {"historical_context": "h", "theological_significance": "t", "practical_application": "p"}


async def insight_of(client: httpx2.AsyncClient) -> int:
    body = {"passage_text": "For God so loved", "passage_reference": "John 3:16 (WEB)", "save": True}
    return int((await client.post("/api/insights", json=body)).json()["id"])


async def ask(client: httpx2.AsyncClient, insight_id: int, message: str = "Why?") -> httpx2.Response:
    body = {
        "insight_id": insight_id,
        "message": message,
        "passage_text": "For God so loved",
        "passage_reference": "John 3:16",
        "insight_context": CONTEXT,
    }
    return await client.post("/api/chat/message", json=body)


async def calls_today(client: httpx2.AsyncClient) -> int:
    return int((await client.get("/api/user/session")).json()["usage"]["calls_today"])


async def test_the_answer_about_an_insight_is_stored_with_its_question(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    insight_id = await insight_of(client)

    found = events(await ask(client, insight_id, "What does it mean?"))

    assert found == [
        ("token", {"token": "In "}),
        ("token", {"token": "the "}),
        ("token", {"token": "beginning"}),
        ("done", {"status": "complete", "stop_reason": "end_turn"}),
    ]
    messages = (await client.get(f"/api/chat/messages/{insight_id}")).json()
    assert [(m["role"], m["content"]) for m in messages] == [
        ("user", "What does it mean?"),
        ("assistant", "In the beginning"),
    ]


async def test_a_new_chat_sends_its_id_after_the_last_token(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    body = {"message": "x" * 51, "passage_text": "There was a man", "passage_reference": "John 3:1 (WEB)"}

    found = events(await client.post("/api/standalone-chat", json=body))

    (chat,) = (await client.get("/api/standalone-chat")).json()
    assert found[-2:] == [
        ("chat_id", {"chat_id": chat["id"]}),
        ("done", {"status": "complete", "stop_reason": "end_turn"}),
    ]
    assert (chat["title"], chat["passage_reference"]) == ("x" * 50 + "...", "John 3:1 (WEB)")
    messages = (await client.get(f"/api/standalone-chat/{chat['id']}/messages")).json()
    assert [m["content"] for m in messages] == ["x" * 51, "In the beginning"]


async def test_a_message_in_a_chat_is_stored_and_moves_it_up(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await client.post("/api/standalone-chat", json={"message": "first"})
    await client.post("/api/standalone-chat", json={"message": "second"})
    first = (await client.get("/api/standalone-chat")).json()[1]

    found = events(await client.post("/api/standalone-chat/message", json={"chat_id": first["id"], "message": "on"}))

    assert [name for name, _ in found] == ["token", "token", "token", "done"]
    messages = (await client.get(f"/api/standalone-chat/{first['id']}/messages")).json()
    assert [m["content"] for m in messages] == ["first", "In the beginning", "on", "In the beginning"]
    assert [turn.content for turn in model.prompts[-1].turns] == ["first", "In the beginning", "on"]


@pytest.mark.parametrize(("stop_reason", "truncated"), [("max_tokens", True), ("end_turn", False)])
async def test_an_answer_about_an_insight_is_stored_with_whether_it_was_truncated(
    client: httpx2.AsyncClient, model: FakeProvider, stop_reason: str, truncated: bool
) -> None:
    insight_id = await insight_of(client)
    model.stop_reason = stop_reason

    await ask(client, insight_id)

    assert [m.was_truncated for m in await Message.all().order_by("id")] == [False, truncated]


@pytest.mark.parametrize(("stop_reason", "truncated"), [("max_tokens", True), ("end_turn", False)])
async def test_an_answer_in_a_chat_is_stored_with_whether_it_was_truncated(
    client: httpx2.AsyncClient, model: FakeProvider, stop_reason: str, truncated: bool
) -> None:
    model.stop_reason = stop_reason

    found = events(await client.post("/api/standalone-chat", json={"message": "Why?"}))

    assert found[-1] == ("done", {"status": "complete", "stop_reason": stop_reason})
    assert [m.was_truncated for m in await Message.all().order_by("id")] == [False, truncated]


async def test_fault_08_an_error_in_mid_answer_stores_and_counts_nothing(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    model.error = ProviderError()

    found = events(await client.post("/api/standalone-chat", json={"message": "Why?"}))

    assert found[-1] == ("error", {"error": ProviderError.detail})
    assert (await Chat.all().count(), await Message.all().count()) == (0, 0)
    assert await calls_today(client) == 0


@pytest.mark.parametrize("error", [KeyRefused(), AccessDenied()])
async def test_a_refused_credential_is_an_auth_error(
    client: httpx2.AsyncClient, model: FakeProvider, error: ProviderError
) -> None:
    model.pieces, model.error = (), error

    found = events(await client.post("/api/standalone-chat", json={"message": "Why?"}))

    assert found == [("error", {"error": error.detail, "error_type": "auth_error"})]


async def test_fault_13_an_unexpected_error_reveals_nothing(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    model.error = RuntimeError("SELECT secret FROM table")

    found = events(await client.post("/api/standalone-chat", json={"message": "Why?"}))

    assert found[-1] == ("error", {"error": "Internal server error"})


async def test_fault_21_an_unknown_insight_calls_no_model(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    found = events(await ask(client, 987654321))

    assert found == [("error", {"error": "Insight not found"})]
    assert model.prompts == []
    assert await calls_today(client) == 0


@pytest.mark.parametrize("pieces", [(), (" ", "\n")])
async def test_fault_21_an_empty_answer_is_an_error_and_not_stored(
    client: httpx2.AsyncClient, model: FakeProvider, pieces: tuple[str, ...]
) -> None:
    model.pieces = pieces

    found = events(await client.post("/api/standalone-chat", json={"message": "Why?"}))

    assert found[-1][0] == "error"
    assert await Message.all().count() == 0


async def test_fault_20_insight_context_may_hold_null(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    insight_id = await insight_of(client)
    body: dict[str, Any] = {
        "insight_id": insight_id,
        "message": "Why?",
        "passage_text": "",
        "passage_reference": "",
        "insight_context": {**CONTEXT, "historical_context": None},
    }

    found = events(await client.post("/api/chat/message", json=body))

    assert found[-1][0] == "done"


async def test_another_readers_chat_is_not_found(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await client.post("/api/standalone-chat", json={"message": "private"})
    (chat,) = (await client.get("/api/standalone-chat")).json()
    client.cookies.clear()

    found = events(await client.post("/api/standalone-chat/message", json={"chat_id": chat["id"], "message": "in"}))

    assert found == [("error", {"error": "Chat not found"})]
    assert (await client.get(f"/api/standalone-chat/{chat['id']}/messages")).json() == []
    assert (await client.delete(f"/api/standalone-chat/{chat['id']}")).status_code == 404


async def test_the_daily_limit_is_checked_before_the_stream(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    for place in range(10):
        await client.post("/api/standalone-chat", json={"message": f"question {place}"})

    answer = await client.post("/api/standalone-chat", json={"message": "one more"})

    assert answer.status_code == 429
    assert answer.json()["detail"] == {
        "message": "Daily limit of 10 AI requests reached. Please try again tomorrow or upgrade to pro.",
        "current_usage": 10,
        "limit": 10,
        "is_pro": False,
    }
    assert len(model.prompts) == 10


async def test_two_readers_chats_about_one_insight_stay_apart(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    insight_id = await insight_of(client)
    await ask(client, insight_id, "a asks")
    client.cookies.clear()
    assert await insight_of(client) == insight_id

    await ask(client, insight_id, "b asks")

    messages = (await client.get(f"/api/chat/messages/{insight_id}")).json()
    assert [m["content"] for m in messages] == ["b asks", "In the beginning"]
    assert [turn.content for turn in model.prompts[-1].turns] == ["b asks"]
    assert (await client.delete(f"/api/chat/messages/{insight_id}")).json() == {"message": "Cleared 2 chat messages"}
    assert await Message.all().count() == 2


async def test_a_stream_is_neither_cached_nor_buffered(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    answer = await client.post("/api/standalone-chat", json={"message": "Why?"})

    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-accel-buffering"] == "no"


async def test_an_error_gives_the_call_back(app: FastAPI, model: FakeProvider) -> None:
    model.error = KeyRefused()
    reader = await stored()
    coming = streams.new_chat(app.state.companion, reader, await ReservedCall.reserve(reader), ChatIn(message="Why?"))

    with pytest.raises(KeyRefused):
        assert [event.name async for event in coming] == []

    assert await UsageHold.all().count() == 0


async def test_a_stream_that_never_begins_gives_its_call_back(app: FastAPI, model: FakeProvider) -> None:
    reader = await stored()
    call = await ReservedCall.reserve(reader)
    coming = streams.new_chat(app.state.companion, reader, call, ChatIn(message="Why?"))
    assert await UsageHold.all().count() == 1

    async def gone(*_: Any) -> Any:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await EventStream(coming, call.cleanup)({"type": "http"}, gone, gone)

    assert await UsageHold.all().count() == 0
    assert model.prompts == []


async def test_an_answer_goes_to_the_reader_kept_by_a_merge_in_the_meantime(app: FastAPI, model: FakeProvider) -> None:
    asking, other = await pair()
    reader = await stored(asking)
    coming = streams.new_chat(app.state.companion, reader, await ReservedCall.reserve(reader), ChatIn(message="Why?"))
    assert (await anext(coming)).name == "token"

    kept = await link(other, asking)
    names = [event.name async for event in coming]

    assert kept.id == other[0].id
    assert names == ["token", "token", "chat_id", "done"]
    assert [message.user_id for message in await Message.all()] == [kept.id] * 2
    assert await Usage.objects.today(kept.id) == 1
    assert await UsageHold.all().count() == 0


async def test_an_answer_about_an_insight_goes_to_the_reader_kept_by_a_merge_in_the_meantime(
    app: FastAPI, model: FakeProvider
) -> None:
    asking, other = await pair()
    reader, insight = await stored(asking), await make_insight()
    texts = {"passage_text": "text", "passage_reference": "John 3:16", "insight_context": CONTEXT}
    body = InsightMessageIn.model_validate({"insight_id": insight.id, "message": "Why?", **texts})
    coming = streams.insight_message(app.state.companion, reader, await ReservedCall.reserve(reader), body)
    assert (await anext(coming)).name == "token"

    kept = await link(other, asking)

    assert [event.name async for event in coming] == ["token", "token", "done"]
    assert [message.user_id for message in await Message.all()] == [kept.id] * 2


async def test_an_answer_for_a_deleted_reader_is_not_stored(app: FastAPI, model: FakeProvider) -> None:
    reader = await stored()
    coming = streams.new_chat(app.state.companion, reader, await ReservedCall.reserve(reader), ChatIn(message="Why?"))
    assert (await anext(coming)).name == "token"
    await User.filter(id=reader.user_id).delete()

    with pytest.raises(ReaderGone):
        assert {event.name async for event in coming} == {"token"}

    assert (await Chat.all().count(), await Usage.all().count()) == (0, 0)


async def stored(reader: tuple[User, str] | None = None) -> IdentifiedReader:
    user, value = reader or await make_reader()
    return IdentifiedReader(user.id, value, False, "127.0.0.1")
