"""Shared and imported insights and definitions."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from project.scripture.models import Definition, Insight, KeptInsight
from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.models import Usage
from tests.scripture.readers.rows import make_reader
from tests.scripture.rows import DEFINITION, INSIGHT, make_definition, make_insight

ABOUT = ("John 3:16", "text")
FILED = {"passage_reference": "John 3:16", "passage_text": "text", **INSIGHT, "historical_context": "mine"}

pytestmark = pytest.mark.usefixtures("app")


async def test_a_found_insight_is_added_to_the_history_once_by_one_statement(queries: list[str]) -> None:
    (reader, _), insight = await make_reader(), await make_insight()
    queries.clear()

    found = [await Insight.objects.find(reader.id, ABOUT) for _ in range(2)]

    assert found == [{"id": insight.id, **INSIGHT}] * 2
    assert len(queries) == 2
    assert await KeptInsight.objects.of(reader.id).values_list("insight_id", flat=True) == [insight.id]


async def test_an_insight_that_was_never_made_is_not_found(app: FastAPI) -> None:
    reader, _ = await make_reader()

    assert await Insight.objects.find(reader.id, ABOUT) is None
    assert await KeptInsight.objects.of(reader.id).count() == 0


async def test_a_readers_own_insight_precedes_the_shared_one_and_serves_nobody_else() -> None:
    (mine, _), (other, _) = await make_reader(), await make_reader()
    shared, own = await make_insight(), await make_insight(mine)

    found = [await Insight.objects.find(reader.id, ABOUT) for reader in (mine, other)]

    assert [row and row["id"] for row in found] == [own.id, shared.id]


async def test_a_row_stored_by_another_request_is_returned_unchanged() -> None:
    (reader, value), stored = await make_reader(), await make_definition()
    about = ("word", "John 1:1", "verse")
    asking = IdentifiedReader(reader.id, value, False, "127.0.0.1")

    async with Usage.objects.reserve(reader.id, False) as hold:
        row = await Definition.objects.add(asking, about, {**DEFINITION, "definition": "later"}, hold)

    assert row == {"id": stored.id, **DEFINITION}
    assert await Usage.objects.today(reader.id) == 1


async def test_an_imported_insight_is_new_once_and_the_readers_own() -> None:
    reader, _ = await make_reader()

    taken = [await Insight.objects.import_texts(reader.id, FILED, None) for _ in range(2)]

    row = await Insight.get(id=taken[0][0])
    assert taken == [(row.id, True), (row.id, False)]
    assert (row.owner_id, row.historical_context) == (reader.id, "mine")


async def test_an_import_leaves_a_shared_insight_unchanged() -> None:
    (reader, _), shared = await make_reader(), await make_insight()

    taken = await Insight.objects.import_texts(reader.id, FILED, None)

    assert taken == (shared.id, True)
    assert (await Insight.get(id=shared.id)).historical_context == "h"
