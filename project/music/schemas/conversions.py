"""What goes over the wire beside stored music: conversions, search, playing, requests in words."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from project.core.schemas import In, Out, Text
from project.music.errors import BadValue
from project.music.location import BODY
from project.music.schemas.clips import Bpm, Flag, Pattern, Tags
from project.music.words.requests import MAX_CHARACTERS

FILES = "The service reads and writes no files of its machine"


class LoadIn(In):
    path: str | None = Field(default=None, description="Refused: send the project itself.", examples=[None])
    dsl_json: dict[str, Any] | None = Field(
        default=None, examples=[{"project": {"name": "song", "tracks": {}, "clip_library": []}}]
    )

    def document(self) -> dict[str, Any]:
        """Raises BadValue where there is none, or a path in its place."""
        if self.path is not None:
            raise BadValue(f"{FILES}; send the project as dsl_json", BODY.at("path"))
        if not self.dsl_json:
            raise BadValue("Must provide either path or dsl_json; the service takes dsl_json alone", BODY)
        return self.dsl_json


class LoadOut(Out):
    composition_id: int
    #: In the order of the library.
    clip_ids: list[int]
    composition_name: str


class SearchIn(In):
    tags: Tags | None = None
    name_pattern: Pattern | None = None


class SearchOut(Out):
    #: In DSL.
    clips: list[dict[str, Any]]
    #: Whether there are others; `GET /clips` lists them all.
    more: bool


class MidiOptions(In):
    output_path: str | None = Field(default=None, description="Refused: the answer is the file.", examples=[None])
    include_all_tracks: Flag = Field(default=True, description="Ignored: all tracks are in the file.")

    def check(self) -> None:
        """Raises BadValue for a path."""
        if self.output_path is not None:
            raise BadValue(f"{FILES}; the answer has the file in midi_bytes", BODY.at("output_path"))


class MidiOut(Out):
    #: In base64.
    midi_bytes: str
    output_path: None = None


class Words(In):
    text: Text = Field(max_length=MAX_CHARACTERS, examples=["a walking bass line over ii-V-I in F major, 4 bars"])


class WordsOut(Out):
    #: A clip in SML.
    sml: dict[str, Any]
    tempo_bpm: int


class PlayConfig(In):
    sf2_path: str | None = Field(default=None, description="Ignored: nothing is rendered here.", examples=[None])
    bpm: Bpm = 120
    loop: Flag = Field(default=False, description="Ignored: the file has the clip once.")


class PlaySML(In):
    sml_clip: dict[str, Any] = Field(examples=[{"name": "riff", "bars": []}])
    config: PlayConfig


class PlayWords(In):
    nl_request: Words
    config: PlayConfig


class Playing(Out):
    """In place of sound on the server: a link to the MIDI file."""

    status: str = "ready"
    message: str = "Open midi_url to play it: the service itself has no loudspeaker"
    midi_url: str


class PlayingClip(Playing):
    clip_id: int


class PlayingWords(Playing):
    sml: dict[str, Any]


class Imported(Out):
    composition_id: int
    #: One for each voice.
    clip_ids: list[int]
    composition_name: str
