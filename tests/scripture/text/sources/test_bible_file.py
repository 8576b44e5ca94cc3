import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from project.scripture.models import Chapter, Translation, Verse
from project.scripture.text.sources.translation_text import SourceError
from tests.scripture.texts import GENESIS, load_file, stored, write_file


async def test_a_file_is_loaded_with_its_parts_and_layout(app: Any, file: Path) -> None:
    await load_file(file, "WEB")

    assert await stored("ENGWEBP") == [row[:4] for row in GENESIS]
    assert await Verse.filter(book="GEN").order_by("number").values_list("parts", flat=True) == [
        ["In the beginning"],
        [{"text": "And the earth", "poem": 1}, {"noteId": 0}],
    ]
    assert await Chapter.all().values_list("book", "number", "content") == [
        ("GEN", 1, [{"type": "heading", "content": ["The Beginning"]}])
    ]


async def test_translations_with_a_code_are_loaded_by_default(app: Any, file: Path) -> None:
    assert sorted(await load_file(file)) == ["BSB", "ENGWEBP"]


async def test_all_translations_can_be_loaded(app: Any, file: Path) -> None:
    assert await load_file(file, every=True) == ["BSB", "ENGWEBP", "xyz"]
    assert dict(await Translation.all().values_list("id", "name")) == {
        "BSB": "Berean Standard Bible",
        "ENGWEBP": "World English Bible",
        "xyz": "<xyz>",
    }


async def test_a_translation_is_named_by_its_code_or_its_id(app: Any, file: Path) -> None:
    assert await load_file(file, "WEB", "xyz") == ["ENGWEBP", "xyz"]


async def test_a_file_may_lack_parts(app: Any, tmp_path: Path) -> None:
    await load_file(write_file(tmp_path / "old.db", {"BSB": GENESIS}, parts=False))

    assert await Verse.all().values_list("parts", flat=True) == [None, None, None]


async def test_books_are_loaded_in_order_whatever_their_order_in_the_file(app: Any, tmp_path: Path) -> None:
    rows = [(book, 1, 1, book, None) for book in ("TOB", "REV", "EZE", "1JN", "GEN", "MAT")]

    await load_file(write_file(tmp_path / "bible.db", {"BSB": rows}))

    assert [row[0] for row in await stored("BSB")] == ["GEN", "EZK", "MAT", "1JN", "REV", "TOB"]


async def test_verses_with_impossible_places_are_dropped(app: Any, tmp_path: Path) -> None:
    rows = [
        ("GEN", 0, 1, "a", None),
        ("GEN", 1, 0, "b", None),
        ("LONG", 1, 1, "c", None),
        ("GEN", 40_000, 1, "d", None),
    ]

    await load_file(write_file(tmp_path / "bible.db", {"BSB": [*rows, *GENESIS]}))

    assert await stored("BSB") == [row[:4] for row in GENESIS]


async def test_a_chapter_without_a_layout_is_dropped(app: Any, tmp_path: Path) -> None:
    await load_file(write_file(tmp_path / "bible.db", {"BSB": GENESIS}, layout=None))

    assert not await Chapter.exists()


def change(path: Path, statement: str) -> Path:
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()
    return path


FAULTS = [
    (
        "UPDATE ChapterVerse SET contentJson = '{'",
        "ENGWEBP, GEN 1:1: its content is not the JSON that it should be",
    ),
    (
        "UPDATE ChapterVerse SET contentJson = '{}'",
        "ENGWEBP, GEN 1:1: its content is not the JSON that it should be",
    ),
    ("UPDATE Chapter SET json = '[]'", "ENGWEBP, GEN 1: its content is not the JSON that it should be"),
    (
        "UPDATE Chapter SET json = '{\"content\": 1}'",
        "ENGWEBP, GEN 1: its content is not the JSON that it should be",
    ),
    ("UPDATE ChapterVerse SET text = NULL", "ENGWEBP, GEN 1:1: the text cannot be stored"),
    ("UPDATE ChapterVerse SET text = 'a' || char(0)", "ENGWEBP, GEN 1:1: the text cannot be stored"),
    ("UPDATE ChapterVerse SET text = CAST(x'ff' AS TEXT)", "Not a Bible file"),
    ("ALTER TABLE ChapterVerse RENAME text TO words", "Not a Bible file: it has no table ChapterVerse"),
    ("DROP TABLE Chapter", "Not a Bible file: it has no table Chapter"),
]


async def failure_of(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        await load_file(path)
    return str(caught.value)


async def test_a_malformed_file_is_an_error_of_one_line(app: Any, file: Path) -> None:
    found = {}
    for statement, _ in FAULTS:
        broken = change(Path(shutil.copy(file, file.with_name("broken.db"))), statement)
        found[statement] = await failure_of(broken)

    assert {statement: found[statement] for statement, error in FAULTS if error not in found[statement]} == {}
    assert [error for error in found.values() if "\n" in error] == []
    assert not await Translation.exists()
