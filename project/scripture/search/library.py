"""The look-ups in the Bible's text from which answers without a model are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Quote(NamedTuple):
    #: Such as `John 3:16`.
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageContext:
    """What stands around a passage, and where else its words occur."""

    #: English name of the book, such as `John`.
    book: str
    chapter: int
    #: Code of the translation, such as `KJV`.
    translation: str
    passage: list[Quote]
    before: list[Quote]
    after: list[Quote]
    #: Verses elsewhere that share most of the passage's rarer words, best first.
    related: list[Quote]
    #: For each word: the number of verses with it in the book and in the whole translation.
    counts: dict[str, tuple[int, int]]


class VerseMatches(NamedTuple):
    translation: str
    quotes: list[Quote]


class Library(Protocol):
    async def passage_context(self, reference: str, text: str, words: list[str]) -> PassageContext | None:
        """Find a passage by a reference such as `John 3:16-18 (KJV)`, or else the verse nearest to the text.

        Returns None if nothing is found or no translation is loaded.
        """
        ...

    async def find_verses(self, words: list[str], limit: int) -> VerseMatches | None:
        """Find verses with any form of some of the words, those with most first. None if no translation is loaded."""
        ...
