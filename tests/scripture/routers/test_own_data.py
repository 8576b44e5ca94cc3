from __future__ import annotations

from typing import Any

import httpx2
import pytest

from project.core.ops.settings import Limit
from project.scripture.models import Insight, Message
from project.scripture.readers.limits import CALLS
from tests.scripture.fakes import FakeProvider

INSIGHT = {
    "passage_reference": "John 1:1 (WEB)",
    "passage_text": "In the beginning was the Word",
    "historical_context": "h",
    "theological_significance": "t",
    "practical_application": "p",
    "created_at": "2024-01-02T03:04:05+00:00",
    "chat_messages": [
        {"role": "user", "content": "question", "created_at": "2024-01-02T03:05:00+00:00"},
        {"role": "assistant", "content": "answer", "created_at": "2024-01-02T03:05:01+00:00"},
    ],
}
DEFINITION = {
    "word": "Word",
    "passage_reference": "John 1:1 (WEB)",
    "verse_text": "In the beginning was the Word",
    "definition": "d",
    "biblical_usage": "b",
    "original_language": "o",
    "created_at": "2024-01-02T03:04:05+00:00",
}
CHAT = {
    "title": "Psalm",
    "passage_reference": "Psalms 23:1 (WEB)",
    "passage_text": "The LORD is my shepherd",
    "created_at": "2024-01-02T03:04:05+00:00",
    "updated_at": "2024-01-02T03:04:06+00:00",
    "messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"}],
}
DATA = {"insights": [INSIGHT], "definitions": [DEFINITION], "standalone_chats": [CHAT]}


async def take(client: httpx2.AsyncClient, data: Any) -> httpx2.Response:
    return await client.post("/api/user/import", json={"data": data})


async def exported(client: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/user/export")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_an_import_is_exported_with_its_times(client: httpx2.AsyncClient) -> None:
    answer = await take(client, DATA)

    found = await exported(client)
    counts = {"insights": 1, "chat_messages": 2, "standalone_chats": 1, "definitions": 1}
    assert answer.json() == {"message": "User data imported successfully", "imported": counts}
    (insight,) = found["insights"]
    for message in insight["chat_messages"]:
        assert message.pop("was_truncated") is False
    assert insight == INSIGHT
    assert found["definitions"] == [DEFINITION]
    (chat,) = found["standalone_chats"]
    assert [m["content"] for m in chat["messages"]] == ["one", "two"]
    assert {k: chat[k] for k in CHAT if k != "messages"} == {k: v for k, v in CHAT.items() if k != "messages"}


async def test_fault_09_a_second_import_adds_nothing(client: httpx2.AsyncClient) -> None:
    await take(client, DATA)
    before = await exported(client)

    answer = await take(client, DATA)

    assert set(answer.json()["imported"].values()) == {0}
    assert await exported(client) == before


async def test_importing_ones_own_export_adds_nothing(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await client.post("/api/standalone-chat", json={"message": "Why?"})
    await client.post("/api/standalone-chat", json={"message": "Why?"})
    before = await exported(client)

    answer = await take(client, before)

    assert set(answer.json()["imported"].values()) == {0}
    assert await exported(client) == before


async def test_the_export_of_one_reader_can_be_imported_by_another(client: httpx2.AsyncClient) -> None:
    await take(client, DATA)
    before = await exported(client)
    client.cookies.clear()

    await take(client, before)

    found = await exported(client)
    assert found["user"]["anonymous_id"] != before["user"]["anonymous_id"]
    assert {**found, "user": None} == {**before, "user": None}


async def test_fault_12_imported_texts_are_the_importers_own(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    await take(client, DATA)
    client.cookies.clear()
    body = {"passage_reference": "John 1:1 (WEB)", "passage_text": "In the beginning was the Word", "save": True}

    served = (await client.post("/api/insights", json=body)).json()

    assert (served["historical_context"], served["cached"]) == ("history", False)
    assert await Insight.all().count() == 2


async def test_an_import_never_replaces_a_shared_insight(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    body = {"passage_reference": "John 1:1 (WEB)", "passage_text": "In the beginning was the Word", "save": True}
    await client.post("/api/insights", json=body)
    client.cookies.clear()

    await take(client, DATA)

    assert (await exported(client))["insights"][0]["historical_context"] == "history"


async def test_fault_10_messages_without_times_keep_their_order(client: httpx2.AsyncClient) -> None:
    messages = [{"role": "user" if place % 2 else "assistant", "content": f"{place}"} for place in range(40)]

    await take(client, {"standalone_chats": [{**CHAT, "messages": messages}]})

    assert [m["content"] for m in (await exported(client))["standalone_chats"][0]["messages"]] == [
        m["content"] for m in messages
    ]


REFUSED: list[tuple[Any, str]] = [
    ({"insights": {}}, "Insights must be a list"),
    ({"insights": None}, "Insights must be a list"),
    ({"standalone_chats": "x"}, "Standalone chats must be a list"),
    ({"insights": [{}] * 1001}, "Too many insights: 1001 (max 1000)"),
    ({"standalone_chats": [{}] * 501}, "Too many standalone chats: 501 (max 500)"),
    (
        {"insights": [{"passage_reference": "R"}]},
        "Failed to import data: Missing required field 'passage_text' in insight data",
    ),
    (
        {"insights": [{**INSIGHT, "passage_text": "x" * 50_001}]},
        "Failed to import data: Passage text too long (max 50000 characters)",
    ),
    (
        {"insights": [{**INSIGHT, "historical_context": "x" * 10_001}]},
        "Failed to import data: Historical context too long (max 10000 characters)",
    ),
    (
        {"standalone_chats": [{"title": "x" * 201}]},
        "Failed to import data: Chat title too long (max 200 characters)",
    ),
    (
        {"standalone_chats": [{"messages": [{"role": "user", "content": "x" * 10_001}]}]},
        "Failed to import data: Message content too long (max 10000 characters)",
    ),
    (
        {"standalone_chats": [{"messages": [{"role": "hacker", "content": "x"}]}]},
        "Failed to import data: A message's role must be user or assistant",
    ),
    (
        {"standalone_chats": [{"title": "a\x00b"}]},
        "Failed to import data: Chat title holds characters that cannot be stored",
    ),
]


async def test_a_faulty_file_is_refused_as_a_whole(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CALLS, "import", Limit(100, 60))

    answers = [await take(client, {"definitions": [DEFINITION], **data}) for data, _ in REFUSED]

    assert [answer.json()["detail"] for answer in answers] == [detail for _, detail in REFUSED]
    assert {answer.status_code for answer in answers} == {400}
    assert (await exported(client))["definitions"] == []


async def test_messages_without_role_or_content_are_skipped(client: httpx2.AsyncClient) -> None:
    messages = [
        {"role": "user"},
        {"content": "x"},
        {"role": "user", "content": None},
        {"role": "user", "content": "kept"},
    ]

    await take(client, {"standalone_chats": [{"messages": messages}]})

    assert [m.content for m in await Message.all()] == ["kept"]


async def test_clearing_deletes_the_data_but_not_the_reader(client: httpx2.AsyncClient) -> None:
    await take(client, DATA)
    before = (await exported(client))["user"]

    answer = await client.delete("/api/user/data")

    counts = {"insights": 1, "chat_messages": 2, "standalone_chats": 1, "definitions": 1}
    assert answer.json() == {"message": "User data cleared successfully", "deleted": counts}
    assert await exported(client) == {"user": before, "insights": [], "definitions": [], "standalone_chats": []}
    assert await Insight.all().count() == 0


@pytest.mark.parametrize(("name", "method", "body"), [("export", "GET", None), ("import", "POST", {"data": {}})])
async def test_repeated_exports_and_imports_are_refused(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, name: str, method: str, body: Any
) -> None:
    monkeypatch.setitem(CALLS, name, Limit(2, 60))

    answers = [await client.request(method, f"/api/user/{name}", json=body) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["error"] == "Rate limit exceeded: 2 per 1 minute"
