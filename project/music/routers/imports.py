from __future__ import annotations

from typing import Annotated

from fastapi import Body

from project.core.http.router import Router
from project.music.conversions import midi_files
from project.music.dependencies import Name
from project.music.file_responses import MIDI_TYPE
from project.music.models import Composition
from project.music.schemas.projects import MusicImportOut
from project.users.dependencies import CanWrite

router = Router(tags=["clips"])

MidiFile = Annotated[
    bytes, Body(media_type=MIDI_TYPE, min_length=1, description="A standard MIDI file of format 0 or 1, up to 512 kB.")
]


@router.post("/clips/from-midi", response_model=MusicImportOut, status_code=201, idempotent=True)
async def import_midi(data: MidiFile, user: CanWrite, name: Name = None) -> MusicImportOut:
    """Store a MIDI file as a composition, with a clip for each voice, in one transaction."""
    composition, library = await midi_files.read_file(data, name)
    made, clip_ids = await Composition.objects.load(user, composition, library)
    return MusicImportOut(composition_id=made, clip_ids=clip_ids, composition_name=composition.name)
