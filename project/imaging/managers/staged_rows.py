from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import asyncpg

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.conversions import PathIds, Values

#: The records, without the table's constraints. `target` is the stored row that a record means.
STAGE = """
CREATE TEMPORARY TABLE staged_{table} ON COMMIT DROP AS
    SELECT {columns}, NULL::int AS position, NULL::bigint AS target FROM {table} WITH NO DATA
"""
MATCH_BY_ID = (
    "UPDATE staged_{table} s SET target = (SELECT t.id FROM {table} t WHERE t.id = s.id) WHERE s.id IS NOT NULL"
)
#: `+ 0` keeps PostgreSQL from walking the primary key in order to find the least id. Most rows are new: the EXISTS
#: saves rewriting them, which costs more than looking twice for the others.
MATCH = """
UPDATE staged_{table} s SET target = (SELECT min(t.id + 0) FROM {table} t WHERE {same})
WHERE {unmatched} AND EXISTS (SELECT FROM {table} t WHERE {same} OFFSET 0)
"""
DISCARD_IDS_IN_USE = """
DELETE FROM staged_{table} s WHERE s.target IS NULL AND EXISTS (SELECT FROM {table} t WHERE t.id = s.id)
RETURNING position
"""
#: Look up each row by an index, whatever statistics PostgreSQL has of the table by now.
FORCE_INDEX_LOOKUPS = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
RESET_PLANNER = "SET LOCAL enable_hashjoin TO DEFAULT; SET LOCAL enable_mergejoin TO DEFAULT"
UPDATE = """
UPDATE {table} t SET {set} FROM staged_{table} s JOIN {table} old ON old.id = s.target
WHERE t.id = s.target AND ROW({before}) IS DISTINCT FROM ROW({after}) RETURNING {returning}
"""
#: Move the sequence past the ids that come with records.
ADVANCE_SEQUENCE = """
SELECT setval('{table}_id_seq', given.most) FROM (SELECT max(id) AS most FROM staged_{table}) given, {table}_id_seq
WHERE given.most >= {table}_id_seq.last_value
"""
INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {values} FROM staged_{table} s WHERE s.target IS NULL ORDER BY s.position"
)
DROP = "DROP TABLE staged_{table}"
#: The least id of a path that is new with this block. Set for the transaction.
FIRST_NEW_PATH = "(SELECT current_setting('imaging.new_paths')::bigint)"


class Statements(NamedTuple):
    stage: str
    match: str
    update: str
    insert: str


@cache
def statements(collection: RecordCollection) -> Statements:
    table, columns = collection.table, collection.columns
    own = [name for name in columns if name != "id"]
    new = {name: collection.new.get(name, f"s.{name}") for name in own}
    if collection.has_id:
        new = {"id": f"coalesce(s.id, nextval('{table}_id_seq'))", **new}
    sent = "coalesce(s.{0}, t.{0})" if collection.merged else "s.{0}"
    changed = {name: collection.changed.get(name, sent.format(name)) for name in own}
    compared = changed | collection.compared
    as_text = {name: "::text" if name in collection.json_columns else "" for name in own}
    unmatched = "s.id IS NULL AND s.target IS NULL" if collection.identified_by_id else "s.target IS NULL"
    if collection.path_column:
        unmatched += f" AND s.{collection.path_column} < {FIRST_NEW_PATH}"
    matches = [
        MATCH_BY_ID.format(table=table) if collection.identified_by_id else "",
        *(MATCH.format(table=table, same=same, unmatched=unmatched) for same in collection.same),
        collection.match_also,
    ]
    return Statements(
        stage=STAGE.format(table=table, columns=", ".join(columns)),
        match="; ".join(filter(None, matches)),
        update=UPDATE.format(
            table=table,
            set=", ".join(f"{name} = {value}" for name, value in changed.items()),
            before=", ".join(f"t.{name}{as_text[name]}" for name in own),
            after=", ".join(f"({compared[name]}){as_text[name]}" for name in own),
            returning=collection.returning,
        ),
        insert=INSERT.format(table=table, columns=", ".join(new), values=", ".join(new.values())),
    )


class StagedRows:
    """Records of one collection in a temporary table, from which they are inserted or update stored rows."""

    def __init__(self, connection: asyncpg.Connection, collection: RecordCollection) -> None:
        self._connection = connection
        self._collection = collection
        self._statements = statements(collection)

    async def fill(self, rows: Iterable[Values], paths: PathIds) -> None:
        collection = self._collection
        await self._connection.execute(self._statements.stage)
        row = collection.row
        await self._connection.copy_records_to_table(
            f"staged_{collection.table}",
            columns=(*collection.columns, "position"),
            records=((*row(values, paths), position) for position, values in enumerate(rows)),
        )

    async def match(self) -> list[int]:
        """Find the stored row that each record means. Returns the positions of records that cannot be stored."""
        await self._connection.execute(self._statements.match)
        if not self._collection.id_is_proposal:
            return []
        discarded = await self._connection.fetch(DISCARD_IDS_IN_USE.format(table=self._collection.table))
        return [row["position"] for row in discarded]

    async def update(self) -> list[asyncpg.Record]:
        await self._connection.execute(FORCE_INDEX_LOOKUPS)
        changed: list[asyncpg.Record] = await self._connection.fetch(self._statements.update)
        await self._connection.execute(RESET_PLANNER)
        return changed

    async def insert(self) -> int:
        if self._collection.has_id:
            await self._connection.execute(ADVANCE_SEQUENCE.format(table=self._collection.table))
        status: str = await self._connection.execute(self._statements.insert)
        return int(status.split()[-1])

    async def drop(self) -> None:
        await self._connection.execute(DROP.format(table=self._collection.table))
