"""Responses with rows that were just stored."""

from __future__ import annotations

from fastapi import Response

from project.core.json.rows import JSONText, read_rows
from project.music.errors import ClipNotFound, CompositionNotFound
from project.music.models import Clip, Composition
from project.music.schemas.clips import ClipOut
from project.music.schemas.compositions import CompositionOut
from project.users.callers import Caller


async def stored_clip(caller: Caller, clip_id: int) -> Response:
    """Raises ClipNotFound if it has been deleted meanwhile."""
    rows = await read_rows(Clip.objects.at(caller, clip_id), ClipOut)
    if not rows:
        raise ClipNotFound(clip_id)
    return JSONText(f'{{"clip_id":{clip_id},"clip":{rows[0][0]}}}')


async def stored_composition(caller: Caller, composition_id: int) -> Response:
    """Raises CompositionNotFound if it has been deleted meanwhile."""
    rows = await read_rows(Composition.objects.at(caller, composition_id), CompositionOut)
    if not rows:
        raise CompositionNotFound(composition_id)
    return JSONText(f'{{"composition_id":{composition_id},"composition":{rows[0][0]}}}')
