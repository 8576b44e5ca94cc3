from collections import defaultdict

from pydantic_core import from_json

from project.scripture.text.sources.sample import Sample


def test_the_sample_has_whole_chapters() -> None:
    numbers = defaultdict(list)
    for row in Sample().verses():
        numbers[row[:2]].append(row.number)

    assert numbers == {
        place: list(range(1, count + 1)) for place, count in ((("GEN", 1), 31), (("PSA", 23), 6), (("JHN", 3), 36))
    }


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
