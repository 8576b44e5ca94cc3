"""Scores, keys and transposition. Scores and keys need the extra `notation`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Response

from project.core.http.router import Router
from project.core.http.streaming import LargeBodyRoute
from project.music.conversions import keys, scores, transpositions
from project.music.dependencies import Name, Tempo
from project.music.file_responses import MUSICXML_TYPE, file_stem, musicxml_file
from project.music.models import Clip, Composition
from project.music.paths import CLIP, COMPOSITION
from project.music.schemas.clips import ClipStored
from project.music.schemas.compositions import CompositionStored
from project.music.schemas.keys import KeyOut, TransposeIn
from project.music.schemas.projects import MusicImportOut
from project.music.stored_responses import stored_clip, stored_composition
from project.users.dependencies import CanRead, CanWrite

router = Router(tags=["notation"])
large = Router(tags=["notation"], route_class=LargeBodyRoute)

#: The response without the extra.
EXTRA: dict[int | str, dict[str, Any]] = {501: {"description": "The extra `notation` is not installed on the server."}}
SCORE = {200: {"content": {MUSICXML_TYPE: {"schema": {"type": "string"}}}}, **EXTRA}
ScoreFile = Annotated[bytes, Body(media_type=MUSICXML_TYPE, description="A partwise score, .musicxml or .mxl.")]


@router.get(f"{CLIP}.musicxml", response_class=Response, responses=SCORE)
async def engrave_clip(clip_id: int, user: CanRead, tempo_bpm: Tempo = 120) -> Response:
    """Download a clip as a score."""
    clip = await Clip.objects.fetch_whole(user, clip_id)
    return musicxml_file(await scores.write_clip(clip, tempo_bpm), file_stem(clip.name, f"clip-{clip_id}"))


@router.get(f"{COMPOSITION}.musicxml", response_class=Response, responses=SCORE)
async def engrave_composition(composition_id: int, user: CanRead) -> Response:
    """Download a composition as a score with a part per track, loops written out."""
    found, clips = await Composition.objects.whole(user, composition_id)
    stem = file_stem(found.name, f"composition-{composition_id}")
    return musicxml_file(await scores.write_composition(found, clips), stem)


@large.post("/clips/from-musicxml", response_model=MusicImportOut, status_code=201, idempotent=True, responses=EXTRA)
async def import_musicxml(data: ScoreFile, user: CanWrite, name: Name = None) -> MusicImportOut:
    """Store a score as a composition, with a clip for each part, in one transaction."""
    composition, library = await scores.read_file(data, name)
    made, clip_ids = await Composition.objects.load(user, composition, library)
    return MusicImportOut(composition_id=made, clip_ids=clip_ids, composition_name=composition.name)


@router.post(f"{CLIP}/transpose", response_model=ClipStored, idempotent=True, responses=EXTRA)
async def transpose_clip(clip_id: int, body: TransposeIn, user: CanWrite) -> Response:
    """Store a transposed copy of a clip. Only key estimation needs the extra."""
    row = await transpositions.transpose_clip(await Clip.objects.fetch_whole(user, clip_id), body)
    (made,) = await Clip.objects.store(user, [row])
    return await stored_clip(user, made)


@router.post(
    f"{COMPOSITION}/transpose",
    response_model=CompositionStored,
    idempotent=True,
    responses=EXTRA,
)
async def transpose_composition(composition_id: int, body: TransposeIn, user: CanWrite) -> Response:
    """Store a transposed copy of a composition with its clips. Drums are left alone."""
    found, clips = await Composition.objects.whole(user, composition_id)
    made, _ = await Composition.objects.load(user, *await transpositions.transpose_composition(found, clips, body))
    return await stored_composition(user, made)


@router.get(f"{CLIP}/key", response_model=KeyOut, responses=EXTRA)
async def estimate_clip_key(clip_id: int, user: CanRead) -> KeyOut:
    """Estimate the key of a clip from the duration of each pitch class."""
    return await keys.estimate_clip(await Clip.objects.fetch_whole(user, clip_id))


@router.get(f"{COMPOSITION}/key", response_model=KeyOut, responses=EXTRA)
async def estimate_composition_key(composition_id: int, user: CanRead) -> KeyOut:
    """Estimate the key of a composition as it is played, drums excluded."""
    return await keys.estimate_composition(*await Composition.objects.whole(user, composition_id))
