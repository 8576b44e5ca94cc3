import pythonbible
from hypothesis import given
from hypothesis import strategies as st

from project.scripture.text.books import NAMES
from project.scripture.text.references import (
    LAST_VERSE,
    Span,
    parse_spans,
    reference,
    split_translation,
    verse_reference,
)
from project.scripture.text.translations import CODES, LISTED, code_of, translation_id

JOHN_3_16 = Span("JHN", (3, 16), (3, 16))
#: Every verse that pythonbible knows of the 66 books.
verses = st.sampled_from([found for found in pythonbible.verses.VERSE_IDS if found < 67_000_000])


def test_a_reference_names_one_verse_or_a_range() -> None:
    ends = [(None, None), (16, None), (16, 16), (16, 18)]

    assert [reference("John", 3, *each) for each in ends] == ["John 3", "John 3:16", "John 3:16", "John 3:16-18"]


@given(verse=verses, by_id=st.booleans())
def test_written_references_are_parsed_back(verse: int, by_id: bool) -> None:
    book = list(NAMES)[verse // 1_000_000 - 1]
    chapter, number = divmod(verse % 1_000_000, 1000)

    written = reference(book, chapter, number) if by_id else verse_reference(book, chapter, number)

    assert parse_spans(written) == [Span(book, (chapter, number), (chapter, number))]


SPANS = {
    "John 3:16": [JOHN_3_16],
    " john 3:16 ": [JOHN_3_16],
    "JHN 3:16": [JOHN_3_16],
    "John 3:16-18": [Span("JHN", (3, 16), (3, 18))],
    "John 3:16–18": [Span("JHN", (3, 16), (3, 18))],
    "John 3:16-4:2": [Span("JHN", (3, 16), (4, 2))],
    "1 Cor 13": [Span("1CO", (13, 1), (13, LAST_VERSE))],
    "II Cor 5:17": [Span("2CO", (5, 17), (5, 17))],
    "Gen 1-2": [Span("GEN", (1, 1), (2, LAST_VERSE))],
    "Jude 3": [Span("JUD", (1, 3), (1, 3))],
    "EZE 1:1": [Span("EZK", (1, 1), (1, 1))],
    "John 3:16,18": [JOHN_3_16, Span("JHN", (3, 18), (3, 18))],
    "John 3:16; Rom 8:28": [JOHN_3_16, Span("ROM", (8, 28), (8, 28))],
}


def test_references_are_parsed_as_people_write_them() -> None:
    assert {text: parse_spans(text) for text in SPANS} == SPANS


NO_REFERENCES = [
    "",
    "mark",
    "John",
    "1 John",
    "love 3",
    "3:16",
    "John 99",
    "John 3:99",
    "John 3:16; love",
    "Tobit 1",
    "x 1" * 99,
]


def test_other_text_has_no_references() -> None:
    assert [text for text in NO_REFERENCES if parse_spans(text)] == []


@given(text=st.text(max_size=120) | st.text("John3:16-,;. 1IV", max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    assert all(span.first <= span.last for span in parse_spans(text))


BRACKETS = {
    "John 3:16 (KJV)": ("John 3:16", "KJV"),
    "John 3:16": ("John 3:16", None),
    "(KJV)": ("", "KJV"),
    "John (3) 16": ("John (3) 16", None),
}


def test_the_translation_stands_in_brackets_at_the_end() -> None:
    assert {text: split_translation(text) for text in BRACKETS} == BRACKETS


def test_a_translation_is_known_by_its_code_or_its_id() -> None:
    assert [translation_id(word) for word in ("WEB", "ENGWEBP", "DBY", "web")] == [
        "ENGWEBP",
        "ENGWEBP",
        "eng_dby",
        "web",
    ]


def test_each_id_leads_back_to_its_code() -> None:
    assert [code_of(listed.id) for listed in LISTED] == [listed.code for listed in LISTED]
    assert code_of("xyz") == "xyz"


def test_no_two_codes_share_an_id() -> None:
    assert len(CODES) == 25
