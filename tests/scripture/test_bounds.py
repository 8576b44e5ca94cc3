"""Limits on what one reader can cost the service."""

from __future__ import annotations

import httpx2
import pytest

from project.scripture.chats.conversation import Conversation
from project.scripture.models import Message, Summary
from project.scripture.offline.hashing_embedder import HashingEmbedder, _features
from tests.scripture.chats.test_recall import talk
from tests.scripture.fakes import FakeProvider


async def test_a_long_word_has_few_pieces() -> None:
    await HashingEmbedder().embed(["x" * 8000])

    assert len(_features("x" * 40)) < 200


async def test_no_summary_is_stored_of_deleted_messages(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    chat_id = await talk(client, "hello")
    (first, last) = await Message.all().order_by("id")
    await client.delete("/api/user/data")

    await Summary.objects.keep("history", Conversation(first.user_id, chat_id=chat_id), "summary", 2, last.id)

    assert await Summary.all().count() == 0


@pytest.mark.parametrize("key", ["insight_id", "chat_id"])
async def test_true_is_not_an_id(client: httpx2.AsyncClient, model: FakeProvider, key: str) -> None:
    paths = {"insight_id": "/api/chat/message", "chat_id": "/api/standalone-chat/message"}
    rest = {"message": "Why?", "passage_text": "", "passage_reference": "", "insight_context": {}}

    answer = await client.post(paths[key], json={**rest, key: True})

    assert answer.status_code == 422


async def test_an_empty_page_has_no_next_one(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await talk(client, "hello")

    answer = await client.get("/api/standalone-chat", params={"limit": 0})

    assert (answer.json(), "link" in answer.headers) == ([], False)
