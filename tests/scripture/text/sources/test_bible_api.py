"""The client of the Bible API, against a server on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from project.core.errors import ProviderFailed, Unavailable
from project.scripture.models import SavedPassage, Verse
from project.scripture.settings import ScriptureSettings
from project.scripture.text.sources import bible_api
from project.scripture.text.sources.bible_api import BibleApi, make_bible_client
from tests.scripture.readers.rows import cookie, new_value
from tests.scripture.texts import chapter, load

JOHN: dict[str, Any] = {"book": "John", "chapter": 3, "translation": "BSB"}
CONTENT: list[Any] = [
    {"type": "heading", "content": ["Nicodemus"]},
    {"type": "verse", "number": 1, "content": ["There was", {"noteId": 0}, "a man"]},
    {"type": "line_break"},
    {
        "type": "verse",
        "number": 2,
        "content": [{"text": "He came", "poem": 1}, {"lineBreak": True}, {"text": "by night"}],
    },
]


@dataclass
class Api:
    """A server with scripted answers, which records the paths requested."""

    url: str = ""
    status: int = 200
    body: bytes = json.dumps({"chapter": {"number": 3, "content": CONTENT}}).encode()
    #: Answers before the usual one: a status, or None to cut the connection.
    first: list[int | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(asyncio.IncompleteReadError):  # a connection without a request
            head = await reader.readuntil(b"\r\n\r\n")
            self.paths.append(head.split()[1].decode())
            status = self.first.pop(0) if self.first else self.status
            if status is not None:
                lines = (f"HTTP/1.1 {status} .", f"Content-Length: {len(self.body)}", "Connection: close", "", "")
                writer.write("\r\n".join(lines).encode() + self.body)


@pytest.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    monkeypatch.setattr(bible_api, "PAUSE_SECONDS", 0)
    found = Api()
    server = await asyncio.start_server(found.answer, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
    yield found
    server.close()
    await server.wait_closed()


@pytest.fixture
async def bible(api: Api) -> AsyncIterator[BibleApi]:
    client = BibleApi(api.url)
    yield client
    await client.close()


@pytest.fixture
def outside(app: FastAPI, bible: BibleApi) -> Iterator[None]:
    """The service calls the API for chapters it does not have."""
    app.state.bible_client = bible
    yield
    app.state.bible_client = None


async def test_a_chapter_is_requested_by_its_ids(bible: BibleApi, api: Api) -> None:
    found = await bible.chapter("ENGWEBP", "JHN", 3)

    assert api.paths == ["/api/ENGWEBP/JHN/3.json"]
    assert [(row.book, row.chapter, row.number, row.text, row.parts) for row in found or ()] == [
        ("JHN", 3, 1, "There was a man", None),
        ("JHN", 3, 2, "He came by night", None),
    ]


async def test_a_missing_chapter_is_none(bible: BibleApi, api: Api) -> None:
    api.status = 404

    assert await bible.chapter("ENGWEBP", "JHN", 99) is None


UNSAFE = [
    ("../x", "JHN", 3), ("a/b", "JHN", 3), ("", "JHN", 3), ("BSB", "..", 3), ("BSB", "J?N", 3), ("BSB", "JHN", 0),
    ("BSB", "JHN", 999),
]  # fmt: skip


async def test_what_would_change_the_path_is_not_requested(bible: BibleApi, api: Api) -> None:
    assert [place for place in UNSAFE if await bible.chapter(*place) is not None] == []
    assert api.paths == []


@pytest.mark.parametrize("first", [500, 503, None])
async def test_a_failure_is_retried_once(bible: BibleApi, api: Api, first: int | None) -> None:
    api.first = [first]

    assert await bible.chapter("BSB", "JHN", 3)
    assert len(api.paths) == 2


@pytest.mark.parametrize(("status", "tries"), [(500, 2), (503, 2), (403, 1), (302, 1)])
async def test_other_statuses_are_failures(bible: BibleApi, api: Api, status: int, tries: int) -> None:
    api.status = status

    with pytest.raises(ProviderFailed, match=str(status)):
        await bible.chapter("BSB", "JHN", 3)
    assert len(api.paths) == tries


async def test_a_server_that_does_not_respond_is_unavailable(bible: BibleApi, api: Api) -> None:
    api.first = [None, None]

    with pytest.raises(Unavailable):
        await bible.chapter("BSB", "JHN", 3)


async def test_a_slow_server_is_unavailable(bible: BibleApi, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bible_api, "TIMEOUT_SECONDS", 0)

    with pytest.raises(Unavailable):
        await bible.chapter("BSB", "JHN", 3)


MALFORMED = [
    b"", b"<html>", b"[]", b"{}", b'{"chapter": {}}', b'{"chapter": {"content": null}}',
    b'{"chapter": {"content": ["x"]}}', b'{"chapter": {"content": [{"type": "verse"}]}}',
    b'{"chapter": {"content": [{"type": "verse", "number": "1", "content": []}]}}',
    b'{"chapter": {"content": [{"type": "verse", "number": 99999, "content": []}]}}',
    b'{"chapter": {"content": [{"type": "verse", "number": 1, "content": null}]}}', b"x" * 2_000_001,
]  # fmt: skip


async def failure_of(bible: BibleApi) -> str:
    try:
        await bible.chapter("BSB", "JHN", 3)
    except ProviderFailed as error:
        return type(error).__name__
    return "none"


async def test_an_unexpected_document_is_a_failure(bible: BibleApi, api: Api) -> None:
    found = {}
    for api.body in MALFORMED:
        found[api.body] = await failure_of(bible)

    assert {body: name for body, name in found.items() if name != "ProviderFailed"} == {}


@pytest.mark.usefixtures("outside")
async def test_a_chapter_that_is_not_in_the_database_comes_from_the_api(client: httpx2.AsyncClient) -> None:
    passage = await client.get("/api/passage", params={**JOHN, "verse_start": 2, "verse_end": 9})
    whole = await client.get("/api/chapter", params=JOHN)

    assert passage.json() == {
        "reference": "John 3:2-9",
        "verses": [
            {
                "book": "John", "chapter": 3, "verse": 2, "text": "He came by night", "translation": "BSB",
                "text_parts": None,
            }
        ],
        "translation": "BSB",
    }  # fmt: skip
    assert [verse["verse"] for verse in whole.json()["verses"]] == [1, 2]


@pytest.mark.usefixtures("outside")
async def test_a_chapter_in_the_database_is_not_requested(client: httpx2.AsyncClient, api: Api) -> None:
    await load(*chapter("JHN", 3, "There was a man"), translation="BSB")

    answers = [
        await client.get("/api/chapter", params=JOHN),
        await client.get("/api/passage", params={**JOHN, "verse_start": 9}),
    ]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert api.paths == []


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/api/passage?verse_start=3", "Passage not found"),
        ("/api/passage?verse_start=-1&verse_end=2", "Passage not found"),
        ("/api/chapter/content", "Chapter content not found"),
    ],
)
async def test_a_chapter_that_the_api_lacks_is_not_found(client: httpx2.AsyncClient, path: str, detail: str) -> None:
    answer = await client.get(httpx2.URL(path).copy_merge_params(JOHN))

    assert (answer.status_code, answer.json()["detail"]) == (404, detail)


@pytest.mark.usefixtures("outside")
async def test_a_chapter_of_the_api_can_be_saved(client: httpx2.AsyncClient) -> None:
    await client.get("/api/chapter", params={**JOHN, "save": True}, headers=cookie(new_value()))

    assert await SavedPassage.all().values_list("reference", "text") == [("John 3", "There was a man He came by night")]


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(("status", "answered"), [(500, 502), (None, 503)])
async def test_a_failing_api_is_named_in_the_error(
    client: httpx2.AsyncClient, api: Api, status: int | None, answered: int
) -> None:
    api.first = [status, status]

    answer = await client.get("/api/chapter", params=JOHN)

    assert answer.status_code == answered
    assert "Bible API" in answer.json()["detail"]


@pytest.mark.alone
@pytest.mark.usefixtures("outside")
async def test_no_connection_is_held_while_the_api_is_called(
    client: httpx2.AsyncClient, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    free: list[int] = []
    pool: Any = Verse._meta.db._pool

    async def ask(*_: object) -> None:
        free.append(pool.turns.taken)

    monkeypatch.setattr(BibleApi, "chapter", ask)

    await client.get("/api/chapter", params=JOHN)

    assert free == [0]


@pytest.mark.parametrize(("kind", "used"), [("sqlite", False), ("api", True), ("http", True)])
async def test_the_setting_decides_whether_the_api_is_used(kind: str, used: bool) -> None:
    client = make_bible_client(ScriptureSettings(bible_client_type=kind))

    assert (client is not None) == used
    if client is not None:
        await client.close()


async def test_without_a_client_only_the_database_is_read(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/api/chapter", params=JOHN)).status_code == 404
