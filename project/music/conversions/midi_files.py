from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import Any

from project.music.location import BODY
from project.music.midi.exports import clip_midi, project_midi
from project.music.midi.imports import import_midi
from project.music.notation import sml_clips
from project.music.rows.clips import clip_of
from project.music.rows.compositions import ProjectRows, project_of, project_rows
from project.music.rows.records import ClipRow, CompositionRow


async def read_file(data: bytes, name: str | None) -> ProjectRows:
    return await to_thread(lambda: project_rows(import_midi(data, name)))


async def write_clip(row: ClipRow, tempo_bpm: int) -> bytes:
    return await to_thread(lambda: clip_midi(clip_of(row), tempo_bpm))


async def write_sml(value: dict[str, Any], tempo_bpm: int) -> bytes:
    return await to_thread(lambda: clip_midi(sml_clips.read_clip(value, BODY.at("sml_clip")), tempo_bpm))


async def write_composition(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await to_thread(lambda: project_midi(project_of(row, clips)))
