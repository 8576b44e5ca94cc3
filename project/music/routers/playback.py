"""Playback: links to MIDI files, because the server has no loudspeaker."""

from __future__ import annotations

from project.core.http.router import Router
from project.music.conversions import midi_files
from project.music.dependencies import ASKING, CurrentComposer
from project.music.file_responses import data_url
from project.music.location import BODY
from project.music.models import Clip
from project.music.schemas.playback import PlayConfig, Playing, PlayingClip, PlayingWords, PlaySML, PlayWords
from project.users.dependencies import CanRead

router = Router(prefix="/facade/playback", tags=["playback"])


@router.post("/sml", response_model=Playing)
async def play_sml(body: PlaySML, user: CanRead) -> Playing:
    """Return an SML clip as a MIDI data URL; nothing is stored."""
    return Playing(midi_url=data_url(await midi_files.write_sml(body.sml_clip, body.config.bpm)))


@router.post("/nl", response_model=PlayingWords, responses=ASKING)
async def play_words(body: PlayWords, composer: CurrentComposer, user: CanRead) -> PlayingWords:
    """Compose a clip from a request in words and return it as a MIDI data URL; nothing is stored."""
    written = await composer.compose(body.nl_request.text, user, BODY.at("nl_request", "text"))
    return PlayingWords(sml=written.sml, midi_url=data_url(await midi_files.write_sml(written.sml, body.config.bpm)))


@router.post("/clip/{clip_id}", response_model=PlayingClip)
async def play_clip(clip_id: int, body: PlayConfig, user: CanRead) -> PlayingClip:
    """Return a link to the MIDI file of a stored clip."""
    clip = await Clip.objects.fetch(user, clip_id)
    return PlayingClip(clip_id=clip.id, midi_url=f"/clips/{clip.id}.mid?tempo_bpm={body.bpm}")
