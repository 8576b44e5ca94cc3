"""A reader's own data: exported, imported and cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from project.core.db.transactions import fetch, transaction
from project.scripture.chats.conversation import Conversation
from project.scripture.models import Definition, Insight
from project.scripture.own_data.records import ImportedChat, ImportedMessage, OwnData

MESSAGES = """coalesce((SELECT json_agg(json_build_object('role', m.role, 'content', m.content,
    'was_truncated', m.was_truncated, 'created_at', m.created_at) ORDER BY m.created_at, m.id) FROM message m
    WHERE {}), '[]'::json)"""
EXPORT = f"""
SELECT json_build_object(
    'user', json_build_object('anonymous_id', $2::text, 'created_at', u.created_at),
    'insights', coalesce((SELECT json_agg(json_build_object(
        'passage_reference', i.passage_reference, 'passage_text', i.passage_text,
        'historical_context', i.historical_context, 'theological_significance', i.theological_significance,
        'practical_application', i.practical_application, 'created_at', k.created_at,
        'chat_messages', {MESSAGES.format("m.user_id = u.id AND m.insight_id = i.id")}) ORDER BY k.created_at, k.id)
        FROM kept_insight k JOIN insight i ON i.id = k.insight_id WHERE k.user_id = u.id), '[]'::json),
    'definitions', coalesce((SELECT json_agg(json_build_object('word', d.word,
        'passage_reference', d.passage_reference, 'verse_text', d.verse_text, 'definition', d.definition,
        'biblical_usage', d.biblical_usage, 'original_language', d.original_language, 'created_at', k.created_at)
        ORDER BY k.created_at, k.id)
        FROM kept_definition k JOIN definition d ON d.id = k.definition_id WHERE k.user_id = u.id), '[]'::json),
    'standalone_chats', coalesce((SELECT json_agg(json_build_object('title', c.title,
        'passage_reference', c.passage_reference, 'passage_text', c.passage_text, 'created_at', c.created_at,
        'updated_at', c.updated_at, 'messages', {MESSAGES.format("m.chat_id = c.id")}) ORDER BY c.created_at, c.id)
        FROM chat c WHERE c.user_id = u.id), '[]'::json)
)::text FROM "user" u WHERE u.id = $1
"""
ADD_MESSAGES = """
INSERT INTO message (user_id, chat_id, insight_id, role, content, was_truncated, created_at)
SELECT $1, $2, $3, role, content, was_truncated, created_at
FROM unnest($4::text[], $5::text[], $6::bool[], $7::timestamptz[]) AS new (role, content, was_truncated, created_at)
"""
MESSAGES_OF = """
SELECT role, content, created_at FROM message
WHERE user_id = $1 AND chat_id IS NOT DISTINCT FROM $2 AND insight_id IS NOT DISTINCT FROM $3
"""
CHATS = """
SELECT c.title, c.passage_reference, c.passage_text,
    array_agg(ARRAY[m.role, m.content] ORDER BY m.created_at, m.id) FILTER (WHERE m.id IS NOT NULL) AS messages
FROM chat c LEFT JOIN message m ON m.chat_id = c.id WHERE c.user_id = $1 GROUP BY c.id
"""
ADD_CHAT = """
INSERT INTO chat (user_id, title, passage_reference, passage_text, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5::timestamptz, greatest($5::timestamptz, $6::timestamptz)) RETURNING id
"""
#: So that two imports at once do not both find that a row is missing.
LOCK = 'SELECT id FROM "user" WHERE id = $1 FOR UPDATE'
CLEAR = {
    name: f"WITH gone AS (DELETE FROM {rows} RETURNING 1) SELECT count(*) FROM gone"
    for name, rows in (
        ("insights", "kept_insight WHERE user_id = $1"),
        ("definitions", "kept_definition WHERE user_id = $1"),
        ("chat_messages", "message WHERE user_id = $1 AND insight_id IS NOT NULL"),
        ("standalone_chats", "chat WHERE user_id = $1"),
    )
}
ALSO_CLEARED = tuple(
    f"DELETE FROM {table} WHERE {owner} = $1"
    for table, owner in (
        ("summary", "user_id"),
        ("saved_passage", "user_id"),
        ("insight", "owner_id"),
        ("definition", "owner_id"),
    )
)


async def export_data(user_id: UUID, anonymous_id: str) -> str:
    ((body,),) = await fetch(EXPORT, [user_id, anonymous_id])
    text: str = body
    return text


async def clear_data(user_id: UUID) -> dict[str, int]:
    async with transaction():
        await fetch(LOCK, [user_id])
        found = {name: (await fetch(sql, [user_id]))[0][0] for name, sql in CLEAR.items()}
        for sql in ALSO_CLEARED:
            await fetch(sql, [user_id])
    return found


async def import_data(user_id: UUID, data: OwnData) -> dict[str, int]:
    async with transaction():
        await fetch(LOCK, [user_id])
        insights, messages, definitions = 0, 0, 0
        for insight in data.insights:
            insight_id, is_new = await Insight.objects.import_texts(user_id, insight.texts, insight.created_at)
            insights += is_new
            messages += await _add_messages(Conversation(user_id, insight_id=insight_id), insight.messages)
        for definition in data.definitions:
            definitions += (await Definition.objects.import_texts(user_id, definition.texts, definition.created_at))[1]
        chats = await _add_chats(user_id, data.chats)
    return {"insights": insights, "chat_messages": messages, "standalone_chats": chats, "definitions": definitions}


async def _add_chats(user_id: UUID, imported: Sequence[ImportedChat]) -> int:
    """Store the chats that are not there yet, one for one: two equal chats in a file need two stored ones."""
    if not imported:
        return 0
    stored: Counter[Any] = Counter(
        (row["title"], row["passage_reference"], row["passage_text"], tuple(map(tuple, row["messages"] or [])))
        for row in await fetch(CHATS, [user_id])
    )
    added = 0
    for chat in imported:
        same = (*chat.texts.values(), tuple((message.role, message.content) for message in chat.messages))
        if stored[same] > 0:
            stored[same] -= 1
            continue
        now = datetime.now(UTC)
        began_at = chat.created_at or now
        values: list[Any] = [user_id, *chat.texts.values(), began_at, chat.updated_at or began_at]
        ((chat_id,),) = await fetch(ADD_CHAT, values)
        await _add_messages(Conversation(user_id, chat_id=chat_id), chat.messages)
        added += 1
    return added


async def _add_messages(conversation: Conversation, imported: Sequence[ImportedMessage]) -> int:
    """Store the messages that are not there yet; those without a time follow each other by a microsecond."""
    if not imported:
        return 0
    of = [conversation.user_id, conversation.chat_id, conversation.insight_id]
    rows = await fetch(MESSAGES_OF, of)
    exactly, roughly = Counter(map(tuple, rows)), Counter((row["role"], row["content"]) for row in rows)
    new: list[ImportedMessage] = []
    for message in imported:
        stored: Counter[Any] = exactly if message.created_at else roughly
        same = (message.role, message.content, *([message.created_at] if message.created_at else []))
        if stored[same] > 0:
            stored[same] -= 1
        else:
            new.append(message)
    if new:
        now = datetime.now(UTC)
        times = [message.created_at or now + timedelta(microseconds=place) for place, message in enumerate(new)]
        columns = [[m.role for m in new], [m.content for m in new], [m.was_truncated for m in new], times]
        await fetch(ADD_MESSAGES, [*of, *columns])
    return len(new)
