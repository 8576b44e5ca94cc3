"""What a database holds, as lines to compare: by what things are, and where their names do not matter, without them."""

from typing import Any

import asyncpg

#: What models can say of a schema: columns, keys and indexes.
SCHEMA = """
SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || coalesce(': ' || col_description(c.oid, a.attnum), '') AS line
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
UNION ALL
SELECT 'index ' || regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes WHERE schemaname = 'public'
ORDER BY line
"""
DEFAULTS = """
SELECT adrelid::regclass || '.' || attname || ' ' || pg_get_expr(adbin, adrelid) AS line
FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum ORDER BY line
"""
#: What Tortoise does not make of models, and names, by which later migrations reach things.
NAMES = """
SELECT 'check ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype = 'c'
UNION ALL
SELECT 'unique ' || conrelid::regclass || ' ' || conname FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype = 'u'
UNION ALL
SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey'
UNION ALL
SELECT 'sequence ' || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
UNION ALL
SELECT 'comment ' || relname || ' ' || obj_description(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND obj_description(oid) IS NOT NULL
ORDER BY line
"""


async def fetch(database: dict[str, Any], statement: str) -> list[Any]:
    connection = await asyncpg.connect(**database)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


async def lines(database: dict[str, Any], *statements: str) -> list[str]:
    return [row["line"] for statement in statements for row in await fetch(database, statement)]
