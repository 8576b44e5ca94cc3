"""Conversion between SML and DSL, load, export, search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Response

from project.core.http.router import Router
from project.core.http.streaming import LargeBodyRoute
from project.core.json.rows import JSONText
from project.music.conversions import dsl_json, midi_files, sml_json
from project.music.midi.exports import midi_json
from project.music.models import Clip, Composition
from project.music.schemas.files import MidiOptions, MidiOut
from project.music.schemas.projects import LoadIn, LoadOut
from project.music.schemas.search import SearchIn, SearchOut
from project.users.dependencies import CanRead, CanWrite

SML_CLIP = {"name": "riff", "bars": [{"bar_index": 0, "items": [{"note": "C4", "duration": "whole"}]}]}
SML_PROJECT = {"project": {"name": "song", "tracks": {"lead": {"clips": [{"clip_id": 1, "start_bar": 1}]}}}}


router = Router(prefix="/facade", tags=["facade"])
#: Accepts larger bodies, for projects with their library.
large = Router(prefix="/facade", tags=["facade"], route_class=LargeBodyRoute)


@router.post("/sml/clip-to-dsl", response_model=dict[str, Any])
async def convert_clip(sml: Annotated[dict[str, Any], Body(examples=[SML_CLIP])], user: CanRead) -> Response:
    """Convert an SML clip to DSL without storing it."""
    return JSONText(await sml_json.convert_clip(sml))


@router.post("/sml/composition-to-dsl", response_model=dict[str, Any])
async def convert_composition(sml: Annotated[dict[str, Any], Body(examples=[SML_PROJECT])], user: CanRead) -> Response:
    """Convert an SML project, wrapped or bare, to a DSL composition without storing it."""
    return JSONText(await sml_json.convert_project(sml))


@large.post("/dsl/load", response_model=LoadOut, idempotent=True)
async def load_project(body: LoadIn, user: CanWrite) -> LoadOut:
    """Store a DSL project with its clips in one transaction."""
    composition, library = await dsl_json.read_project(body.document())
    made, clip_ids = await Composition.objects.load(user, composition, library)
    return LoadOut(composition_id=made, clip_ids=clip_ids, composition_name=composition.name)


@router.post("/clips/search", response_model=SearchOut)
async def search_clips(body: SearchIn, user: CanRead) -> Response:
    """Find clips with any of the tags, then clips whose name matches, in DSL."""
    return JSONText(await dsl_json.write_search(*await Clip.objects.find(user, body.tags or (), body.name_pattern)))


@router.get("/clips/{clip_id}/dsl", response_model=dict[str, Any])
async def export_clip(clip_id: int, user: CanRead) -> Response:
    """Export a clip in DSL."""
    return JSONText(await dsl_json.write_clip(await Clip.objects.fetch_whole(user, clip_id)))


@router.get("/clips/{clip_id}/sml", response_model=dict[str, Any])
async def write_clip_in_sml(clip_id: int, user: CanRead) -> Response:
    """Export a clip in SML; 422 if SML cannot express it."""
    return JSONText(await sml_json.write_clip(await Clip.objects.fetch_whole(user, clip_id)))


@router.get("/compositions/{composition_id}/sml", response_model=dict[str, Any])
async def write_composition_in_sml(composition_id: int, user: CanRead) -> Response:
    """Export a composition in SML, with the ids of its clips."""
    found, _ = await Composition.objects.whole(user, composition_id)
    return JSONText(await sml_json.write_project(found))


@router.get("/compositions/{composition_id}/dsl", response_model=dict[str, Any])
async def export_composition(composition_id: int, user: CanRead) -> Response:
    """Export a composition and its clips in DSL."""
    return JSONText(await dsl_json.write_project(*await Composition.objects.whole(user, composition_id)))


@router.post("/compositions/{composition_id}/midi", response_model=MidiOut)
async def export_midi(composition_id: int, body: MidiOptions, user: CanRead) -> MidiOut:
    """Export a composition as a base64 MIDI file."""
    body.check()
    found, clips = await Composition.objects.whole(user, composition_id)
    return MidiOut(**midi_json(await midi_files.write_composition(found, clips)))
