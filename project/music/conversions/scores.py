from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from project.music.conversions import music21_worker
from project.music.conversions.clip_projects import clip_project
from project.music.rows.compositions import ProjectRows, project_of, project_rows
from project.music.rows.records import ClipRow, CompositionRow


async def write_clip(row: ClipRow, tempo_bpm: int) -> bytes:
    return await music21_worker.write_musicxml(await clip_project(row, tempo_bpm))


async def write_composition(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await music21_worker.write_musicxml(await to_thread(project_of, row, clips))


async def read_file(data: bytes, name: str | None) -> ProjectRows:
    return await to_thread(project_rows, await music21_worker.read_musicxml(data, name))
