"""References such as `John 3:16-18 (KJV)`: written for readers, and parsed as readers type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from project.core.ops.lazy import lazy_module
from project.scripture.text.books import NAMES, book_name

if TYPE_CHECKING:
    import pythonbible
else:
    pythonbible = lazy_module("pythonbible")

MAX_CHARACTERS = 100
#: Greater than any verse number.
LAST_VERSE = 32_767
#: A book, with a number before it or not, then a chapter, verses and what joins them.
LIKE_A_REFERENCE = re.compile(r"\s*([1-3]?\s*[^\W\d][^\d;]*)\d[\d\s:.,-]*")
TRANSLATION = re.compile(r"\s*\(([^()]{1,30})\)\s*$")
DASHES = str.maketrans("–—‑−", "----")
ORDER = list(NAMES)


class Span(NamedTuple):
    """Verses of one book; each end is a chapter and a verse."""

    book: str
    first: tuple[int, int]
    last: tuple[int, int]


def reference(book: str, chapter: int, first: int | None = None, last: int | None = None) -> str:
    if first is None:
        return f"{book} {chapter}"
    return f"{book} {chapter}:{first}" + (f"-{last}" if last is not None and last != first else "")


def verse_reference(book: str, chapter: int, number: int) -> str:
    return reference(book_name(book), chapter, number)


def split_translation(text: str) -> tuple[str, str | None]:
    found = TRANSLATION.search(text)
    return (text[: found.start()], found[1]) if found else (text, None)


def parse_spans(text: str) -> list[Span]:
    """Parse references; return none if the text holds anything else or names a verse that does not exist."""
    found: list[Span] = []
    if len(text) > MAX_CHARACTERS:
        return found
    for part in text.translate(DASHES).split(";"):
        words = LIKE_A_REFERENCE.fullmatch(part)
        spans = _parse(part, words[1]) if words else []
        if not spans:
            return []
        found += spans
    return found


def _parse(part: str, book: str) -> list[Span]:
    """Parse references to one book. Ids become names first, because pythonbible does not know all ids."""
    named = NAMES.get(book.strip().upper())
    spans = []
    for found in pythonbible.get_references(part if named is None else part.replace(book, f"{named} ", 1)):
        if found.start_chapter is None or found.book != found.end_book or found.book.value > len(ORDER):
            return []
        first = (found.start_chapter, found.start_verse or 1)
        last = (found.end_chapter, found.end_verse or LAST_VERSE)
        if last < first:
            return []
        spans.append(Span(ORDER[found.book.value - 1], first, last))
    return spans
