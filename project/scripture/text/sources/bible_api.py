"""Client of the Bible API (https://bible.helloao.org), for text that is not in the database."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import structlog
from pydantic_core import from_json

from project.core.errors import ProviderFailed, Unavailable
from project.core.ops.lazy import lazy_module
from project.scripture.settings import ScriptureSettings
from project.scripture.text.references import LAST_VERSE
from project.scripture.text.sources.translation_text import VerseRow, plain_text

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = lazy_module("httpx2")

TIMEOUT_SECONDS = 30
ATTEMPTS = 2
#: Between attempts.
PAUSE_SECONDS = 0.5
MAX_BYTES = 2_000_000
MAX_CONNECTIONS = 10
#: Anything else would change the path of the request.
TRANSLATION = re.compile(r"[A-Za-z0-9_-]{1,30}")
BOOK = re.compile(r"[A-Z0-9]{3}")
MAX_CHAPTER = 200

log = structlog.get_logger(__name__)


class BibleApi:
    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        limits = httpx2.Limits(max_connections=MAX_CONNECTIONS)
        self._client = httpx2.AsyncClient(timeout=TIMEOUT_SECONDS, limits=limits)

    async def close(self) -> None:
        await self._client.aclose()

    async def chapter(self, translation: str, book: str, chapter: int) -> list[VerseRow] | None:
        """Return None for an unknown chapter. Raises Unavailable if the API does not respond, else ProviderFailed."""
        if not (TRANSLATION.fullmatch(translation) and BOOK.fullmatch(book) and 0 < chapter <= MAX_CHAPTER):
            return None
        body = await self._read(f"{self._url}/{translation}/{book}/{chapter}.json")
        try:
            return None if body is None else _verses(book, chapter, from_json(body))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ProviderFailed("The Bible API returned an unexpected document") from error

    async def _read(self, url: str) -> bytes | None:
        """Return the body, or None for 404."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    status, body = await self._get(url)
                if status < 500:
                    break
                log.warning("Bible API failed", status=status, attempt=attempt)
            except (httpx2.HTTPError, TimeoutError) as error:
                log.warning("Bible API not reached", reason=type(error).__name__, attempt=attempt)
                if attempt == ATTEMPTS:
                    raise Unavailable("The Bible API does not answer; try again shortly") from error
            if attempt < ATTEMPTS:
                await asyncio.sleep(PAUSE_SECONDS)
        if status == 404:
            return None
        if status != 200:
            raise ProviderFailed(f"The Bible API answered with status {status}")
        return body

    async def _get(self, url: str) -> tuple[int, bytes]:
        async with self._client.stream("GET", url, headers={"Accept": "application/json"}) as response:
            body = b""
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MAX_BYTES:
                    raise ProviderFailed("The Bible API returned too long an answer")
            return response.status_code, body


def _verses(book: str, chapter: int, document: Any) -> list[VerseRow]:
    """Read the verses of a chapter document. Raises ValueError for a bad verse number."""
    found = [part for part in document["chapter"]["content"] if part.get("type") == "verse"]
    for part in found:
        if type(part["number"]) is not int or not 0 < part["number"] <= LAST_VERSE:
            raise ValueError("bad verse number")
    rows = [VerseRow(book, chapter, part["number"], plain_text(part["content"]), None) for part in found]
    return sorted(rows, key=lambda row: row.number)


def make_bible_client(settings: ScriptureSettings) -> BibleApi | None:
    """Return None if only the database is to be read. The caller closes the client."""
    return None if settings.bible_client_type == "sqlite" else BibleApi(settings.bible_api_url)
