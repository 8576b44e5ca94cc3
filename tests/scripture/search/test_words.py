from hypothesis import given
from hypothesis import strategies as st

from project.scripture.search.words import keywords, share_stem, shared_words, words_of


def test_words_are_in_lower_case_and_keep_their_apostrophes() -> None:
    assert words_of("The LORD’s Day, isn't it? 7_8") == ["the", "lord's", "day", "isn't", "it", "7", "8"]


def test_keywords_are_the_first_words_that_say_something() -> None:
    assert keywords("And the shepherd knoweth his sheep; the shepherd leadeth them", 3) == [
        "shepherd",
        "knoweth",
        "sheep",
    ]


FORMS = {
    ("believe", "believeth"): True,
    ("forgive", "forgiving"): True,
    ("love", "loved"): True,
    ("shepherds", "shepherd"): True,
    ("predestinate", "predestinated"): True,
    ("son", "song"): False,
    ("bread", "breath"): False,
    ("heaven", "heavy"): False,
    ("work", "world"): False,
}


def test_forms_of_a_word_share_its_beginning() -> None:
    assert {(one, other): share_stem(one, other) for one, other in FORMS} == FORMS
    assert {(one, other): share_stem(other, one) for one, other in FORMS} == FORMS


def test_words_in_any_form_are_shared() -> None:
    assert shared_words("He that believeth hath everlasting life", ["believe", "lives", "death"]) == ["believe"]


@given(st.text(max_size=20))
def test_a_word_shares_its_own_stem(word: str) -> None:
    assert share_stem(word, word)
