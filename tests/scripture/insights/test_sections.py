import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.llm.errors import ProviderError
from project.scripture.insights.sections import DEFINITION_MARKERS, INSIGHT_MARKERS, join_sections, split_sections

HISTORY, THEOLOGY, PRACTICE = INSIGHT_MARKERS.values()


def test_the_texts_between_the_markers_are_found_and_trimmed() -> None:
    answer = f"Here you are.\n{HISTORY}\n\n one \n{THEOLOGY} two\nlines\n\n{PRACTICE}three\n"

    assert list(split_sections(answer, INSIGHT_MARKERS).values()) == ["one", "two\nlines", "three"]


def test_a_missing_marker_leaves_it_and_the_rest_empty() -> None:
    assert list(split_sections(f"{HISTORY} one {PRACTICE} three", INSIGHT_MARKERS).values()) == ["one", "", ""]
    assert list(split_sections(f"{HISTORY} one {THEOLOGY} two", INSIGHT_MARKERS).values()) == ["one", "two", ""]


def test_a_text_may_name_the_marker_after_the_next() -> None:
    answer = f"{HISTORY} see {PRACTICE} below {THEOLOGY} two {PRACTICE} three"

    assert list(split_sections(answer, INSIGHT_MARKERS).values()) == [f"see {PRACTICE} below", "two", "three"]


def test_a_first_text_may_be_empty_if_another_is_not() -> None:
    assert list(split_sections(f"{HISTORY}{THEOLOGY} two", INSIGHT_MARKERS).values()) == ["", "two", ""]


@pytest.mark.parametrize(
    "answer", ["", "I cannot help with that.", f"{THEOLOGY} two {PRACTICE} three", f"{HISTORY} {THEOLOGY}\n{PRACTICE}"]
)
def test_an_answer_without_texts_is_an_error(answer: str) -> None:
    with pytest.raises(ProviderError):
        split_sections(answer, INSIGHT_MARKERS)


@given(st.text(), st.sampled_from([INSIGHT_MARKERS, DEFINITION_MARKERS]))
def test_any_answer_gives_a_text_for_each_marker_or_an_error(answer: str, markers: dict[str, str]) -> None:
    try:
        found = split_sections(next(iter(markers.values())) + answer, markers)
    except ProviderError:
        assert answer.strip() == ""
    else:
        assert list(found) == list(markers)
        assert all(text == text.strip() for text in found.values())


WORDS = st.sampled_from([*INSIGHT_MARKERS.values(), *DEFINITION_MARKERS.values(), "grace", "and", "\n", " ", "truth:"])
TEXT = st.lists(WORDS, min_size=1).map("".join).filter(str.strip) | st.text(min_size=1).filter(str.strip)


@given(st.tuples(TEXT, TEXT, TEXT), st.sampled_from([INSIGHT_MARKERS, DEFINITION_MARKERS]))
def test_joined_texts_are_split_again_whatever_they_hold(texts: tuple[str, ...], markers: dict[str, str]) -> None:
    found = split_sections(join_sections(texts, markers), markers).values()

    assert [text.replace(" :", ":") for text in found] == [text.strip().replace(" :", ":") for text in texts]
