"""What can be looked up in the text of the Bible by whoever has no language model to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Quote(NamedTuple):
    #: Such as `John 3:16`.
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageContext:
    """Where a passage stands, and where else its words are met."""

    #: English name of the book, such as `John`.
    book: str
    chapter: int
    #: Code of the translation that was looked at, such as `KJV`.
    translation: str
    passage: list[Quote]
    before: list[Quote]
    after: list[Quote]
    #: Verses elsewhere that share most of the passage's rarer words, the nearest first.
    related: list[Quote]
    #: Of the words asked for: in how many verses of the book, and of the whole translation, each is met.
    counts: dict[str, tuple[int, int]]


class VerseMatches(NamedTuple):
    """Of one translation."""

    translation: str
    quotes: list[Quote]


class Library(Protocol):
    async def passage_context(self, reference: str, text: str, words: list[str]) -> PassageContext | None:
        """Of the passage that the reference names (`John 3:16-18 (KJV)`, the translation may be missing), or else
        that the text is nearest to. None where nothing is found or no translation is loaded."""
        ...

    async def find_verses(self, words: list[str], most: int) -> VerseMatches | None:
        """Those that have some of the words in any of their forms, first those that have the most. None where no
        translation is loaded."""
        ...
