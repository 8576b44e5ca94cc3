from pythonbible import Book

from project.scripture.text.books import NAMES, NUMBERS, book_id, book_name

BOOKS = list(Book)[:66]


WRITTEN = {
    "john": "JHN",
    "JOHN": "JHN",
    "jhn": "JHN",
    "1 samuel": "1SA",
    "SONG OF SOLOMON": "SNG",
    "3 John": "3JN",
    "psalms": "PSA",
    "eze": "EZK",
}


def test_a_book_is_found_by_its_name_and_its_id() -> None:
    assert {book: (book_id(name), book_id(book)) for book, name in NAMES.items()} == {
        book: (book, book) for book in NAMES
    }


def test_a_book_is_found_in_any_case() -> None:
    assert {written: book_id(written) for written in WRITTEN} == WRITTEN


def test_what_is_no_book_is_taken_for_an_id() -> None:
    assert [book_id("tob"), book_id(""), book_id("Nosuchbook")] == ["TOB", "", "NOSUCHBOOK"]


def test_a_book_beyond_the_66_has_its_id_for_a_name() -> None:
    assert [book_name("JHN"), book_name("TOB")] == ["John", "TOB"]


def test_the_books_are_in_the_order_of_pythonbible() -> None:
    ours = [name.replace("Song of Solomon", "Song of Songs") for name in NAMES.values()]

    assert ours == [book.title for book in BOOKS]
    assert (NUMBERS["GEN"], NUMBERS["REV"]) == (1, 66)
