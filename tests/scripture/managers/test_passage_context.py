"""Look-ups in the text for answers without a model."""

import re
from typing import Any

import httpx2
import pytest

from project.scripture.models import Verse
from project.scripture.text.sources.sample import Sample
from tests.scripture.fakes import events
from tests.scripture.texts import chapter, load, load_books

WORDS = chapter("JHN", 3, "God loved the world", "The world was dark", "Love and love again", "Nothing")


async def test_the_context_of_a_verse(app: Any) -> None:
    await load_books("JHN", "1JN")

    found = await Verse.objects.passage_context("John 3:16 (KJV)", "", [])

    assert found is not None
    assert (found.book, found.chapter, found.translation) == ("John", 3, "KJV")
    assert found.passage[0].text.startswith("For God so loved the world")
    assert [quote.reference for quote in found.before] == ["John 3:14", "John 3:15"]
    assert [quote.reference for quote in found.after] == ["John 3:17", "John 3:18"]
    assert "1 John 4:9" in [quote.reference for quote in found.related]


async def test_words_are_counted_in_the_book_and_in_the_translation(app: Any) -> None:
    await load(*WORDS, *chapter("GEN", 1, "The worlds", "It's love, love, love"))

    found = await Verse.objects.passage_context(
        "John 3:1 (KJV)", "", ["world", "love", "it's", "charity", "the", "\0", ""]
    )

    assert found is not None
    assert found.counts == {
        "world": (2, 3), "love": (2, 3), "it's": (0, 0), "charity": (0, 0), "the": (0, 0), " ": (0, 0), "": (0, 0),
    }  # fmt: skip


async def test_the_context_of_a_range_crosses_chapters(app: Any) -> None:
    await load(
        *chapter("JHN", 3, "a", "b"), *chapter("JHN", 4, "c", "d"), *chapter("JHN", 5, "e"), *chapter("ACT", 1, "f")
    )

    found = await Verse.objects.passage_context("John 4:1-2", "", [])

    assert found is not None
    assert [quote.reference for quote in found.passage] == ["John 4:1", "John 4:2"]
    assert [quote.reference for quote in found.before] == ["John 3:1", "John 3:2"]
    assert [quote.reference for quote in found.after] == ["John 5:1"]


@pytest.mark.parametrize("reference", ["", "my favourite", "John 99:1", "Romans 8:28"])
async def test_a_passage_is_found_by_its_text_if_the_reference_leads_nowhere(app: Any, reference: str) -> None:
    await load(*Sample().verses(), translation="ENGWEBP")

    found = await Verse.objects.passage_context(reference, "He makes me lie down in green pastures.", [])

    assert found is not None
    assert found.passage[0].reference == "Psalms 23:2"


@pytest.mark.parametrize("text", ["", "xyzzy", "\0", "the and of"])
async def test_a_text_without_shared_words_finds_nothing(app: Any, text: str) -> None:
    await load(*Sample().verses())

    assert await Verse.objects.passage_context("nowhere", text, []) is None


async def test_there_is_no_context_without_a_translation(app: Any) -> None:
    assert await Verse.objects.passage_context("John 3:16 (KJV)", "", []) is None


@pytest.mark.parametrize(("code", "expected"), [("WEB", "WEB"), ("BSB", "KJV"), ("NRSV", "KJV")])
async def test_the_context_is_of_the_named_translation_if_it_is_free(app: Any, code: str, expected: str) -> None:
    for translation in ("eng_kjv", "ENGWEBP", "NRSV"):
        await load(*WORDS, translation=translation)

    found = await Verse.objects.passage_context(f"John 3:1 ({code})", "", [])

    assert found is not None
    assert found.translation == expected


async def test_a_reference_that_the_named_translation_lacks_is_looked_up_in_the_default(app: Any) -> None:
    await load(*WORDS)
    await load(*chapter("GEN", 1, "In the beginning"), translation="ENGWEBP")

    found = await Verse.objects.passage_context("John 3:2 (WEB)", "", [])

    assert found is not None
    assert (found.translation, found.passage[0].reference) == ("KJV", "John 3:2")


async def test_verses_with_most_of_the_words_come_first(app: Any) -> None:
    await load(*chapter("JHN", 15, "I am the true vine", "Ye are the branches", "vines and their branches", "Nothing"))

    found = await Verse.objects.find_verses(["vine", "branch", "zebra"], 5)

    assert found is not None
    assert [quote.reference for quote in found.quotes] == ["John 15:3", "John 15:1", "John 15:2"]
    assert found.translation == "KJV"


@pytest.mark.parametrize("words", [["zebra"], ["or"], ["lamb's"], ["the"], []])
async def test_words_that_do_not_occur_find_no_verses(app: Any, words: list[str]) -> None:
    await load(*chapter("JHN", 15, "The branches", "Nothing"))

    found = await Verse.objects.find_verses(words, 5)

    assert found == ("KJV", [])


async def test_there_are_no_verses_without_a_translation(app: Any) -> None:
    assert await Verse.objects.find_verses(["vine"], 5) is None


async def test_without_a_model_a_chat_finds_verses_by_the_words_of_the_question(
    client: httpx2.AsyncClient, app: Any
) -> None:
    await load_books("JHN", "GEN")

    answer = await client.post("/api/standalone-chat", json={"message": "What does it say about the vine?"})

    reply = "".join(data.get("token", "") for _, data in events(answer))
    references = re.findall(r"- \[([^\]]+)\]", reply)
    assert "No language model is configured" in reply
    assert "This is what I found for “vine”" in reply
    assert len(references) == 5
    assert {"John 15:1", "John 15:5"} <= set(references)
    assert all("vine" in line.lower() for line in reply.splitlines() if line.startswith("- "))
