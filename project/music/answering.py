"""The answers with what was stored just now."""

from __future__ import annotations

from fastapi import Response

from project.core.json_rows import JSONText, read_rows
from project.music.models import Clip, Composition
from project.music.schemas import ClipOut, CompositionOut
from project.users.callers import Caller


async def stored_clip(caller: Caller, clip_id: int) -> Response:
    ((body,),) = await read_rows(Clip.objects.at(caller, clip_id), ClipOut)
    return JSONText(f'{{"clip_id":{clip_id},"clip":{body}}}')


async def stored_composition(caller: Caller, composition_id: int) -> Response:
    ((body,),) = await read_rows(Composition.objects.at(caller, composition_id), CompositionOut)
    return JSONText(f'{{"composition_id":{composition_id},"composition":{body}}}')
