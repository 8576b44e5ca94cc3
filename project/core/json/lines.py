"""Stream rows as JSON from a server-side cursor.

Ours, because Tortoise's `async for` reads all rows before it gives the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from pydantic import BaseModel
from tortoise.queryset import QuerySet

from project.core.compat.tortoise import driver_connection
from project.core.db.long_transactions import long_transaction
from project.core.json.rows import compiled

#: Rows of the first block. Later blocks are sized to BLOCK_BYTES by the one before.
FIRST_ROWS = 20
#: Low, since long rows of megabytes may follow short ones.
MOST_ROWS = 50
MOST_GROWTH = 2
BLOCK_BYTES = 256_000


async def read_lines(queryset: QuerySet[Any], out: type[BaseModel]) -> AsyncGenerator[list[str]]:
    """Yield all rows as JSON from one snapshot, reading one block ahead.

    A connection is held meanwhile; to be closed where it is not read to the end. Raises PoolExhausted.
    """
    sql, values = compiled(queryset, out)
    async with long_transaction() as client:
        connection = driver_connection(client)
        cursor = await connection.cursor(sql, *values)
        rows = await cursor.fetch(FIRST_ROWS)
        while rows:
            lines = [row[0] for row in rows]
            fitting = BLOCK_BYTES * len(lines) // sum(map(len, lines))
            count = max(1, min(fitting, MOST_GROWTH * len(lines), MOST_ROWS))
            following = asyncio.ensure_future(cursor.fetch(count))
            await asyncio.sleep(0)  # it is on its way before anybody works on these
            try:
                yield lines
            finally:
                rows = await following
