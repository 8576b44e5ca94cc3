from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from project.music.conversions import music21_worker
from project.music.conversions.clip_projects import clip_project
from project.music.notation.tree import Project
from project.music.rows.compositions import project_of
from project.music.rows.records import ClipRow, CompositionRow
from project.music.schemas.keys import KeyOut, LikelyKeyOut


async def estimate_clip(row: ClipRow) -> KeyOut:
    return await _key(await clip_project(row))


async def estimate_composition(row: CompositionRow, clips: Sequence[ClipRow]) -> KeyOut:
    return await _key(await to_thread(project_of, row, clips))


async def _key(project: Project) -> KeyOut:
    estimate = await music21_worker.estimate_key(project)
    if estimate is None:
        return KeyOut(key=None, mode=None, correlation=None, confidence=0, alternatives=[])
    best, others = estimate.best, [LikelyKeyOut.model_validate(key) for key in estimate.alternatives]
    return KeyOut(
        key=best.key,
        mode=best.mode,
        correlation=best.correlation,
        confidence=estimate.confidence,
        alternatives=others,
    )
