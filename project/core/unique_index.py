from __future__ import annotations

from typing import Any

from tortoise.indexes import Index


class UniqueIndex(Index):
    """A unique index that stands among a model's `indexes`: `unique_together` would not be known to serve a key."""

    def get_sql(self, *args: Any, **options: Any) -> str:
        return super().get_sql(*args, **options).replace("CREATE INDEX", "CREATE UNIQUE INDEX", 1)
