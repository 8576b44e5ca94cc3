import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.scripture.search.words import keywords, share_stem, shared_words, words_of


def test_words_are_in_lower_case_and_keep_their_apostrophes() -> None:
    assert words_of("The LORD’s Day, isn't it? 7_8") == ["the", "lord's", "day", "isn't", "it", "7", "8"]


def test_telling_words_are_the_first_that_say_something() -> None:
    assert keywords("And the shepherd knoweth his sheep; the shepherd leadeth them", 3) == [
        "shepherd",
        "knoweth",
        "sheep",
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("believe", "believeth", True),
        ("forgive", "forgiving", True),
        ("love", "loved", True),
        ("shepherds", "shepherd", True),
        ("predestinate", "predestinated", True),
        ("son", "song", False),
        ("bread", "breath", False),
        ("heaven", "heavy", False),
        ("work", "world", False),
    ],
)
def test_words_are_akin_by_their_beginning(one: str, other: str, alike: bool) -> None:
    assert share_stem(one, other) is share_stem(other, one) is alike


def test_words_that_stand_in_a_text_in_some_form_are_shared() -> None:
    assert shared_words("He that believeth hath everlasting life", ["believe", "lives", "death"]) == ["believe"]


@given(st.text(max_size=20))
def test_a_word_is_akin_to_itself(word: str) -> None:
    assert share_stem(word, word)
