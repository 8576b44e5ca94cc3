"""Translations, passages and chapters on the wire."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from project.scripture.models import SavedPassage, Verse
from project.scripture.readers.models import ReaderToken
from project.scripture.schemas.bible import ChapterQuery, ContentOut, ContentQuery, PassageOut, PassageQuery
from project.scripture.text.sources.sample import Sample
from project.scripture.text.sources.translation_text import ChapterRow, VerseRow
from project.users.models import User
from tests.scripture.readers.rows import cookie, make_reader, new_value
from tests.scripture.texts import chapter, load

pytestmark = pytest.mark.usefixtures("app")
JOHN = chapter("JHN", 3, "There was a man", "The same came to Jesus", "Jesus answered")
FREE = [
    "WEB",
    "KJV",
    "BSB",
    "ASV",
    "LSV",
    "BST",
    "LXXSB",
    "TOJBT",
    "PEV",
    "RV",
    "MSB",
    "YLT",
    "BBE",
    "EMTV",
    "BES",
    "SRV",
]
KJV: dict[str, Any] = {"book": "John", "chapter": 3, "translation": "KJV"}
#: Any text that PostgreSQL can store.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50)
pieces = st.lists(texts | st.fixed_dictionaries({"text": texts, "poem": st.integers(1, 4)}), max_size=3)
GIVEN = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


async def test_a_free_reader_sees_all_translations_but_those_for_pro(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/translations")

    assert [found["code"] for found in answer.json()["translations"]] == FREE
    assert answer.json()["translations"][0] == {
        "code": "WEB", "name": "World English Bible", "requires_pro": False, "loaded": False,
    }  # fmt: skip


async def test_a_pro_reader_sees_all_translations(client: httpx2.AsyncClient) -> None:
    _, value = await make_reader(pro_since=datetime.now(UTC))

    shown = (await client.get("/api/translations", headers=cookie(value))).json()["translations"]

    assert [found["code"] for found in shown] == [*FREE[:3], "NRSV", *FREE[3:]]
    assert [found["code"] for found in shown if found["requires_pro"]] == ["NRSV"]


async def test_a_translation_says_whether_it_is_loaded(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)

    shown = (await client.get("/api/translations")).json()["translations"]

    assert [found["code"] for found in shown if found["loaded"]] == ["KJV"]


async def test_one_verse_is_read(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)

    answer = await client.get("/api/passage", params={**KJV, "verse_start": 2})

    assert answer.json() == {
        "reference": "John 3:2",
        "verses": [
            {
                "book": "John", "chapter": 3, "verse": 2, "text": "The same came to Jesus", "translation": "KJV",
                "text_parts": None,
            }
        ],
        "translation": "KJV",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "reference", "numbers"),
    [
        (1, 2, "John 3:1-2", [1, 2]),
        (2, 2, "John 3:2", [2]),
        (3, 99, "John 3:3-99", [3]),
        (1, 2**31 - 1, "John 3:1-2147483647", [1, 2, 3]),
    ],
)
async def test_a_range_may_extend_past_the_chapter(
    client: httpx2.AsyncClient, first: int, last: int, reference: str, numbers: list[int]
) -> None:
    await load(*JOHN)

    answer = await client.get("/api/passage", params={**KJV, "verse_start": first, "verse_end": last})

    assert answer.json()["reference"] == reference
    assert [verse["verse"] for verse in answer.json()["verses"]] == numbers


@pytest.mark.parametrize("book", ["John", "john", "JOHN", "JHN", "jhn"])
async def test_an_answer_repeats_the_book_as_written(client: httpx2.AsyncClient, book: str) -> None:
    await load(*JOHN)

    passage = (await client.get("/api/passage", params={**KJV, "book": book, "verse_start": 1})).json()
    content = (await client.get("/api/chapter/content", params={**KJV, "book": book})).json()

    assert (passage["reference"], passage["verses"][0]["book"]) == (f"{book} 3:1", book)
    assert (content["reference"], content["book"]) == (f"{book} 3", book)


@pytest.mark.parametrize("translation", ["WEB", "ENGWEBP"])
async def test_an_answer_repeats_the_translation_as_written(client: httpx2.AsyncClient, translation: str) -> None:
    await load(*JOHN, translation="ENGWEBP")

    answer = (await client.get("/api/chapter", params={**KJV, "translation": translation})).json()

    assert (answer["translation"], answer["verses"][0]["translation"]) == (translation, translation)


async def test_the_world_english_bible_is_read_by_default(client: httpx2.AsyncClient) -> None:
    await load(*JOHN, translation="ENGWEBP")

    answer = await client.get("/api/chapter", params={"book": "John", "chapter": 3})

    assert answer.json()["translation"] == "WEB"


async def test_a_chapter_comes_in_the_order_of_its_verses(client: httpx2.AsyncClient) -> None:
    await load(*reversed(JOHN))

    answer = (await client.get("/api/chapter", params=KJV)).json()

    assert answer["reference"] == "John 3"
    assert [verse["verse"] for verse in answer["verses"]] == [1, 2, 3]


WRONG = [
    {"book": "Nosuchbook"}, {"book": ""}, {"book": "John "}, {"chapter": 99}, {"chapter": 0}, {"chapter": -3},
    {"chapter": 2**31 - 1}, {"chapter": -(2**31) + 1}, {"translation": "kjv"}, {"translation": ""},
    {"translation": "BSB"}, {"translation": "'; --"},
]  # fmt: skip


DETAILS = {
    "/api/passage?verse_start=1": "Passage not found",
    "/api/chapter": "Chapter not found",
    "/api/chapter/content": "Chapter content not found",
}
MISSING_VERSES: list[dict[str, int]] = [
    {"verse_start": 4}, {"verse_start": 0}, {"verse_start": -1}, {"verse_start": 2**31 - 1},
    {"verse_start": -1, "verse_end": 2}, {"verse_start": 0, "verse_end": 2}, {"verse_start": 3, "verse_end": 1},
]  # fmt: skip


@pytest.mark.parametrize("path", DETAILS)
async def test_a_missing_book_chapter_or_translation_is_not_found(client: httpx2.AsyncClient, path: str) -> None:
    await load(*JOHN)

    answers = [await client.get(httpx2.URL(path).copy_merge_params({**KJV, **wrong})) for wrong in WRONG]

    found = [(wrong, answer.status_code, answer.json()["detail"]) for wrong, answer in zip(WRONG, answers, strict=True)]
    assert found == [(wrong, 404, DETAILS[path]) for wrong in WRONG]


async def test_missing_verses_are_not_found(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)

    answers = [await client.get("/api/passage", params={**KJV, **verses}) for verses in MISSING_VERSES]

    found = [(verses, answer.status_code) for verses, answer in zip(MISSING_VERSES, answers, strict=True)]
    assert found == [(verses, 404) for verses in MISSING_VERSES]
    assert {answer.json()["detail"] for answer in answers} == {"Passage not found"}


MALFORMED: list[tuple[dict[str, Any], str]] = [
    ({"book": "x" * 51}, "string_too_long"),
    ({"book": "a\0"}, "string_pattern_mismatch"),
    ({"translation": "x" * 31}, "string_too_long"),
    ({"translation": "a\0"}, "string_pattern_mismatch"),
    ({"chapter": "three"}, "int_parsing"),
    ({"chapter": 2**31}, "less_than_equal"),
    ({"chapter": -(2**31) - 1}, "greater_than_equal"),
    ({"verse_start": 10**40}, "less_than_equal"),
    ({"verse_end": "x"}, "int_parsing"),
    ({"save": "perhaps"}, "bool_parsing"),
]


async def test_malformed_queries_are_refused(client: httpx2.AsyncClient) -> None:
    found = []
    for query, _ in MALFORMED:
        answer = await client.get("/api/passage", params={**KJV, "verse_start": 1, **query})
        assert answer.status_code == 422, query
        found.append([(error["type"], error["loc"]) for error in answer.json()["detail"]])

    assert found == [[(kind, ["query", *query])] for query, kind in MALFORMED]


async def test_missing_parameters_are_named(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/passage", params={"book": "John"})

    assert [(found["type"], found["loc"]) for found in answer.json()["detail"]] == [
        ("missing", ["query", "chapter"]),
        ("missing", ["query", "verse_start"]),
    ]


@pytest.mark.parametrize(
    "path", ["/api/passage?verse_start=1", "/api/chapter", "/api/chapter/content", "/api/search?q=man"]
)
async def test_a_free_reader_is_refused_a_pro_translation_even_if_it_is_not_loaded(
    client: httpx2.AsyncClient, path: str
) -> None:
    answer = await client.get(httpx2.URL(path).copy_merge_params({**KJV, "translation": "NRSV"}))

    assert answer.status_code == 403
    assert answer.json()["detail"] == {
        "message": "The NRSV translation requires a pro subscription.", "translation": "NRSV", "requires_pro": True,
    }  # fmt: skip


async def test_a_pro_reader_reads_a_pro_translation(client: httpx2.AsyncClient) -> None:
    await load(*JOHN, translation="NRSV")
    _, value = await make_reader(pro_since=datetime.now(UTC))
    params = {**KJV, "translation": "NRSV"}

    answers = [
        await client.get(path, params=params, headers=cookie(value))
        for path in ("/api/chapter", "/api/chapter/content")
    ]

    assert [answer.status_code for answer in answers] == [200, 200]


async def test_content_has_the_layout_of_its_source(client: httpx2.AsyncClient) -> None:
    content = (
        '[{"type":"heading","content":["Born Again"]},{"type":"line_break"},{"type":"verse","number":1,"content":[]}]'
    )
    await load(*JOHN, layouts=[ChapterRow("JHN", 3, content)])

    answer = await client.get("/api/chapter/content", params=KJV)

    assert answer.text == (
        f'{{"book":"John","chapter":3,"translation":"KJV","reference":"John 3","content":{content}}}'
    )


async def test_content_without_a_layout_is_one_verse_after_the_other(client: httpx2.AsyncClient) -> None:
    await load(*JOHN[:1], VerseRow("JHN", 3, 2, "The same", '[{"text":"The same","poem":1}]'))

    answer = await client.get("/api/chapter/content", params=KJV)

    assert answer.json()["content"] == [
        {"type": "verse", "number": 1, "content": ["There was a man"]},
        {"type": "verse", "number": 2, "content": [{"text": "The same", "poem": 1}]},
    ]


@GIVEN
@given(text=texts, parts=st.none() | pieces, translation=texts.filter(lambda word: 0 < len(word) <= 30))
async def test_the_bytes_equal_those_of_the_schemas(text: str, parts: Any, translation: str, app: FastAPI) -> None:
    # An unusual spelling of the book, which the answer must repeat.
    row = VerseRow("JHN", 3, 1, text, None if parts is None else to_json(parts).decode())
    await load(row, translation=translation)
    params = {"book": "jHn", "chapter": 3, "translation": translation}

    passage = await Verse.objects.passage(PassageQuery.model_construct(**params, verse_start=1, verse_end=None))
    content = await Verse.objects.content(ContentQuery.model_construct(**params))

    assert passage is not None
    assert content is not None
    assert PassageOut.model_validate_json(passage).model_dump_json().encode() == passage
    assert ContentOut.model_validate_json(content).model_dump_json().encode() == content
    assert PassageOut.model_validate_json(passage).verses[0].text == text
    assert PassageOut.model_validate_json(passage).verses[0].text_parts == parts


async def test_the_keys_equal_those_of_the_schemas_in_order(client: httpx2.AsyncClient) -> None:
    await load(*Sample().verses(), translation="ENGWEBP", layouts=list(Sample().chapters()))
    psalm = {"book": "Psalms", "chapter": 23}

    passage = (await client.get("/api/chapter", params=psalm)).text
    content = (await client.get("/api/chapter/content", params=psalm)).text

    assert PassageOut.model_validate_json(passage).model_dump_json() == passage
    assert ContentOut.model_validate_json(content).model_dump_json() == content
    assert len(PassageOut.model_validate_json(passage).verses) == 6


@pytest.mark.parametrize("path", ["/api/passage?verse_start=1", "/api/chapter", "/api/chapter/content"])
@pytest.mark.parametrize("headers", [{}, None])
async def test_reading_takes_one_query_and_writes_nothing(
    client: httpx2.AsyncClient, queries: list[str], path: str, headers: dict[str, str] | None
) -> None:
    await load(*JOHN)
    queries.clear()

    answer = await client.get(
        httpx2.URL(path).copy_merge_params(KJV), headers=cookie(new_value()) if headers is None else headers
    )

    assert answer.status_code == 200
    assert (len(queries), await User.all().count(), await ReaderToken.all().count()) == (1, 0, 0)


async def test_a_visitor_gets_a_cookie_with_an_answer_and_with_a_refusal(
    client: httpx2.AsyncClient,
) -> None:
    for translation in ("KJV", "NRSV"):
        answer = await client.get("/api/chapter", params={**KJV, "translation": translation})
        client.cookies.clear()

        assert answer.headers["set-cookie"].startswith("verse_user_id=")


async def test_a_passage_is_saved_for_its_reader(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)
    user, value = await make_reader()
    params = {**KJV, "verse_start": 1, "verse_end": 2}

    kept = await client.get("/api/passage", params={**params, "save": "true"}, headers=cookie(value))

    assert kept.json() == (await client.get("/api/passage", params=params)).json()
    assert await SavedPassage.filter(user=user).values(
        "reference", "book", "chapter", "verse_start", "verse_end", "translation", "text"
    ) == [
        {
            "reference": "John 3:1-2", "book": "John", "chapter": 3, "verse_start": 1, "verse_end": 2,
            "translation": "KJV", "text": "There was a man The same came to Jesus",
        }
    ]  # fmt: skip


async def test_one_verse_is_saved_without_an_end_and_again_each_time(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)
    _, value = await make_reader()
    for _ in range(2):
        await client.get("/api/passage", params={**KJV, "verse_start": 3, "save": True}, headers=cookie(value))

    assert await SavedPassage.all().values_list("verse_start", "verse_end") == [(3, None), (3, None)]


async def test_a_chapter_is_saved_from_its_first_verse_to_its_last(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)
    await client.get("/api/chapter", params={**KJV, "save": True}, headers=cookie(new_value()))

    assert await SavedPassage.all().values_list("reference", "verse_start", "verse_end") == [("John 3", 1, 3)]


async def test_a_missing_passage_is_not_saved_and_stores_no_reader(client: httpx2.AsyncClient) -> None:
    answer = await client.get(
        "/api/passage", params={**KJV, "verse_start": 9, "save": True}, headers=cookie(new_value())
    )

    assert answer.status_code == 404
    assert (await SavedPassage.all().count(), await User.all().count()) == (0, 0)


async def test_concurrent_readers_get_their_own_verses(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)

    answers = await asyncio.gather(
        *[client.get("/api/passage", params={**KJV, "verse_start": 1 + place % 3}) for place in range(30)]
    )

    assert [answer.json()["verses"][0]["verse"] for answer in answers] == [1, 2, 3] * 10


async def test_a_chapter_query_covers_every_verse() -> None:
    assert ChapterQuery(book="John", chapter=3).numbers == (1, 32_767)
