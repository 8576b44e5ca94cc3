from typing import Any

import pytest

from project.core.testing.databases import run_sql
from tests.core.db.schema_lines import SCHEMA, fetch, lines
from tests.migrated import run, tables

#: Makes of a database what it was after the first form of migration 1.
FIRST_FORM = """
ALTER TABLE import DROP CONSTRAINT import_counts, DROP COLUMN failed,
    ALTER lines TYPE int, ALTER stored TYPE int,
    ADD CONSTRAINT import_counts CHECK (stored BETWEEN 0 AND lines);
ALTER TABLE import RENAME COLUMN touched_at TO created_at;
ALTER INDEX idx_import_touched_652379 RENAME TO idx_import_created_3cc696;
ALTER TABLE import_fault ALTER line TYPE int;
DROP INDEX idx_import_faul_upload__8f746c, metric_scoring;
CREATE INDEX idx_import_faul_upload__8f746c ON import_fault (upload_id, line)
"""


async def test_rows_stand_in_the_way_of_no_downgrade(database: dict[str, Any]) -> None:
    run(database, "upgrade")
    await run_sql(
        database,
        "INSERT INTO organisation (id, name) VALUES (gen_random_uuid(), 'Clinic')",
        "INSERT INTO session (id, organisation_id, child_name, child_name_words, child_age)"
        " SELECT gen_random_uuid(), id, 'Mina', '''mina''', 8 FROM organisation",
    )

    run(database, "downgrade", "-v", "0", "--yes")

    assert await tables(database) == {"aerich"}


@pytest.mark.parametrize("first_form", [False, True])
async def test_both_forms_of_the_uploads_come_to_the_models(
    database: dict[str, Any], modelled: dict[str, Any], first_form: bool
) -> None:
    run(database, "upgrade")
    run(database, "downgrade", "-v", "4", "--yes")
    if first_form:
        await run_sql(database, FIRST_FORM)
    counted, counts = ("stored", "3") if first_form else ("stored, failed", "3, 2")
    await run_sql(
        database,
        f"INSERT INTO import (id, lines, {counted}) VALUES ('a', 5, {counts})",
        "INSERT INTO import_fault (upload_id, line, errors) VALUES ('a', 2, '[]'), ('a', 4, '[]')",
    )

    run(database, "upgrade")

    assert await lines(database, SCHEMA) == await lines(modelled, SCHEMA)
    (upload,) = await fetch(database, "SELECT lines, stored, failed, touched_at FROM import")
    assert (upload["lines"], upload["stored"], upload["failed"]) == (5, 3, 2)
    assert upload["touched_at"] is not None
