from typing import Any

from project.core.testing.databases import run_sql
from tests.core.db.schema_lines import fetch
from tests.migrated import run


async def test_who_is_pro_stays_so_up_and_down(database: dict[str, Any]) -> None:
    run(database, "upgrade")
    await run_sql(
        database,
        'INSERT INTO "user" (id) VALUES (gen_random_uuid()), (gen_random_uuid())',
        """INSERT INTO pro_reader (since, user_id) SELECT '2026-01-01 00:00:00+00', id FROM "user" LIMIT 1""",
    )
    before = await fetch(database, "SELECT user_id, since FROM pro_reader")

    run(database, "downgrade", "-v", "7", "--yes")
    between = await fetch(database, 'SELECT id, pro_since FROM "user" WHERE pro_since IS NOT NULL')
    run(database, "upgrade")

    assert list(map(tuple, between)) == list(map(tuple, before))
    assert await fetch(database, "SELECT user_id, since FROM pro_reader") == before


async def test_processes_of_the_version_before_can_still_read_who_is_pro(database: dict[str, Any]) -> None:
    run(database, "upgrade")

    assert await fetch(database, 'SELECT pro_since FROM "user"') == []
