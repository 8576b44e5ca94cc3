"""No route shows, changes or deletes another reader's data: checked for every route in the OpenAPI document."""

from __future__ import annotations

import httpx2
from fastapi import FastAPI

from project.core.http.openapi import operations
from project.scripture.models import Chat, Insight
from project.scripture.readers.models import Device
from tests.scripture.fakes import FakeProvider
from tests.scripture.routers.test_chats import ask
from tests.scripture.routers.test_own_data import DATA, exported, take

#: Tags of the routes that accept a reader's cookie.
TAGS = {"bible", "readers", "insights", "chats"}
OWN_WORDS = ("question", "answer", "Psalm", "In the beginning was the Word", "my private phone")


async def test_no_route_reveals_or_changes_another_readers_data(
    client: httpx2.AsyncClient, app: FastAPI, model: FakeProvider
) -> None:
    model.pieces = ("nothing",)
    await take(client, DATA)
    await ask(client, (await Insight.all())[0].id, "my question")
    await client.post("/api/user/link/generate", headers={"User-Agent": "my private phone"})
    ids = {
        "insight_id": (await Insight.all())[0].id,
        "chat_id": (await Chat.all())[0].id,
        "device_id": (await Device.all())[0].id,
    }
    before, cookie = await exported(client), client.cookies["verse_user_id"]
    client.cookies.clear()

    calls = 0
    for path, item in app.openapi()["paths"].items():
        for method, operation in operations({"paths": {path: item}}):
            if TAGS & set(operation["tags"]) and (
                path.startswith("/api/user") or "history" in path or method != "post"
            ):
                answer = await client.request(method, path.format_map(Names(ids)), json={**ids, "message": "x"})
                calls += 1
                assert not any(word in answer.text for word in OWN_WORDS), operation["operationId"]

    assert calls > 20
    client.cookies.clear()
    client.cookies.set("verse_user_id", cookie)
    assert await exported(client) == before
    assert await Device.filter(user_agent="my private phone").count() == 1


class Names(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "0192f0c1-7f00-7000-8000-000000000000"
