"""The interface of a source of the Bible's text. It yields verse by verse, so that no translation is held in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from project.core.errors import ProjectError

SPACES = re.compile(r"\s+")


class SourceError(ProjectError):
    """A source cannot be read; the message is one line for the operator."""


class VerseRow(NamedTuple):
    #: Id, as in text/books.py.
    book: str
    chapter: int
    number: int
    text: str
    #: JSON list, or None if the source has none.
    parts: str | None


class ChapterRow(NamedTuple):
    book: str
    number: int
    #: JSON list of verses, headings and line breaks.
    content: str


class TranslationText(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    def count(self) -> int: ...

    def verses(self) -> Iterator[VerseRow]:
        """Yield verses in the order of the books. Raises SourceError."""
        ...

    def chapters(self) -> Iterator[ChapterRow]: ...


def plain_text(parts: Sequence[Any]) -> str:
    """Return the words of a verse: notes and line breaks become spaces, unknown parts are dropped."""
    pieces = (part.get("text", " ") if isinstance(part, dict) else part for part in parts)
    return SPACES.sub(" ", " ".join(piece for piece in pieces if isinstance(piece, str))).strip()
