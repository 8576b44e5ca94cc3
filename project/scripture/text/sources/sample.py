"""Three chapters of the World English Bible (https://worldenglish.bible, public domain)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from project.scripture.text.sources.translation_text import ChapterRow, VerseRow, plain_text
from project.scripture.text.translations import WEB

FILE = Path(__file__).with_name("web_sample.json")


class Sample:
    id = WEB.id
    name = WEB.name

    @cached_property
    def _chapters(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = from_json(FILE.read_bytes())["chapters"]
        return found

    def count(self) -> int:
        return sum(1 for _ in self.verses())

    def verses(self) -> Iterator[VerseRow]:
        for chapter in self._chapters:
            for part in chapter["content"]:
                if part["type"] == "verse":
                    text, parts = plain_text(part["content"]), to_json(part["content"]).decode()
                    yield VerseRow(chapter["book"], chapter["number"], part["number"], text, parts)

    def chapters(self) -> Iterator[ChapterRow]:
        for chapter in self._chapters:
            yield ChapterRow(chapter["book"], chapter["number"], to_json(chapter["content"]).decode())
