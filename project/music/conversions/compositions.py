from __future__ import annotations

from asyncio import to_thread
from typing import Any

from project.music.rows.changes import new_composition
from project.music.rows.records import CompositionRow


async def read_composition(values: dict[str, Any]) -> CompositionRow:
    return await to_thread(new_composition, values)
