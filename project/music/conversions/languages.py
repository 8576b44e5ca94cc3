"""From what was sent to rows, and from rows to what is asked for: all that takes long, in a thread of its own.

Each raises the errors of `project.music.errors`.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from project.music.drawing.piano_roll import clip_svg, composition_svg
from project.music.location import BODY
from project.music.midi import exports, imports
from project.music.notation import dsl_clips, dsl_projects, sml_clips, sml_projects
from project.music.notation.contract_json import clip_answer, composition_answer
from project.music.notation.tree import Project
from project.music.rows.changes import new_composition
from project.music.rows.clips import clip_of, clip_row, composition_of, composition_row, project_of
from project.music.rows.records import ClipRow, CompositionRow

#: A composition, and the clips of its library by the ids that they have there.
Loaded = tuple[CompositionRow, dict[int, ClipRow]]


async def sml_clip(value: dict[str, Any]) -> ClipRow:
    return await to_thread(lambda: clip_row(sml_clips.read_clip(value)))


async def sml_project(value: dict[str, Any]) -> CompositionRow:
    return await to_thread(lambda: composition_row(sml_projects.read_project({"project": value})))


async def composition(values: dict[str, Any]) -> CompositionRow:
    return await to_thread(new_composition, values)


async def dsl_project(document: dict[str, Any]) -> Loaded:
    return await to_thread(lambda: _loaded(dsl_projects.read_project(document, BODY.at("dsl_json"))))


async def midi(data: bytes, name: str | None) -> Loaded:
    return await to_thread(lambda: _loaded(imports.import_midi(data, name)))


def _loaded(project: Project) -> Loaded:
    return composition_row(project.composition), {clip.id or 0: clip_row(clip) for clip in project.clips}


async def converted_clip(value: dict[str, Any]) -> bytes:
    """JSON, as those after it."""
    return await to_thread(lambda: to_json(clip_answer(sml_clips.read_clip(value))))


async def converted_project(value: dict[str, Any]) -> bytes:
    return await to_thread(lambda: to_json(composition_answer(sml_projects.read_project(value))))


async def exported_clip(row: ClipRow) -> bytes:
    return await to_thread(lambda: to_json(dsl_clips.write_clip(clip_of(row))))


async def exported_project(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await to_thread(lambda: to_json(dsl_projects.write_project(project_of(row, clips))))


async def sml_of_clip(row: ClipRow) -> bytes:
    return await to_thread(lambda: to_json(sml_clips.write_clip(clip_of(row))))


async def sml_of_project(row: CompositionRow) -> bytes:
    return await to_thread(lambda: to_json(sml_projects.write_project(composition_of(row))))


async def found_clips(rows: Sequence[ClipRow], more: bool) -> bytes:
    """JSON of a SearchOut."""
    return await to_thread(
        lambda: to_json({"clips": [dsl_clips.write_clip(clip_of(row)) for row in rows], "more": more})
    )


async def clip_midi(row: ClipRow, tempo_bpm: int) -> bytes:
    return await to_thread(lambda: exports.clip_midi(clip_of(row), tempo_bpm))


async def sml_midi(value: dict[str, Any], tempo_bpm: int) -> bytes:
    return await to_thread(lambda: exports.clip_midi(sml_clips.read_clip(value, BODY.at("sml_clip")), tempo_bpm))


async def composition_midi(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await to_thread(lambda: exports.project_midi(project_of(row, clips)))


async def clip_picture(row: ClipRow) -> str:
    return await to_thread(lambda: clip_svg(clip_of(row)))


async def composition_picture(row: CompositionRow, clips: Sequence[ClipRow]) -> str:
    return await to_thread(lambda: composition_svg(project_of(row, clips)))
