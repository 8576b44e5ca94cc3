from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from project.music.drawing.piano_roll import clip_svg, composition_svg
from project.music.rows.clips import clip_of
from project.music.rows.compositions import project_of
from project.music.rows.records import ClipRow, CompositionRow


async def draw_clip(row: ClipRow) -> str:
    return await to_thread(lambda: clip_svg(clip_of(row)))


async def draw_composition(row: CompositionRow, clips: Sequence[ClipRow]) -> str:
    return await to_thread(lambda: composition_svg(project_of(row, clips)))
