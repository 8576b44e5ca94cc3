"""Translations, passages, chapters and their layout, as readers get them."""

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
#: What a verse or a caller may hold: anything that a text can.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50)
pieces = st.lists(texts | st.fixed_dictionaries({"text": texts, "poem": st.integers(1, 4)}), max_size=3)
GIVEN = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


async def test_a_free_reader_is_shown_all_translations_but_those_for_pro(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/translations")

    assert [found["code"] for found in answer.json()["translations"]] == FREE
    assert answer.json()["translations"][0] == {
        "code": "WEB", "name": "World English Bible", "requires_pro": False, "loaded": False,
    }  # fmt: skip


async def test_a_pro_reader_is_shown_all_translations(client: httpx2.AsyncClient) -> None:
    _, value = await make_reader(pro_since=datetime.now(UTC))

    shown = (await client.get("/api/translations", headers=cookie(value))).json()["translations"]

    assert [found["code"] for found in shown] == [*FREE[:3], "NRSV", *FREE[3:]]
    assert [found["code"] for found in shown if found["requires_pro"]] == ["NRSV"]


async def test_a_translation_says_whether_its_text_is_there(client: httpx2.AsyncClient) -> None:
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
async def test_a_range_is_read_as_far_as_it_goes(
    client: httpx2.AsyncClient, first: int, last: int, reference: str, numbers: list[int]
) -> None:
    await load(*JOHN)

    answer = await client.get("/api/passage", params={**KJV, "verse_start": first, "verse_end": last})

    assert answer.json()["reference"] == reference
    assert [verse["verse"] for verse in answer.json()["verses"]] == numbers


@pytest.mark.parametrize("book", ["John", "john", "JOHN", "JHN", "jhn"])
async def test_a_book_is_told_as_the_caller_wrote_it(client: httpx2.AsyncClient, book: str) -> None:
    await load(*JOHN)

    passage = (await client.get("/api/passage", params={**KJV, "book": book, "verse_start": 1})).json()
    content = (await client.get("/api/chapter/content", params={**KJV, "book": book})).json()

    assert (passage["reference"], passage["verses"][0]["book"]) == (f"{book} 3:1", book)
    assert (content["reference"], content["book"]) == (f"{book} 3", book)


@pytest.mark.parametrize("translation", ["WEB", "ENGWEBP"])
async def test_a_translation_is_told_as_the_caller_wrote_it(client: httpx2.AsyncClient, translation: str) -> None:
    await load(*JOHN, translation="ENGWEBP")

    answer = (await client.get("/api/chapter", params={**KJV, "translation": translation})).json()

    assert (answer["translation"], answer["verses"][0]["translation"]) == (translation, translation)


async def test_the_world_english_bible_is_read_where_nothing_else_is_named(client: httpx2.AsyncClient) -> None:
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


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/api/passage?verse_start=1", "Passage not found"),
        ("/api/chapter", "Chapter not found"),
        ("/api/chapter/content", "Chapter content not found"),
    ],
)
async def test_what_does_not_exist_is_not_found(
    client: httpx2.AsyncClient, path: str, detail: str, wrong: dict[str, Any]
) -> None:
    await load(*JOHN)

    answer = await client.get(httpx2.URL(path).copy_merge_params({**KJV, **wrong}))

    assert (answer.status_code, answer.json()["detail"]) == (404, detail)


@pytest.mark.parametrize(
    ("first", "last"), [(4, None), (0, None), (-1, None), (-1, 2), (0, 2), (3, 1), (2**31 - 1, None)]
)
async def test_verses_that_do_not_exist_are_not_found(client: httpx2.AsyncClient, first: int, last: int | None) -> None:
    await load(*JOHN)
    ends = {"verse_start": first} | ({"verse_end": last} if last is not None else {})

    answer = await client.get("/api/passage", params={**KJV, **ends})

    assert (answer.status_code, answer.json()["detail"]) == (404, "Passage not found")


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
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
    ],
)
async def test_what_cannot_be_asked_is_refused(client: httpx2.AsyncClient, wrong: dict[str, Any], kind: str) -> None:
    answer = await client.get("/api/passage", params={**KJV, "verse_start": 1, **wrong})

    assert answer.status_code == 422
    assert [(found["type"], found["loc"]) for found in answer.json()["detail"]] == [(kind, ["query", *wrong])]


async def test_what_is_missing_is_named(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/passage", params={"book": "John"})

    assert [(found["type"], found["loc"]) for found in answer.json()["detail"]] == [
        ("missing", ["query", "chapter"]),
        ("missing", ["query", "verse_start"]),
    ]


@pytest.mark.parametrize(
    "path", ["/api/passage?verse_start=1", "/api/chapter", "/api/chapter/content", "/api/search?q=man"]
)
async def test_a_free_reader_is_refused_a_pro_translation_before_it_is_looked_for(
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


async def test_content_is_given_as_its_source_lays_it_out(client: httpx2.AsyncClient) -> None:
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
async def test_the_bytes_are_those_that_the_schemas_would_write(
    text: str, parts: Any, translation: str, app: FastAPI
) -> None:
    # A book that is written like no other book, but means one.
    row = VerseRow("JHN", 3, 1, text, None if parts is None else to_json(parts).decode())
    await load(row, translation=translation)
    asked = {"book": "jHn", "chapter": 3, "translation": translation}

    passage = await Verse.objects.passage(PassageQuery.model_construct(**asked, verse_start=1, verse_end=None))
    content = await Verse.objects.content(ContentQuery.model_construct(**asked))

    assert passage is not None
    assert content is not None
    assert PassageOut.model_validate_json(passage).model_dump_json().encode() == passage
    assert ContentOut.model_validate_json(content).model_dump_json().encode() == content
    assert PassageOut.model_validate_json(passage).verses[0].text == text
    assert PassageOut.model_validate_json(passage).verses[0].text_parts == parts


async def test_every_key_of_the_schemas_is_there_in_their_order(client: httpx2.AsyncClient) -> None:
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


async def test_a_visitor_without_a_cookie_gets_one_with_an_answer_and_with_a_refusal(
    client: httpx2.AsyncClient,
) -> None:
    for translation in ("KJV", "NRSV"):
        answer = await client.get("/api/chapter", params={**KJV, "translation": translation})
        client.cookies.clear()

        assert answer.headers["set-cookie"].startswith("verse_user_id=")


async def test_a_passage_is_kept_for_its_reader(client: httpx2.AsyncClient) -> None:
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


async def test_one_verse_is_kept_without_an_end_and_once_more_each_time(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)
    _, value = await make_reader()
    for _ in range(2):
        await client.get("/api/passage", params={**KJV, "verse_start": 3, "save": True}, headers=cookie(value))

    assert await SavedPassage.all().values_list("verse_start", "verse_end") == [(3, None), (3, None)]


async def test_a_chapter_is_kept_from_its_first_verse_to_its_last(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)
    await client.get("/api/chapter", params={**KJV, "save": True}, headers=cookie(new_value()))

    assert await SavedPassage.all().values_list("reference", "verse_start", "verse_end") == [("John 3", 1, 3)]


async def test_what_is_not_found_is_not_kept_and_makes_no_reader(client: httpx2.AsyncClient) -> None:
    answer = await client.get(
        "/api/passage", params={**KJV, "verse_start": 9, "save": True}, headers=cookie(new_value())
    )

    assert answer.status_code == 404
    assert (await SavedPassage.all().count(), await User.all().count()) == (0, 0)


async def test_many_readers_at_once_get_what_they_asked_for(client: httpx2.AsyncClient) -> None:
    await load(*JOHN)

    answers = await asyncio.gather(
        *[client.get("/api/passage", params={**KJV, "verse_start": 1 + place % 3}) for place in range(30)]
    )

    assert [answer.json()["verses"][0]["verse"] for answer in answers] == [1, 2, 3] * 10


async def test_a_query_for_a_whole_chapter_asks_for_every_verse() -> None:
    assert ChapterQuery(book="John", chapter=3).numbers == (1, 32_767)
