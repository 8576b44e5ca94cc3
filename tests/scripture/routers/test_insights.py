from __future__ import annotations

import asyncio
import json

import httpx2
import pytest

from project.core.llm.errors import ProviderBusy, ProviderError
from project.scripture.models import Definition, Insight
from tests.scripture.fakes import FakeProvider

BODY = {"passage_text": "  For God so loved \n", "passage_reference": "John 3:16 (WEB)", "save": True}
TEXTS = {"historical_context": "history", "theological_significance": "theology", "practical_application": "practice"}
WORD = {"word": " loved ", "verse_text": " For God so loved ", "passage_reference": "John 3:16 (WEB)", "save": True}


async def usage(client: httpx2.AsyncClient) -> int:
    return int((await client.get("/api/user/session")).json()["usage"]["calls_today"])


async def test_an_insight_is_made_once_and_then_read_from_the_database(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    made = (await client.post("/api/insights", json=BODY)).json()
    again = (await client.post("/api/insights", json={**BODY, "passage_text": "For God so loved"})).json()

    assert made == {**TEXTS, "id": made["id"], "cached": False}
    assert again == {**TEXTS, "id": made["id"], "cached": True}
    assert (len(model.prompts), await usage(client)) == (1, 1)


async def test_an_unsaved_insight_has_no_id_and_no_history(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    made = (await client.post("/api/insights", json={**BODY, "save": False})).json()

    assert (made["id"], made["cached"]) == (None, False)
    assert (await client.get("/api/insights/history")).json() == []
    assert await usage(client) == 1


async def test_a_stored_insight_is_served_beyond_the_daily_limit(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    for place in range(9):
        await client.post("/api/standalone-chat", json={"message": f"{place}"})
    await client.post("/api/insights", json=BODY)

    assert (await client.post("/api/insights", json=BODY)).json()["cached"] is True
    assert (await client.post("/api/insights", json={**BODY, "passage_text": "other"})).status_code == 429


async def test_fault_18_concurrent_requests_for_one_insight_are_all_served(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    model.pause = 0.02
    readers = []
    for _ in range(20):
        client.cookies.clear()
        readers.append((await client.get("/api/user/session")).json()["anonymous_id"])
    client.cookies.clear()
    cookies = [{"Cookie": f"verse_user_id={reader}"} for reader in readers]

    answers = await asyncio.gather(*(client.post("/api/insights", json=BODY, headers=cookie) for cookie in cookies))

    assert [answer.status_code for answer in answers] == [200] * 20
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert [answer.json()["cached"] for answer in answers].count(False) == 1
    assert (len(model.prompts), await Insight.all().count()) == (1, 1)


async def test_fault_19_a_long_passage_is_stored(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    text = "".join(chr(0x4E00 + place * 7919 % 20_000) for place in range(9000))

    answer = await client.post("/api/insights", json={**BODY, "passage_text": text})

    assert answer.status_code == 200
    assert (await client.get("/api/insights/history")).json()[0]["text"] == text


@pytest.mark.parametrize("field", ["passage_text", "passage_reference"])
@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 50_001])
async def test_fault_19_text_that_cannot_be_stored_is_refused_before_the_model_is_called(
    client: httpx2.AsyncClient, model: FakeProvider, field: str, text: str
) -> None:
    body = json.dumps({**BODY, field: text})
    answer = await client.post("/api/insights", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert model.prompts == []


@pytest.mark.parametrize(("error", "status"), [(ProviderError(), 502), (ProviderBusy(), 503)])
async def test_a_failure_of_the_model_is_an_error_and_not_counted(
    client: httpx2.AsyncClient, model: FakeProvider, error: ProviderError, status: int
) -> None:
    model.error = error

    answer = await client.post("/api/insights", json=BODY)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert await usage(client) == 0


async def test_fault_22_the_history_is_ordered_by_when_the_reader_kept_it(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    await client.post("/api/insights", json={**BODY, "passage_text": "old and shared"})
    client.cookies.clear()
    await client.post("/api/insights", json={**BODY, "passage_text": "new"})

    await client.post("/api/insights", json={**BODY, "passage_text": "old and shared"})

    texts = [item["text"] for item in (await client.get("/api/insights/history", params={"limit": 1})).json()]
    assert texts == ["old and shared"]


@pytest.mark.parametrize(("limit", "status", "count"), [("0", 200, 0), ("2", 200, 2), ("-1", 422, 7)])
async def test_fault_20_the_limit_of_a_history_is_bounded(
    client: httpx2.AsyncClient, model: FakeProvider, limit: str, status: int, count: int
) -> None:
    for text in "abc":
        await client.post("/api/insights", json={**BODY, "passage_text": text})

    answer = await client.get("/api/insights/history", params={"limit": limit})

    assert answer.status_code == status
    assert status == 422 or len(answer.json()) == count


async def test_the_history_has_the_shape_that_the_client_reads(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    made = (await client.post("/api/insights", json=BODY)).json()

    (item,) = (await client.get("/api/insights/history")).json()

    assert isinstance(item.pop("timestamp"), int)
    assert item == {
        "id": str(made["id"]),
        "reference": "John 3:16 (WEB)",
        "text": "For God so loved",
        "insight": TEXTS,
    }


async def test_clearing_the_history_leaves_the_insight_to_others(
    client: httpx2.AsyncClient, model: FakeProvider
) -> None:
    await client.post("/api/insights", json=BODY)

    assert (await client.delete("/api/insights/history")).json() == {"message": "Cleared 1 insights from history"}
    assert (await client.get("/api/insights/history")).json() == []
    assert await Insight.all().count() == 1


async def test_a_definition_is_made_once_kept_and_cleared(client: httpx2.AsyncClient, model: FakeProvider) -> None:
    made = (await client.post("/api/definitions", json=WORD)).json()
    again = (await client.post("/api/definitions", json=WORD)).json()
    (item,) = (await client.get("/api/definitions/history")).json()

    texts = {"definition": "meaning", "biblical_usage": "usage", "original_language": "Greek"}
    assert made == {**texts, "id": made["id"], "word": "loved", "cached": False}
    assert again == {**made, "cached": True}
    assert isinstance(item.pop("timestamp"), int)
    about = {"word": "loved", "passage_reference": "John 3:16 (WEB)", "verse_text": "For God so loved"}
    assert item == {"id": str(made["id"]), **about, "definition": texts}
    assert (await client.delete("/api/definitions/history")).json() == {"message": "Cleared 1 definitions from history"}
    assert await Definition.all().count() == 1
