"""Move one reader's data to another. Callers lock both users first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from project.scripture.chats.conversation import Conversation
from project.scripture.managers.explanations import ExplanationManager
from project.scripture.managers.messages import NO_VECTOR
from project.scripture.managers.summaries import summary_key
from project.scripture.models import Definition, Insight
from project.users.models import User

EXPLANATIONS: tuple[ExplanationManager[Any], ...] = (Insight.objects, Definition.objects)
#: Tables in which only the owner changes.
SIMPLE_TABLES = ("chat", "saved_passage", "device", "reader_token", "link_code")
#: All tables with a user's data, by owner column.
OWNER_COLUMNS = {
    "user_id": ("summary", "message", "chat", "saved_passage", "kept_insight", "kept_definition"),
    "owner_id": ("insight", "definition"),
}

#: Move what the kept reader lacks. Twins, imported by both readers, stay behind.
MOVE_OWN = """
UPDATE {table} t SET owner_id = $1, key = n.key FROM unnest($2::int[], $3::text[]) AS n (id, key)
WHERE t.id = n.id AND NOT EXISTS (SELECT FROM {table} o WHERE o.key = n.key)
"""
#: Find the twins left behind.
TWINS = """
SELECT t.id AS twin, o.id AS stays FROM unnest($2::int[], $3::text[]) AS n (id, key)
JOIN {table} t ON t.id = n.id JOIN {table} o ON o.key = n.key WHERE t.owner_id <> $1
"""
KEEP_FOR_TWINS = """
INSERT INTO kept_{table} (user_id, {table}_id, created_at)
SELECT g.user_id, m.stays, g.created_at FROM kept_{table} g
JOIN unnest($1::int[], $2::int[]) AS m (twin, stays) ON g.{table}_id = m.twin
ON CONFLICT (user_id, {table}_id) DO NOTHING
"""
#: Vectors become zeros, which no index holds: reindexing takes 3 ms a message. `embed_messages` restores them.
MOVE_MESSAGES = f"""
UPDATE message SET user_id = $1, embedding = CASE WHEN embedding IS NOT NULL THEN {NO_VECTOR} END WHERE user_id = $2
"""
MOVE_TWIN_MESSAGES = """
UPDATE message g SET insight_id = m.stays FROM unnest($1::int[], $2::int[]) AS m (twin, stays)
WHERE g.insight_id = m.twin
"""
DELETE_TWINS = "DELETE FROM {table} WHERE id = ANY($1::int[])"
KEEP = """
INSERT INTO kept_{table} AS k (user_id, {table}_id, created_at)
SELECT $1, {table}_id, created_at FROM kept_{table} WHERE user_id = $2 ORDER BY id
ON CONFLICT (user_id, {table}_id) DO UPDATE SET created_at = least(k.created_at, excluded.created_at)
"""
#: Both conversations about an insight become one, and neither summary covers it.
DELETE_SUMMARIES = """
DELETE FROM summary WHERE user_id IN ($1, $2) AND insight_id IN (
    SELECT insight_id FROM message WHERE user_id = $1 INTERSECT SELECT insight_id FROM message WHERE user_id = $2
)
"""
MOVE_SUMMARIES = """
UPDATE summary s SET user_id = $1, key = n.key FROM unnest($2::bigint[], $3::text[]) AS n (id, key)
WHERE s.id = n.id AND NOT EXISTS (SELECT FROM summary o WHERE o.key = n.key)
"""
#: Holds before days: the lock order of a call that ends concurrently.
MOVE_HOLDS = """
UPDATE usage_hold h SET usage_id = k.id FROM "usage" g JOIN "usage" k ON k.user_id = $1 AND k.day = g.day
WHERE g.user_id = $2 AND h.usage_id = g.id
"""
ADD_DAYS = """
UPDATE "usage" k SET calls = k.calls + g.calls FROM "usage" g WHERE k.user_id = $1 AND g.user_id = $2 AND g.day = k.day
"""
MOVE_DAYS = """
UPDATE "usage" SET user_id = $1 WHERE user_id = $2 AND day NOT IN (SELECT day FROM "usage" WHERE user_id = $1)
"""
MOVE_PRO = """
INSERT INTO pro_reader (user_id, since) SELECT $1, since FROM pro_reader WHERE user_id = $2
ON CONFLICT (user_id) DO UPDATE SET since = least(pro_reader.since, excluded.since)
"""
DELETE_USER = 'DELETE FROM "user" WHERE id = $1'


async def merge(gone: UUID, kept: UUID) -> None:
    for manager in EXPLANATIONS:
        await _move_own(manager, gone, kept)
    await _run(DELETE_SUMMARIES, kept, gone)
    await _move_summaries(gone, kept)
    for manager in EXPLANATIONS:
        await _run(KEEP.format(table=manager.table), kept, gone)
    await _run(MOVE_MESSAGES, kept, gone)
    for table in SIMPLE_TABLES:
        await _run(f"UPDATE {table} SET user_id = $1 WHERE user_id = $2", kept, gone)
    for statement in (MOVE_HOLDS, ADD_DAYS, MOVE_DAYS, MOVE_PRO):
        await _run(statement, kept, gone)
    await _run(DELETE_USER, gone)


async def erase(user_id: UUID) -> None:
    for column, tables in OWNER_COLUMNS.items():
        for table in tables:
            await _run(f"DELETE FROM {table} WHERE {column} = $1", user_id)


async def _move_own(manager: ExplanationManager[Any], gone: UUID, kept: UUID) -> None:
    table, keys = manager.table, await manager.keys_of(gone, kept)
    if not keys:
        return
    new = (kept, list(keys), list(keys.values()))
    await _run(MOVE_OWN.format(table=table), *new)
    twins = await _run(TWINS.format(table=table), *new)
    pairs = [row["twin"] for row in twins], [row["stays"] for row in twins]
    await _run(KEEP_FOR_TWINS.format(table=table), *pairs)
    if table == "insight":
        await _run(MOVE_TWIN_MESSAGES, *pairs)
    await _run(DELETE_TWINS.format(table=table), pairs[0])


async def _move_summaries(gone: UUID, kept: UUID) -> None:
    rows = await _run("SELECT id, kind, chat_id, insight_id FROM summary WHERE user_id = $1", gone)
    keys = [summary_key(row["kind"], Conversation(kept, row["chat_id"], row["insight_id"])) for row in rows]
    await _run(MOVE_SUMMARIES, kept, [row["id"] for row in rows], keys)


async def _run(statement: str, *values: Any) -> list[dict[str, Any]]:
    return await User.objects.sql(statement, *values)
