"""SML."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from project.core.http.schemas import In
from project.music.notation.sml_clips import MAX_BARS, MAX_ITEMS
from project.music.schemas.fields import BarIndex, ClipId, MusicName, Tags
from project.music.schemas.json_shapes import Item, MeterMap


class SMLBarIn(In):
    model_config = ConfigDict(extra="allow")

    bar_index: BarIndex = 1
    items: list[Item] = Field(max_length=MAX_ITEMS)


class SMLClipIn(In):
    """Other keys are read as well."""

    model_config = ConfigDict(extra="allow")

    clip_id: ClipId | None = Field(default=None, description="Ignored: the service assigns its own.")
    name: MusicName
    track_name: MusicName | None = None
    tags: Tags | None = None
    meter_map: MeterMap | None = None
    bars: list[SMLBarIn] = Field(max_length=MAX_BARS)

    def sml(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class SMLProjectIn(In):
    project: dict[str, Any] = Field(
        examples=[{"name": "song", "tempo_map": [{"bar": 1, "tempo_bpm": 96}], "tracks": {"lead": {"clips": []}}}]
    )
