from hypothesis import given
from hypothesis import strategies as st

from project.scripture.offline.links import mentioned_reference, passage_link

LINKS = {
    "John 3:16": "[John 3:16](/?book=John&chapter=3&verse=16)",
    "John 3:16-18": "[John 3:16-18](/?book=John&chapter=3&verseStart=16&verseEnd=18)",
    "Psalms 23": "[Psalms 23](/?book=Psalms&chapter=23)",
    "1 John 4:8": "[1 John 4:8](/?book=1%20John&chapter=4&verse=8)",
    "Song of Solomon 1:1": "[Song of Solomon 1:1](/?book=Song%20of%20Solomon&chapter=1&verse=1)",
    "John 3:16 (WEB)": "[John 3:16 (WEB)](/?book=John&chapter=3&verse=16&translation=WEB)",
    "the gospel": "the gospel",
    "": "",
}


def test_a_reference_becomes_a_link() -> None:
    assert {reference: passage_link(reference) for reference in LINKS} == LINKS


def test_a_link_can_name_the_translation() -> None:
    assert passage_link("John 3:16", "KJV") == "[John 3:16](/?book=John&chapter=3&verse=16&translation=KJV)"


MENTIONS = {
    "What does John 3:16 mean?": "John 3:16",
    "Compare 1 John 4:8-10 with it": "1 John 4:8-10",
    "Is Song of Solomon 2 about love?": "Song of Solomon 2",
    "In Genesis 1 God speaks": "Genesis 1",
    "Was it in 1999 or before?": "",
    "What is grace?": "",
}


def test_a_reference_is_found_in_a_sentence() -> None:
    assert {question: mentioned_reference(question) for question in MENTIONS} == MENTIONS


@given(st.text())
def test_any_text_can_be_searched_for_references(text: str) -> None:
    assert mentioned_reference(text) in text
    assert text.strip() in passage_link(text)
