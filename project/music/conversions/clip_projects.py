from __future__ import annotations

from asyncio import to_thread

from project.music.notation.tree import Project
from project.music.performance.passages import clip_as_project
from project.music.rows.clips import clip_of
from project.music.rows.records import ClipRow


async def clip_project(row: ClipRow, tempo_bpm: int = 120) -> Project:
    return await to_thread(lambda: clip_as_project(clip_of(row), tempo_bpm))
