from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.core.http.etags import IfMatch, Tagged
from project.core.http.pagination import Page
from project.core.http.router import Router
from project.music.conversions import midi_files, piano_rolls, sml_json
from project.music.dependencies import Tempo
from project.music.errors import ClipNotFound
from project.music.file_responses import MIDI, SVG, file_stem, midi_file, svg_file
from project.music.models import Clip
from project.music.paths import CLIP
from project.music.schemas.clips import (
    ClipDeleted,
    ClipLineOut,
    ClipOut,
    ClipPatch,
    ClipQuery,
    ClipsByNameQuery,
    ClipsByTagQuery,
    ClipStored,
)
from project.music.schemas.sml import SMLClipIn
from project.music.stored_responses import stored_clip
from project.users.dependencies import CanRead, CanWrite

router = Router(tags=["clips"])


@router.post("/clips/from-sml", response_model=ClipStored, idempotent=True)
async def create_clip(body: SMLClipIn, user: CanWrite) -> Response:
    """Store a clip written in SML."""
    (clip_id,) = await Clip.objects.store(user, [await sml_json.read_clip(body.sml())])
    return await stored_clip(user, clip_id)


@router.get("/clips/by-name", response_model=list[ClipLineOut])
async def list_clips_by_name(query: Annotated[ClipsByNameQuery, Query()], user: CanRead, page: Page) -> Response:
    """List clips whose name matches an ILIKE pattern."""
    return await page(Clip.objects.like(user, query.name_pattern), ClipLineOut, query, "id")


@router.get("/clips/by-tag", response_model=list[ClipLineOut])
async def list_clips_by_tag(query: Annotated[ClipsByTagQuery, Query()], user: CanRead, page: Page) -> Response:
    """List clips that have exactly this tag."""
    return await page(Clip.objects.tagged(user, query.tag), ClipLineOut, query, "id")


@router.get("/clips", response_model=list[ClipLineOut])
async def list_clips(query: Annotated[ClipQuery, Query()], user: CanRead, page: Page) -> Response:
    """List clips without their bars, oldest first."""
    return await page(Clip.objects.search(user, query), ClipLineOut, query, "id")


@router.get(f"{CLIP}.mid", response_class=Response, responses=MIDI)
async def download_clip(clip_id: int, user: CanRead, tempo_bpm: Tempo = 120) -> Response:
    """Download a clip as a MIDI file."""
    clip = await Clip.objects.fetch_whole(user, clip_id)
    return midi_file(await midi_files.write_clip(clip, tempo_bpm), file_stem(clip.name, f"clip-{clip_id}"))


@router.get(f"{CLIP}.svg", response_class=Response, responses=SVG)
async def draw_clip(clip_id: int, user: CanRead) -> Response:
    """Draw a clip as a piano roll."""
    return svg_file(await piano_rolls.draw_clip(await Clip.objects.fetch_whole(user, clip_id)))


@router.get(CLIP, response_model=ClipOut)
async def read_clip(clip_id: int, user: CanRead, tag: Tagged) -> Response:
    """Read a clip with its bars and notes."""
    return await tag.read(Clip.objects.at(user, clip_id), ClipOut, ClipNotFound(clip_id))


@router.patch(CLIP, response_model=ClipOut)
async def change_clip(clip_id: int, body: ClipPatch, user: CanWrite, guard: IfMatch, tag: Tagged) -> Response:
    """Change a clip; `bars` replaces all its bars."""
    await Clip.objects.change(user, clip_id, body.changes(), guard)
    return await tag.read(Clip.objects.at(user, clip_id), ClipOut, ClipNotFound(clip_id))


@router.delete(CLIP, response_model=ClipDeleted)
async def delete_clip(clip_id: int, user: CanWrite, guard: IfMatch) -> ClipDeleted:
    """Delete a clip and the track bars that use it; the tracks remain."""
    return ClipDeleted(clip_id=clip_id, composition_ids=await Clip.objects.remove(user, clip_id, guard))
