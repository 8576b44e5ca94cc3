"""Loading and importing of projects."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from project.core.http.schemas import In, Out
from project.music.errors import BadValue
from project.music.location import BODY
from project.music.schemas.fields import NO_SERVER_FILES


class LoadIn(In):
    path: str | None = Field(default=None, description="Refused: send the project itself.", examples=[None])
    dsl_json: dict[str, Any] | None = Field(
        default=None, examples=[{"project": {"name": "song", "tracks": {}, "clip_library": []}}]
    )

    def document(self) -> dict[str, Any]:
        if self.path is not None:
            raise BadValue(f"{NO_SERVER_FILES}; send the project as dsl_json", BODY.at("path"))
        if not self.dsl_json:
            raise BadValue("Must provide either path or dsl_json; the service takes dsl_json alone", BODY)
        return self.dsl_json


class LoadOut(Out):
    composition_id: int
    #: In the order of the library.
    clip_ids: list[int]
    composition_name: str


class MusicImportOut(Out):
    composition_id: int
    #: One per voice.
    clip_ids: list[int]
    composition_name: str
