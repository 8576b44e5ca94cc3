"""References such as `John 3:16-18 (KJV)`: written, and read wherever a reader may have typed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from project.core.lazy import lazy_module
from project.scripture.text.books import NAMES, book_name

if TYPE_CHECKING:
    import pythonbible
else:
    pythonbible = lazy_module("pythonbible")

MAX_CHARACTERS = 100
#: Above every number of a verse.
LAST_VERSE = 32_767
#: A book by words, or with a number before them, and then nothing but a chapter, verses and what joins them.
LIKE_A_REFERENCE = re.compile(r"\s*([1-3]?\s*[^\W\d][^\d;]*)\d[\d\s:.,-]*")
TRANSLATION = re.compile(r"\s*\(([^()]{1,30})\)\s*$")
DASHES = str.maketrans("–—‑−", "----")
ORDER = list(NAMES)


class Span(NamedTuple):
    """Verses of one book, from one to another; each end is a chapter and a verse."""

    book: str
    first: tuple[int, int]
    last: tuple[int, int]


def reference(book: str, chapter: int, first: int | None = None, last: int | None = None) -> str:
    if first is None:
        return f"{book} {chapter}"
    return f"{book} {chapter}:{first}" + (f"-{last}" if last is not None and last != first else "")


def verse_reference(book: str, chapter: int, number: int) -> str:
    """As it is shown: with the book's English name."""
    return reference(book_name(book), chapter, number)


def split_translation(text: str) -> tuple[str, str | None]:
    """What stands before the code in brackets at the end, and the code."""
    found = TRANSLATION.search(text)
    return (text[: found.start()], found[1]) if found else (text, None)


def read_spans(text: str) -> list[Span]:
    """The verses that the text refers to; none where it is anything but references, or one of them does not exist."""
    found: list[Span] = []
    if len(text) > MAX_CHARACTERS:
        return found
    for part in text.translate(DASHES).split(";"):
        words = LIKE_A_REFERENCE.fullmatch(part)
        spans = _read(part, words[1]) if words else []
        if not spans:
            return []
        found += spans
    return found


def _read(part: str, book: str) -> list[Span]:
    """Of one book; pythonbible knows names and abbreviations, but not all of the ids."""
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
