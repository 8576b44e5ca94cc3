"""Very many rows as JSON, a block at a time from a cursor of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from pydantic import BaseModel
from tortoise.queryset import QuerySet

from project.core.json_rows import compiled
from project.core.lingering import lingering

#: Of the first block; the next ones have as many rows as make BLOCK_BYTES, going by the one before.
FIRST_ROWS = 20
MOST_ROWS = 1000
BLOCK_BYTES = 256_000


async def read_lines(queryset: QuerySet[Any], out: type[BaseModel]) -> AsyncGenerator[list[str]]:
    """All rows as JSON, as they are at the beginning: from a cursor of the server, one block ahead of whoever reads.

    A connection is held meanwhile; to be closed where it is not read to the end. Raises PoolExhausted.
    """
    sql, values = compiled(queryset, out)
    async with lingering() as client:
        connection: Any = client._connection
        cursor = await connection.cursor(sql, *values)
        rows = await cursor.fetch(FIRST_ROWS)
        while rows:
            lines = [row[0] for row in rows]
            fitting = BLOCK_BYTES * len(lines) // sum(map(len, lines))
            following = asyncio.ensure_future(cursor.fetch(max(1, min(MOST_ROWS, fitting))))
            await asyncio.sleep(0)  # it is on its way before anybody works on these
            try:
                yield lines
            finally:
                rows = await following
