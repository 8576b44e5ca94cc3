"""Where the Bible's text comes from. A source gives a translation verse by verse, so that it is never held whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from project.core.errors import ProjectError

SPACES = re.compile(r"\s+")


class SourceError(ProjectError):
    """A source cannot be read; the text is the one line that the operator needs."""


class VerseRow(NamedTuple):
    #: Id, as books.py has them.
    book: str
    chapter: int
    number: int
    text: str
    #: JSON list, where the source has it.
    parts: str | None


class ChapterRow(NamedTuple):
    book: str
    number: int
    #: JSON list of verses, headings and line breaks.
    content: str


class TranslationText(Protocol):
    """One translation."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    def count(self) -> int:
        """Of its verses."""
        ...

    def verses(self) -> Iterator[VerseRow]:
        """In the order of the books. Raises SourceTrouble."""
        ...

    def chapters(self) -> Iterator[ChapterRow]:
        """Those that have a layout. Raises SourceTrouble."""
        ...


def plain_text(parts: Sequence[Any]) -> str:
    """The words of a verse's content: notes and line breaks are spaces, and what is not known is left out."""
    pieces = (part.get("text", " ") if isinstance(part, dict) else part for part in parts)
    return SPACES.sub(" ", " ".join(piece for piece in pieces if isinstance(piece, str))).strip()
