from __future__ import annotations

from asyncio import to_thread
from typing import Any

from pydantic_core import to_json

from project.music.notation import sml_clips, sml_projects
from project.music.notation.contract_json import clip_json, composition_json
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import composition_of, composition_row
from project.music.rows.records import ClipRow, CompositionRow


async def read_clip(value: dict[str, Any]) -> ClipRow:
    return await to_thread(lambda: clip_row(sml_clips.read_clip(value)))


async def read_project(value: dict[str, Any]) -> CompositionRow:
    return await to_thread(lambda: composition_row(sml_projects.read_project({"project": value})))


async def convert_clip(value: dict[str, Any]) -> bytes:
    return await to_thread(lambda: to_json(clip_json(sml_clips.read_clip(value))))


async def convert_project(value: dict[str, Any]) -> bytes:
    return await to_thread(lambda: to_json(composition_json(sml_projects.read_project(value))))


async def write_clip(row: ClipRow) -> bytes:
    return await to_thread(lambda: to_json(sml_clips.write_clip(clip_of(row))))


async def write_project(row: CompositionRow) -> bytes:
    return await to_thread(lambda: to_json(sml_projects.write_project(composition_of(row))))
