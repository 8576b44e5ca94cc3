"""What to review in a written migration."""

from __future__ import annotations

import re
from collections.abc import Iterable

REMARKS = {
    r"DROP TABLE|DROP COLUMN": "loses data, also for the downgrade: deploy the code that does without it first",
    r"UPDATE ": "fills every row that holds NULL, and holds their locks until it ends",
    r'ALTER "\w+" TYPE': "locks the table while PostgreSQL writes it anew; fails where a value does not fit",
    r'ALTER "\w+" SET NOT NULL': "reads the whole table under a lock; fails where a row holds NULL",
    r"RENAME": "breaks the code that runs during the deploy, where it says the old name",
    r"VALIDATE CONSTRAINT": "fails where a row breaks the check; the table stays in use meanwhile",
    r"INDEX CONCURRENTLY": "when it fails, it leaves an invalid index: DROP INDEX, then upgrade again",
    r"ADD .*(nextval|gen_random_uuid|random)\(": "writes the whole table anew under a lock",
    r"CREATE EXTENSION": "needs a role that may create extensions, once",
}


def remarks(statements: Iterable[str]) -> list[str]:
    return [
        f"{statement.splitlines()[0]}: {remark}"
        for statement in statements
        for pattern, remark in REMARKS.items()
        if re.match(f"(ALTER TABLE .*|CREATE (UNIQUE )?)?({pattern})", statement)
    ]
