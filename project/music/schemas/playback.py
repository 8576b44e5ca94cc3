"""Playback."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from project.core.http.schemas import In, Out
from project.music.schemas.fields import Bpm, Flag
from project.music.schemas.words import WordsIn


class PlayConfig(In):
    sf2_path: str | None = Field(default=None, description="Ignored: nothing is rendered here.", examples=[None])
    bpm: Bpm = 120
    loop: Flag = Field(default=False, description="Ignored: the file plays the clip once.")


class PlaySML(In):
    sml_clip: dict[str, Any] = Field(examples=[{"name": "riff", "bars": []}])
    config: PlayConfig


class PlayWords(In):
    nl_request: WordsIn
    config: PlayConfig


class Playing(Out):
    """A link to the MIDI file, in place of sound from the server."""

    status: str = "ready"
    message: str = "Open midi_url to play it: the service itself has no loudspeaker"
    midi_url: str


class PlayingClip(Playing):
    clip_id: int


class PlayingWords(Playing):
    sml: dict[str, Any]
