from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from project.music.location import BODY
from project.music.notation import dsl_clips, dsl_projects
from project.music.rows.clips import clip_of
from project.music.rows.compositions import ProjectRows, project_of, project_rows
from project.music.rows.records import ClipRow, CompositionRow


async def read_project(document: dict[str, Any]) -> ProjectRows:
    return await to_thread(lambda: project_rows(dsl_projects.read_project(document, BODY.at("dsl_json"))))


async def write_clip(row: ClipRow) -> bytes:
    return await to_thread(lambda: to_json(dsl_clips.write_clip(clip_of(row))))


async def write_project(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await to_thread(lambda: to_json(dsl_projects.write_project(project_of(row, clips))))


async def write_search(rows: Sequence[ClipRow], more: bool) -> bytes:
    return await to_thread(_search, rows, more)


def _search(rows: Sequence[ClipRow], more: bool) -> bytes:
    return to_json({"clips": [dsl_clips.write_clip(clip_of(row)) for row in rows], "more": more})
