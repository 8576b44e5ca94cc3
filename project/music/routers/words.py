"""Requests in words."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from project.core.http.router import Router
from project.music.conversions import sml_json
from project.music.dependencies import ASKING, CurrentComposer
from project.music.location import BODY
from project.music.models import Clip
from project.music.schemas.words import WordsIn, WordsOut
from project.music.words.function_arguments import ComposedSML
from project.users.dependencies import CanRead, CanWrite

router = Router(prefix="/facade/nl", tags=["words"])


@router.post("/clip-to-sml", response_model=WordsOut, responses=ASKING)
async def write_words(body: WordsIn, composer: CurrentComposer, user: CanRead) -> WordsOut:
    """Compose an SML clip from words: a scale, an arpeggio, a chord progression, a bass line."""
    written = await composer.compose(body.text, user, BODY.at("text"))
    return WordsOut(sml=written.sml, tempo_bpm=written.tempo_bpm)


async def composed(body: WordsIn, composer: CurrentComposer, user: CanWrite) -> ComposedSML:
    return await composer.compose(body.text, user, BODY.at("text"))


@router.post("/clip-to-db", response_model=int, idempotent=True, responses=ASKING)
async def create_clip_from_words(
    written: Annotated[ComposedSML, Depends(composed)],  # the key's transaction begins after it, and waits for no model
    user: CanWrite,
) -> int:
    """Compose a clip from a request in words and store it. Returns only its id."""
    (clip_id,) = await Clip.objects.store(user, [await sml_json.read_clip(written.sml)])
    return clip_id
