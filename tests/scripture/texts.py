"""Translations with as many verses as a test needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from project.scripture.commands import selected_texts
from project.scripture.models import Translation, Verse
from project.scripture.text.sources.king_james import KingJames
from project.scripture.text.sources.translation_text import ChapterRow, VerseRow


@dataclass
class Text:
    id: str = "eng_kjv"
    name: str = "A translation"
    rows: Sequence[VerseRow] = ()
    layouts: Sequence[ChapterRow] = field(default_factory=list)

    def count(self) -> int:
        return len(self.rows)

    def verses(self) -> Iterator[VerseRow]:
        yield from self.rows

    def chapters(self) -> Iterator[ChapterRow]:
        yield from self.layouts


def chapter(book: str, number: int, *texts: str) -> list[VerseRow]:
    """A chapter of plain verses."""
    return [VerseRow(book, number, place, text, None) for place, text in enumerate(texts, 1)]


async def load(*rows: VerseRow, translation: str = "eng_kjv", layouts: Sequence[ChapterRow] = ()) -> None:
    await Translation.objects.replace(Text(id=translation, rows=rows, layouts=layouts))


async def load_books(*books: str) -> None:
    """Load books of the King James Version."""
    await load(*[row for row in KingJames().verses() if row.book in books])


async def load_file(file: Path, *codes: str, every: bool = False) -> list[str]:
    with selected_texts(file, codes, every=every) as found:
        for text in found:
            await Translation.objects.replace(text)
        return [text.id for text in found]


async def stored(translation: str) -> list[tuple[Any, ...]]:
    return (
        await Verse.filter(translation_id=translation).order_by("id").values_list("book", "chapter", "number", "text")
    )


GENESIS = [
    ("GEN", 1, 1, "In the beginning", '["In the beginning"]'),
    ("GEN", 1, 2, "And the earth", '[{"text": "And the earth", "poem": 1}, {"noteId": 0}]'),
    ("EXO", 1, 1, "Now these are the names", None),
]
LAYOUT = '{"number": 1, "content": [{"type": "heading", "content": ["The Beginning"]}], "footnotes": []}'


def write_file(
    path: Path, verses: dict[str, Sequence[tuple[Any, ...]]], *, parts: bool = True, layout: str | None = LAYOUT
) -> Path:
    """Write a Bible file like HelloAO's, with unused columns too."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE Translation (id TEXT PRIMARY KEY, name TEXT, website TEXT)")
    database.execute("CREATE TABLE Chapter (number INTEGER, bookId TEXT, translationId TEXT, json TEXT, sha256 TEXT)")
    database.execute(
        "CREATE TABLE ChapterVerse (number INTEGER, chapterNumber INTEGER, bookId TEXT, translationId TEXT, text TEXT, "
        f"sha256 TEXT{', contentJson TEXT' if parts else ''})"
    )
    for translation, rows in verses.items():
        database.execute(
            "INSERT INTO Translation VALUES (?, ?, 'https://example.org')", (translation, f"<{translation}>")
        )
        database.execute("INSERT INTO Chapter VALUES (1, 'GEN', ?, ?, 'x')", (translation, layout))
        for book, number, verse, text, content in rows:
            values = (verse, number, book, translation, text, "x", *([content] if parts else []))
            database.execute(f"INSERT INTO ChapterVerse VALUES ({', '.join('?' * len(values))})", values)
    database.commit()
    database.close()
    return path
