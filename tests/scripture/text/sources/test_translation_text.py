from typing import Any

from project.scripture.text.sources.translation_text import plain_text

PARTS: list[tuple[list[Any], str]] = [
    (["In the beginning"], "In the beginning"),
    (["God", {"noteId": 1}, "said"], "God said"),
    ([" a ", {"lineBreak": True}, " b "], "a b"),
    ([{"text": "a", "poem": 1}, {"text": "b", "poem": 2}], "a b"),
    (["a", {"heading": "x"}, 5, None, {"text": 7}, "b"], "a b"),
    ([], ""),
]


def test_the_words_of_a_verse_are_those_of_its_parts() -> None:
    assert [(parts, plain_text(parts)) for parts, _ in PARTS] == PARTS
