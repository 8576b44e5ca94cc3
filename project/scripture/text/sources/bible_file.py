"""SQLite files of translations from https://bible.helloao.org: `bible.eng.db`, or `bible.db` with all languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic_core import from_json, to_json

from project.scripture.text import translations
from project.scripture.text.books import NUMBERS, OTHER_IDS
from project.scripture.text.references import LAST_VERSE
from project.scripture.text.sources.translation_text import ChapterRow, SourceError, VerseRow

#: Required columns.
COLUMNS = {
    "ChapterVerse": {"number", "chapterNumber", "bookId", "translationId", "text"},
    "Chapter": {"number", "bookId", "translationId", "json"},
}
TRANSLATIONS = "SELECT DISTINCT translationId FROM ChapterVerse"
STORABLE = f"""
translationId = ? AND length(bookId) = 3 AND typeof(chapterNumber) = 'integer' AND typeof(number) = 'integer'
AND chapterNumber BETWEEN 1 AND {LAST_VERSE} AND number BETWEEN 1 AND {LAST_VERSE}
"""
COUNT = f"SELECT count(*) FROM ChapterVerse WHERE {STORABLE}"
VERSES = """
SELECT bookId, chapterNumber, number, text, {parts} FROM ChapterVerse WHERE {storable}
ORDER BY place(bookId), bookId, chapterNumber, number
"""
CHAPTERS = f"""
SELECT bookId, number, json FROM Chapter WHERE translationId = ? AND length(bookId) = 3 AND typeof(number) = 'integer'
AND number BETWEEN 1 AND {LAST_VERSE} ORDER BY place(bookId), bookId, number
"""
NAME = "SELECT name FROM Translation WHERE id = ?"


@contextmanager
def bible_file(path: Path) -> Iterator[BibleFile]:
    if not path.is_file():
        raise SourceError(f"{path}: No such file")
    with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as database:
        database.create_function("place", 1, lambda book: NUMBERS.get(_book(book), 99), deterministic=True)
        yield BibleFile(path, database)


class BibleFile:
    """Every method raises SourceError for a malformed file."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        for table, names in COLUMNS.items():
            if not names <= self.columns(table):
                raise SourceError(f"{path}: Not a Bible file: it has no table {table} with the required columns")

    def ids(self) -> set[str]:
        return {str(row[0]) for row in self.rows(TRANSLATIONS)}

    def translation(self, written: str) -> FileTranslation:
        found = translations.translation_id(written)
        if not self.has(found):
            raise SourceError(f"{self.path}: It has no translation {written}")
        return FileTranslation(self, found)

    def has(self, translation: str) -> bool:
        return any(self.rows("SELECT 1 FROM ChapterVerse WHERE translationId = ? LIMIT 1", translation))

    def rows(self, statement: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._database.execute(statement, values)) as found:
                yield from found
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise SourceError(f"{self.path}: Not a Bible file: {error}") from error

    def columns(self, table: str) -> set[str]:
        return {row[0] for row in self.rows("SELECT name FROM pragma_table_info(?)", table)}


class FileTranslation:
    def __init__(self, file: BibleFile, translation: str) -> None:
        self.id = translation
        self._file = file

    @property
    def name(self) -> str:
        name = translations.NAMES.get(self.id)
        if name is not None or not self._file.columns("Translation") >= {"id", "name"}:
            return name or self.id
        return next((str(title)[:200] for (title,) in self._file.rows(NAME, self.id)), self.id)

    def count(self) -> int:
        (found,) = next(self._file.rows(COUNT, self.id))
        return int(found)

    def verses(self) -> Iterator[VerseRow]:
        parts = "contentJson" if "contentJson" in self._file.columns("ChapterVerse") else "NULL"
        statement = VERSES.format(parts=parts, storable=STORABLE)
        for book, chapter, number, text, content in self._file.rows(statement, self.id):
            where = f"{book} {chapter}:{number}"
            yield VerseRow(_book(book), chapter, number, self._text(text, where), self._list(content, where))

    def chapters(self) -> Iterator[ChapterRow]:
        for book, number, document in self._file.rows(CHAPTERS, self.id):
            where = f"{book} {number}"
            content = self._list(document, where, "content")
            if content is not None:
                yield ChapterRow(_book(book), number, content)

    def _text(self, text: Any, where: str) -> str:
        if not isinstance(text, str) or "\0" in text:
            raise SourceError(f"{self._file.path}: {self.id}, {where}: the text cannot be stored")
        return text

    def _list(self, document: Any, where: str, member: str | None = None) -> str | None:
        """Return a list, or a member that is one, as this service writes JSON."""
        if document is None:
            return None
        try:
            found = from_json(document)
            found = found if member is None else found[member]
            if isinstance(found, list):
                return to_json(found).decode()
        except (ValueError, TypeError, KeyError):
            pass
        raise SourceError(f"{self._file.path}: {self.id}, {where}: its content is not the JSON that it should be")


def _book(book: str) -> str:
    return OTHER_IDS.get(book, book)
