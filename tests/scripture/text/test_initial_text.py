import asyncio
from typing import Any

import pytest

from project.scripture.models import Translation, Verse
from project.scripture.text.initial_text import load_if_empty, load_missing, load_sample
from project.scripture.text.sources.king_james import VERSES
from tests.scripture.texts import chapter, load, stored


@pytest.mark.alone
async def test_two_processes_at_once_load_the_first_text_once(app: Any) -> None:
    found = await asyncio.gather(load_if_empty(), load_if_empty())

    assert sorted(found) == [False, True]
    assert await Verse.all().count() == VERSES


async def test_no_first_text_is_loaded_beside_another_translation(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"), translation="BSB")

    assert await load_if_empty() is False
    assert await Translation.all().values_list("id", flat=True) == ["BSB"]


async def test_the_sample_is_loaded_once(app: Any) -> None:
    assert [await load_sample(), await load_sample()] == [True, False]
    assert await Verse.all().count() == 73


async def test_the_sample_never_replaces_a_whole_translation(app: Any) -> None:
    await load(*chapter("GEN", 1, "whole"), translation="ENGWEBP")

    assert await load_sample() is False
    assert [row[3] for row in await stored("ENGWEBP")] == ["whole"]


async def test_missing_texts_are_loaded(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"))

    assert [await load_missing(), await load_missing()] == [["ENGWEBP"], []]
