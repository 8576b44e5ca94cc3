"""MIDI export."""

from __future__ import annotations

from pydantic import Field

from project.core.http.schemas import In, Out
from project.music.errors import BadValue
from project.music.location import BODY
from project.music.schemas.fields import NO_SERVER_FILES, Flag


class MidiOptions(In):
    output_path: str | None = Field(
        default=None, description="Refused: the response contains the file.", examples=[None]
    )
    include_all_tracks: Flag = Field(default=True, description="Ignored: the file always has all tracks.")

    def check(self) -> None:
        if self.output_path is not None:
            raise BadValue(f"{NO_SERVER_FILES}; the response has the file in midi_bytes", BODY.at("output_path"))


class MidiOut(Out):
    #: Base64.
    midi_bytes: str
    output_path: None = None
