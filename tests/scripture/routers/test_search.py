from itertools import chain
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project.scripture.models import Verse
from project.scripture.schemas.bible import SearchQuery
from tests.scripture.texts import chapter, load

pytestmark = pytest.mark.usefixtures("app")
WORDS = chapter(
    "JHN", 3, "God loved the world", "The world was dark", "Love and love again, love <b>& hate</b>", "Nothing"
)


async def found(client: httpx2.AsyncClient, q: str, **params: Any) -> list[Any]:
    answer = await client.get("/api/search", params={"q": q, "translation": "KJV", **params})
    assert answer.status_code == 200, answer.text
    hits: list[Any] = answer.json()
    return hits


async def verses(client: httpx2.AsyncClient, q: str, **params: Any) -> list[int]:
    return [hit["verse"] for hit in await found(client, q, **params)]


async def test_a_hit_has_its_place_and_marks_its_matches(client: httpx2.AsyncClient) -> None:
    await load(*WORDS)

    (hit,) = await found(client, "loves god")

    assert 0 < hit.pop("rank") < 1
    assert hit == {
        "reference": "John 3:1",
        "book": "John",
        "chapter": 3,
        "verse": 1,
        "text": "God loved the world",
        "translation": "KJV",
        "highlight": "<mark>God</mark> <mark>loved</mark> the world",
    }


async def test_a_highlight_is_safe_html(client: httpx2.AsyncClient) -> None:
    await load(*chapter("JHN", 3, "love <b>& hate</b> \ue000<script>\ue001"))

    (hit,) = await found(client, "love")

    assert hit["highlight"] == "<mark>love</mark> &lt;b&gt;&amp; hate&lt;/b&gt; &lt;script&gt;"


async def test_the_best_comes_first(client: httpx2.AsyncClient) -> None:
    await load(*WORDS)

    hits = await found(client, "love")

    assert [hit["verse"] for hit in hits] == [3, 1]
    assert hits[0]["rank"] > hits[1]["rank"]


async def test_equal_ranks_come_in_the_order_of_the_text(client: httpx2.AsyncClient) -> None:
    await load(*chapter("GEN", 1, *["light"] * 5))

    assert await verses(client, "light") == [1, 2, 3, 4, 5]


QUERIES = {
    "world love": [1],
    "love or dark": [1, 2, 3],
    "world -love": [2],
    '"the world"': [1, 2],
    '"world loved"': [],
    "the": [],
    "": [],
    "!!! & | (": [],
    "xyzzy": [],
    "John 99": [],
}


async def test_words_are_joined_as_on_the_web(client: httpx2.AsyncClient) -> None:
    await load(*WORDS)

    assert {q: sorted(await verses(client, q)) for q in QUERIES} == QUERIES


async def test_only_the_requested_translation_is_searched(client: httpx2.AsyncClient) -> None:
    await load(*WORDS)
    await load(*chapter("JHN", 3, "love"), translation="ENGWEBP")

    hits = await found(client, "love", translation="ENGWEBP")

    assert [(hit["verse"], hit["translation"]) for hit in hits] == [(1, "ENGWEBP")]


async def test_a_translation_of_any_name_can_be_searched(client: httpx2.AsyncClient) -> None:
    odd = "it's \\ & | !('@"
    await load(*WORDS, translation=odd)

    assert await verses(client, "love", translation=odd) == [3, 1]


async def test_a_book_restricts_the_search(client: httpx2.AsyncClient) -> None:
    await load(*WORDS, *chapter("GEN", 1, "love"))

    hits = await found(client, "love", book="genesis")

    assert [hit["reference"] for hit in hits] == ["Genesis 1:1"]


REFERENCES = {
    "John 3:2-3": ["John 3:2", "John 3:3"],
    "jhn 3:4": ["John 3:4"],
    "John 3": ["John 3:1", "John 3:2", "John 3:3", "John 3:4"],
    "John 3:4; Gen 1:1": ["Genesis 1:1", "John 3:4"],
    "John 3:1,1,1": ["John 3:1"],
    "Gen 1:1-2:1": ["Genesis 1:1", "Genesis 2:1"],
    "Romans 8": [],
}


async def test_a_reference_finds_its_verses(client: httpx2.AsyncClient) -> None:
    await load(*chapter("GEN", 1, "In the beginning"), *chapter("GEN", 2, "Thus", "And"), *WORDS)

    hits = {q: await found(client, q) for q in REFERENCES}

    assert {q: [hit["reference"] for hit in hits[q]] for q in hits} == REFERENCES
    assert {hit["rank"] for q in hits for hit in hits[q]} == {1.0}


@pytest.mark.parametrize("q", ["light", "Gen 1"])
async def test_pages_follow_each_other(client: httpx2.AsyncClient, q: str) -> None:
    await load(*chapter("GEN", 1, *["light"] * 5, "light light", "light of all the world"))
    whole = await verses(client, q)
    answer = await client.get("/api/search", params={"q": q, "translation": "KJV", "limit": 3})
    pages = [[hit["verse"] for hit in answer.json()]]
    while "link" in answer.headers:
        answer = await client.get(answer.headers["link"].split(">")[0][1:])
        pages.append([hit["verse"] for hit in answer.json()])

    assert [len(page) for page in pages] == [3, 3, 1]
    assert list(chain(*pages)) == whole


async def test_a_full_last_page_has_no_next_one(client: httpx2.AsyncClient) -> None:
    await load(*chapter("GEN", 1, *["light"] * 3))

    answer = await client.get("/api/search", params={"q": "light", "translation": "KJV", "limit": 3})

    assert "link" not in answer.headers


MALFORMED: list[dict[str, Any]] = [
    {"limit": 0}, {"limit": 101}, {"q": "x" * 201}, {"q": "a\0b"}, {"after": "x"}, {"after": "WyJpZCIsIDEsICIxIl0"},
]  # fmt: skip


async def test_malformed_queries_are_refused(client: httpx2.AsyncClient) -> None:
    answers = [await client.get("/api/search", params={"q": "love", **query}) for query in MALFORMED]

    assert [query for query, answer in zip(MALFORMED, answers, strict=True) if answer.status_code != 422] == []


async def test_nothing_is_found_if_nothing_is_loaded(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/search", params={"q": "love"})

    assert answer.json() == []


@pytest.mark.parametrize(
    ("loaded", "code"),
    [
        (["eng_kjv", "ENGWEBP"], "KJV"),
        (["ENGWEBP", "BSB"], "BSB"),
        (["NRSV", "eng_ylt"], "YLT"),
    ],
)
async def test_the_default_translation_is_the_king_james_version_or_what_is_loaded(
    client: httpx2.AsyncClient, loaded: list[str], code: str
) -> None:
    for translation in loaded:
        await load(*WORDS, translation=translation)

    answer = await client.get("/api/search", params={"q": "world dark"})

    assert [hit["translation"] for hit in answer.json()] == [code]


async def test_a_whole_world_english_bible_is_the_default(client: httpx2.AsyncClient) -> None:
    await load(*WORDS)
    await load(*WORDS, *chapter("REV", 22, "The end"), translation="ENGWEBP")

    answer = await client.get("/api/search", params={"q": "world dark"})

    assert [hit["translation"] for hit in answer.json()] == ["WEB"]


async def test_a_pro_translation_is_never_the_default(client: httpx2.AsyncClient) -> None:
    await load(*WORDS, translation="NRSV")

    answer = await client.get("/api/search", params={"q": "world dark"})

    assert answer.json() == []


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(q=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
async def test_any_text_can_be_searched_for(q: str, app: Any) -> None:
    found = await Verse.objects.search(SearchQuery(q=q), "eng_kjv", "KJV", None)

    assert found.hits == []
