"""Rows of one collection into its table: new ones are added, those that are there are changed where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import asyncpg

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.conversions import Paths, Values

#: What has come, without the table's constraints; `target` is the stored row that each one means.
STAGE = """
CREATE TEMPORARY TABLE staged_{table} ON COMMIT DROP AS
    SELECT {columns}, NULL::int AS place, NULL::bigint AS target FROM {table} WITH NO DATA
"""
BY_ID = "UPDATE staged_{table} s SET target = (SELECT t.id FROM {table} t WHERE t.id = s.id) WHERE s.id IS NOT NULL"
#: A sum, because PostgreSQL might otherwise look for the least id by going through all of them in order. New rows, as
#: most are, stay as they are: to write them again would take longer than to look twice for the others.
FIND = """
UPDATE staged_{table} s SET target = (SELECT min(t.id + 0) FROM {table} t WHERE {same})
WHERE {unknown} AND EXISTS (SELECT FROM {table} t WHERE {same} OFFSET 0)
"""
TAKEN = """
DELETE FROM staged_{table} s WHERE s.target IS NULL AND EXISTS (SELECT FROM {table} t WHERE t.id = s.id) RETURNING place
"""
#: Rows are to be looked up by an index each, however large the table, and whatever PostgreSQL knows of it by now.
LOOK_UP = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
AS_EVER = "SET LOCAL enable_hashjoin TO DEFAULT; SET LOCAL enable_mergejoin TO DEFAULT"
CHANGE = """
UPDATE {table} t SET {set} FROM staged_{table} s JOIN {table} old ON old.id = s.target
WHERE t.id = s.target AND ROW({before}) IS DISTINCT FROM ROW({after}) RETURNING {watched}
"""
#: What is given is never given again.
PASS_IDS = """
SELECT setval('{table}_id_seq', given.most) FROM (SELECT max(id) AS most FROM staged_{table}) given, {table}_id_seq
WHERE given.most >= {table}_id_seq.last_value
"""
ADD = "INSERT INTO {table} ({columns}) SELECT {values} FROM staged_{table} s WHERE s.target IS NULL ORDER BY s.place"
DROP = "DROP TABLE staged_{table}"


#: Where the ids begin of paths that came with this block; set for the transaction.
NEW_PATHS = "(SELECT current_setting('imaging.new_paths')::bigint)"


class Statements(NamedTuple):
    stage: str
    find: str
    change: str
    add: str


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
    as_text = {name: "::text" if name in collection.documents else "" for name in own}
    unknown = "s.id IS NULL AND s.target IS NULL" if collection.goes_by_id else "s.target IS NULL"
    if collection.of_path:
        unknown += f" AND s.{collection.of_path} < {NEW_PATHS}"
    finds = [
        BY_ID.format(table=table) if collection.goes_by_id else "",
        *(FIND.format(table=table, same=same, unknown=unknown) for same in collection.same),
        collection.find_also,
    ]
    return Statements(
        stage=STAGE.format(table=table, columns=", ".join(columns)),
        find="; ".join(filter(None, finds)),
        change=CHANGE.format(
            table=table,
            set=", ".join(f"{name} = {value}" for name, value in changed.items()),
            before=", ".join(f"t.{name}{as_text[name]}" for name in own),
            after=", ".join(f"({compared[name]}){as_text[name]}" for name in own),
            watched=collection.watched,
        ),
        add=ADD.format(table=table, columns=", ".join(new), values=", ".join(new.values())),
    )


class StagedRows:
    """Records of one collection on their way into the table, in the transaction of a connection."""

    def __init__(self, connection: asyncpg.Connection, collection: RecordCollection) -> None:
        self._connection = connection
        self._collection = collection
        self._statements = statements(collection)

    async def fill(self, rows: Iterable[Values], paths: Paths) -> None:
        collection = self._collection
        await self._connection.execute(self._statements.stage)
        row = collection.row
        await self._connection.copy_records_to_table(
            f"staged_{collection.table}",
            columns=(*collection.columns, "place"),
            records=((*row(values, paths), place) for place, values in enumerate(rows)),
        )

    async def find(self) -> list[int]:
        """Tell which rows are meant. Gives the places of those that cannot be stored, which are left out."""
        await self._connection.execute(self._statements.find)
        if not self._collection.by_key_only:
            return []
        return [row["place"] for row in await self._connection.fetch(TAKEN.format(table=self._collection.table))]

    async def change(self) -> list[asyncpg.Record]:
        """Change stored rows that differ; gives what is watched of each."""
        await self._connection.execute(LOOK_UP)
        found: list[asyncpg.Record] = await self._connection.fetch(self._statements.change)
        await self._connection.execute(AS_EVER)
        return found

    async def add(self) -> int:
        """Store what is new; gives how many."""
        if self._collection.has_id:
            await self._connection.execute(PASS_IDS.format(table=self._collection.table))
        status: str = await self._connection.execute(self._statements.add)
        return int(status.split()[-1])

    async def drop(self) -> None:
        await self._connection.execute(DROP.format(table=self._collection.table))
