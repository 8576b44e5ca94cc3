"""Recall of earlier conversations, for their own reader only."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI

from project.core.llm.embedder import DIMENSIONS
from project.core.llm.errors import ProviderError
from project.scripture.chats.conversation import Conversation, StoredMessage
from project.scripture.chats.embeddings import embed_messages
from project.scripture.chats.excerpts import Excerpt, around
from project.scripture.chats.upkeep import shorten_history
from project.scripture.companion import Companion
from project.scripture.models import Message, Summary
from project.scripture.offline.hashing_embedder import HashingEmbedder
from tests.scripture.fakes import FakeProvider
from tests.scripture.readers.rows import accept, code_of, cookie
from tests.scripture.routers.test_chats import ask, insight_of
from tests.scripture.rows import link, pair

TALK = "Why did Jonah flee from Nineveh on a ship to Tarshish?"


async def talk(client: httpx2.AsyncClient, message: str) -> int:
    await client.post("/api/standalone-chat", json={"message": message})
    chat_id: int = (await client.get("/api/standalone-chat")).json()[0]["id"]
    return chat_id


async def go_on(client: httpx2.AsyncClient, chat_id: int, message: str) -> None:
    await client.post("/api/standalone-chat/message", json={"chat_id": chat_id, "message": message})


async def test_a_question_recalls_an_earlier_conversation_about_it(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    await talk(client, TALK)
    chat_id = await talk(client, "hello")

    await go_on(client, chat_id, "Tell me again why Jonah fled to Tarshish by ship from Nineveh")

    assert TALK in model.prompts[-1].system
    assert "---excerpt---" in model.prompts[-1].system


async def test_a_question_recalls_nothing_unrelated(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await talk(client, TALK)
    chat_id = await talk(client, "hello")

    await go_on(client, chat_id, "How many loaves fed the crowd?")

    assert "---excerpt---" not in model.prompts[-1].system


async def test_fault_11_no_message_of_one_reader_reaches_anothers_prompt(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    insight_id = await insight_of(client)
    await ask(client, insight_id, TALK)
    await talk(client, TALK)
    client.cookies.clear()
    assert await insight_of(client) == insight_id
    model.prompts.clear()

    await ask(client, insight_id, "first of the other")
    await ask(client, insight_id, TALK.lower())
    await go_on(client, await talk(client, "hello"), TALK.lower())

    sent = "\n".join(f"{prompt.system} {prompt.turns}" for prompt in model.prompts)
    assert TALK not in sent


async def test_fault_11_a_summary_of_one_reader_shortens_no_other_readers_history(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion
) -> None:
    companion.history_characters = 100
    insight_id = await insight_of(client)
    for place in range(3):
        await ask(client, insight_id, f"{place} " + "long " * 20)
    mine = (await Message.all().first().values("user_id"))["user_id"]  # type: ignore[index]
    await shorten_history(companion, Conversation(mine, insight_id=insight_id))
    client.cookies.clear()
    await insight_of(client)
    model.prompts.clear()

    await ask(client, insight_id, "of the other")

    assert "summary of" not in model.prompts[-1].system
    assert await Summary.all().count() == 1


async def test_a_long_conversation_continues_with_a_summary_of_its_beginning(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion
) -> None:
    companion.history_characters = 200
    chat_id = await talk(client, "0 " + "long " * 20)
    for place in range(1, 4):
        await go_on(client, chat_id, f"{place} " + "long " * 20)
    owner = (await Message.all().first().values("user_id"))["user_id"]  # type: ignore[index]
    await shorten_history(companion, Conversation(owner, chat_id=chat_id))
    companion.history_characters = 100_000

    await go_on(client, chat_id, "and now?")

    (summarised,) = [prompt.turns[0].content for prompt in model.prompts if prompt.purpose == "history_summary"]
    assert ("0 long" in summarised, "2 long" in summarised, "3 long" in summarised) == (True, True, False)
    assert "summary of 1" in model.prompts[-1].system
    assert [turn.content[:2] for turn in model.prompts[-1].turns] == ["3 ", "In", "an"]


async def test_fault_23_the_recall_summary_does_not_replace_the_history_summary(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion
) -> None:
    companion.history_characters = 50
    old = await talk(client, TALK)
    owner = (await Message.all().first().values("user_id"))["user_id"]  # type: ignore[index]
    await shorten_history(companion, Conversation(owner, chat_id=old))

    await go_on(client, await talk(client, "hello"), TALK)

    assert sorted(summary.kind for summary in await Summary.all()) == ["history", "recall"]


async def test_messages_are_stored_even_if_the_embedder_fails(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(companion, "embedder", Broken())

    await go_on(client, await talk(client, "hello"), "again")

    assert [message.embedder for message in await Message.all()] == [None] * 4


async def test_messages_are_recalled_again_after_a_merge(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion
) -> None:
    asking, other = await pair()
    await client.post("/api/standalone-chat", json={"message": TALK}, headers=cookie(asking[1]))
    before = await Message.objects.nearest(*near(asking[0].id))

    kept = await link(asking, other)
    lost = await Message.objects.nearest(*near(kept.id))
    await embed_messages(companion.embedder, kept.id)

    found = await Message.objects.nearest(*near(kept.id))
    assert kept.id == other[0].id
    assert (len(before), len(lost)) == (2, 0)
    assert [(hit.message_id, hit.distance) for hit in found] == [(hit.message_id, hit.distance) for hit in before]


@pytest.mark.alone
async def test_linking_restores_the_vectors(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion
) -> None:
    asking, other = await pair()
    await client.post("/api/standalone-chat", json={"message": TALK}, headers=cookie(asking[1]))
    shown = await code_of(client, other[1])

    assert (await accept(client, asking[1], shown)).status_code == 200
    await asyncio.gather(*companion.background.tasks)

    assert len(await Message.objects.nearest(*near(other[0].id))) == 2


def near(user_id: UUID) -> tuple[Conversation, str, list[float], float, int]:
    """Arguments that find every chat message of the reader."""
    return Conversation(user_id, chat_id=0), HashingEmbedder.name, [1.0] * DIMENSIONS, 3.0, 5


async def test_each_text_is_embedded_once(
    client: httpx2.AsyncClient, model: FakeProvider, companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    monkeypatch.setattr(companion, "embedder", counting)

    await go_on(client, await talk(client, "hello"), "again")

    assert counting.texts == ["hello", "In the beginning", "again", "In the beginning"]
    assert await Message.filter(embedder=counting.name).count() == 4


class Counting(HashingEmbedder):
    def __init__(self) -> None:
        self.texts: list[str] = []

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.texts += texts
        return await super().embed(texts)


class Broken:
    name = "broken"
    threshold = 1.0

    async def embed(self, texts: list[str]) -> list[list[float]]:
        raise ProviderError

    async def prepare(self) -> None:
        pass

    async def close(self) -> None:
        pass


def messages(count: int) -> list[StoredMessage]:
    day = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
    return [
        StoredMessage(place, "user" if place % 2 else "assistant", f"m{place}", day) for place in range(1, count + 1)
    ]


def test_an_excerpt_includes_two_messages_on_either_side() -> None:
    assert [message.id for message in around(messages(10), {4, 6})] == [2, 3, 4, 5, 6, 7, 8]
    assert [message.id for message in around(messages(3), {1})] == [1, 2, 3]
    assert around(messages(3), {9}) == []


def test_an_excerpt_marks_what_was_found() -> None:
    excerpt = Excerpt("about m", messages(1)[0].created_at, messages(2), {2})

    assert excerpt.text().splitlines() == [
        "[Summary of conversation from 2024-01-02 03:04: about m]",
        "---excerpt---",
        "User (2024-01-02 03:04): m1",
        "You (2024-01-02 03:04) [relevant]: m2",
        "---end excerpt---",
    ]


@pytest.fixture
def companion(app: FastAPI) -> Companion:
    found: Companion = app.state.companion
    return found
