from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from project.core.db.transactions import transaction
from project.scripture.models import Chapter, Translation
from project.scripture.text.sources.translation_text import SourceError, VerseRow
from tests.scripture.texts import GENESIS, Text, chapter, load, load_file, stored


async def test_loading_again_changes_nothing(app: Any, file: Path) -> None:
    await load_file(file)
    before = await stored("ENGWEBP")

    await load_file(file)

    assert await stored("ENGWEBP") == before
    assert (await Translation.all().count(), await Chapter.all().count()) == (2, 2)


async def test_a_translation_replaces_its_old_text_only(app: Any, file: Path) -> None:
    await load(*chapter("GEN", 1, "a", "b", "c"), translation="ENGWEBP")
    await load(*chapter("GEN", 1, "a", "b", "c"), translation="eng_kjv")

    await load_file(file, "WEB")

    assert await stored("ENGWEBP") == [row[:4] for row in GENESIS]
    assert len(await stored("eng_kjv")) == 3


class Broken(Text):
    def verses(self) -> Iterator[VerseRow]:
        yield from super().verses()
        raise SourceError("cut")


async def test_a_source_that_breaks_off_leaves_the_old_text(app: Any) -> None:
    await load(*chapter("GEN", 1, "a"))

    with pytest.raises(SourceError, match="cut"):
        await Translation.objects.replace(Broken(rows=chapter("GEN", 1, "x", "y")))

    assert [row[3] for row in await stored("eng_kjv")] == ["a"]


@pytest.mark.parametrize(
    "rows",
    [
        chapter("GEN", 1, "a") * 2,
        [VerseRow("GEN", 1, 0, "a", None)],
        [VerseRow("GENESIS", 1, 1, "a", None)],
        [VerseRow("GEN", 1, 1, "a\0", None)],
    ],
)
async def test_what_the_database_refuses_is_an_error_of_one_line(app: Any, rows: list[VerseRow]) -> None:
    with pytest.raises(SourceError, match="eng_kjv cannot be stored"):
        await Translation.objects.replace(Text(rows=rows))

    assert not await Translation.exists()


async def test_progress_covers_every_verse(app: Any) -> None:
    steps: list[int] = []

    count = await Translation.objects.replace(Text(rows=chapter("PSA", 1, *["x"] * 1234)), steps.append)

    assert count == sum(steps) == 1234
    assert len(steps) == 3


@pytest.mark.alone
async def test_readers_see_the_old_text_until_the_new_one_is_complete(app: Any, database_url: str) -> None:
    await load(*chapter("GEN", 1, "old", "old"))
    reader = await asyncpg.connect(database_url)
    seen = []

    async with transaction():
        await load(*chapter("GEN", 1, "new"))
        seen.append(await reader.fetchval("SELECT array_agg(text) FROM verse"))
    seen.append(await reader.fetchval("SELECT array_agg(text) FROM verse"))
    await reader.close()

    assert seen == [["old", "old"], ["new"]]
