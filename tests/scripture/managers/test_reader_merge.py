"""The data of two readers after they are merged."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from project.core.testing.databases import tables
from project.scripture.chats.conversation import Conversation
from project.scripture.managers import reader_links
from project.scripture.models import (
    Chat,
    Definition,
    Insight,
    KeptDefinition,
    KeptInsight,
    Message,
    SavedPassage,
    Summary,
)
from project.scripture.readers.models import LinkCode, ProReader, Usage, UsageHold
from project.users.models import User
from tests.scripture.readers.rows import browser, make_pro, make_reader
from tests.scripture.rows import EARLY, LATE, link, make_definition, make_insight, make_message, pair

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 11, 21)


async def test_fault_04_both_histories_are_kept_with_the_earlier_time_of_common_entries() -> None:
    older, younger = await pair()
    common, alone = await make_insight(), await make_insight(text="other")
    for user, insight, at in ((older[0], common, EARLY), (younger[0], common, LATE), (older[0], alone, LATE)):
        await KeptInsight.create(user_id=user.id, insight_id=insight.id, created_at=at)
    definition = await make_definition()
    for user, at in ((older[0], EARLY), (younger[0], LATE)):
        await KeptDefinition.create(user_id=user.id, definition_id=definition.id, created_at=at)

    kept = await link(older, younger)

    insights = [(row.user_id, row.insight_id, row.created_at) for row in await KeptInsight.all().order_by("insight_id")]
    assert insights == [(kept.id, common.id, EARLY), (kept.id, alone.id, LATE)]
    assert [(row.user_id, row.created_at) for row in await KeptDefinition.all()] == [(kept.id, EARLY)]


async def test_chats_messages_passages_and_summaries_are_kept() -> None:
    older, younger = await pair()
    chat = await Chat.create(user_id=older[0].id, title="of the older")
    insight = await make_insight()
    messages = [await make_message(older[0], chat_id=chat.id), await make_message(older[0], insight_id=insight.id)]
    passage = {"reference": "John 1:1", "book": "John", "chapter": 1, "verse_start": 1, "translation": "KJV"}
    await SavedPassage.create(user_id=older[0].id, text="In the beginning", **passage)
    talks = [Conversation(older[0].id, chat_id=chat.id), Conversation(older[0].id, insight_id=insight.id)]
    for talk, message in zip(talks, messages, strict=True):
        await Summary.objects.keep("history", talk, "summary", 2, message.id)

    kept = await link(older, younger)

    assert {(row.id, row.user_id) for row in await Message.all()} == {(row.id, kept.id) for row in messages}
    assert (await Chat.get()).user_id == (await SavedPassage.get()).user_id == kept.id
    for talk in (Conversation(kept.id, chat_id=chat.id), Conversation(kept.id, insight_id=insight.id)):
        found = await Summary.objects.find("history", talk)
        assert found is not None
        assert (found.user_id, found.text) == (kept.id, "summary")


async def test_summaries_of_a_common_insight_are_deleted() -> None:
    older, younger = await pair()
    insight = await make_insight()
    for user, _ in (older, younger):
        message = await make_message(user, insight_id=insight.id)
        await Summary.objects.keep("history", Conversation(user.id, insight_id=insight.id), "of one", 1, message.id)

    kept = await link(older, younger)

    assert await Message.filter(user_id=kept.id, insight_id=insight.id).count() == 2
    assert await Summary.all().count() == 0


async def test_imported_texts_stay_the_readers_own() -> None:
    older, younger = await pair()
    insight, definition = await make_insight(older[0]), await make_definition(older[0])

    kept = await link(older, younger)

    moved, word = await Insight.get(id=insight.id), await Definition.get(id=definition.id)
    assert (moved.owner_id, moved.key) == (kept.id, Insight.objects.key(("John 3:16", "text"), kept.id))
    assert (word.owner_id, word.key) == (kept.id, Definition.objects.key(("word", "John 1:1", "verse"), kept.id))


async def test_of_an_import_that_both_have_one_row_stays_with_all_messages() -> None:
    older, younger = await pair()
    twin, stays = await make_insight(older[0]), await make_insight(younger[0])
    words = [await make_definition(user) for user, _ in (older, younger)]
    for user, insight, definition, at in ((older[0], twin, words[0], EARLY), (younger[0], stays, words[1], LATE)):
        await KeptInsight.create(user_id=user.id, insight_id=insight.id, created_at=at)
        await KeptDefinition.create(user_id=user.id, definition_id=definition.id, created_at=at)
        await make_message(user, insight_id=insight.id)

    kept = await link(older, younger)

    assert [row.id for row in await Insight.all()] == [stays.id]
    assert [row.id for row in await Definition.all()] == [words[1].id]
    assert [(row.insight_id, row.created_at) for row in await KeptInsight.all()] == [(stays.id, EARLY)]
    assert [(row.definition_id, row.created_at) for row in await KeptDefinition.all()] == [(words[1].id, EARLY)]
    assert [(row.user_id, row.insight_id) for row in await Message.all()] == [(kept.id, stays.id)] * 2


async def test_fault_04_usage_adds_up_and_reserved_calls_are_kept() -> None:
    older, younger = await pair()
    both = [
        await Usage.create(user_id=user.id, day=TODAY, calls=calls) for (user, _), calls in ((older, 3), (younger, 4))
    ]
    await Usage.create(user_id=older[0].id, day=TODAY - timedelta(days=1), calls=5)
    hold = await UsageHold.create(usage_id=both[0].id, expires_at=datetime.now(UTC) + timedelta(minutes=1))

    kept = await link(older, younger)

    rows = [(row.user_id, row.day, row.calls) for row in await Usage.all().order_by("day")]
    assert rows == [(kept.id, TODAY - timedelta(days=1), 5), (kept.id, TODAY, 7)]
    assert (await UsageHold.get(id=hold.id)).usage_id == both[1].id


async def test_a_call_that_ends_after_the_link_counts_for_the_reader_kept() -> None:
    older, younger = await pair()

    async with Usage.objects.reserve(older[0].id, False) as hold:
        kept = await link(older, younger)
        await hold.settle()

    assert await Usage.objects.today(kept.id) == 1


@pytest.mark.parametrize("pro", [0, 1])
async def test_fault_04_a_pro_reader_stays_pro(pro: int) -> None:
    readers = await pair()
    await make_pro(readers[pro][0].id, EARLY)

    kept = await link(*readers)

    assert (await ProReader.get(user_id=kept.id)).since == EARLY


async def test_no_table_has_rows_of_the_merged_reader() -> None:
    older, younger = await pair()
    chat = await Chat.create(user_id=older[0].id)
    await make_message(older[0], chat_id=chat.id)

    await link(older, younger)

    rows = [
        row["row"]
        for table in tables()
        for row in await User.objects.sql(f"SELECT row_to_json(t)::text AS row FROM {table} t")
    ]
    assert not [row for row in rows if str(older[0].id) in row]


@pytest.mark.alone
async def test_calls_that_end_during_a_link_are_all_counted() -> None:
    source, caller = await make_reader(created_at=EARLY), await make_reader(created_at=LATE)
    shown = await LinkCode.objects.issue(source[0].id, browser(source[1]))

    async def call(user: User) -> None:
        async with Usage.objects.reserve(user.id, False) as hold:
            await asyncio.sleep(0)
            await hold.settle()

    done = await asyncio.gather(
        *(call(user) for user, _ in (source, caller) for _ in range(4)),
        reader_links.accept(caller[0].id, shown.code, browser(caller[1])),
        *(call(caller[0]) for _ in range(2)),
        return_exceptions=True,
    )

    assert (
        await Usage.objects.today(caller[0].id) == len([one for one in done if not isinstance(one, BaseException)]) - 1
    )
    assert await UsageHold.all().count() == 0
