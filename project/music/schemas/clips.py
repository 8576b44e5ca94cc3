"""Stored clips."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from project.core.http.pagination import LongPaging, Paging
from project.core.http.schemas import Out, Patch
from project.music.notation.dsl_clips import MAX_CLIP_BARS
from project.music.schemas.fields import MusicName, Pattern, Tag, Tags
from project.music.schemas.json_shapes import MeterMap, StoredBar


class NoteOut(Out):
    id: int
    clip_bar_id: int
    #: Null for a rest.
    pitch: int | None
    start_beat: float
    duration_beats: float
    is_rest: bool
    scale_degree: int | None
    interval_from_prev: int | None
    cents_offset: float | None
    articulation: str | None
    dynamics: Any
    expression: Any
    semantics: Any


class ClipBarOut(Out):
    id: int
    clip_id: int
    bar_index: int
    velocity_curve: Any
    cc: Any
    pitch_bend_curve: Any
    aftertouch_curve: Any
    pedal_events: Any
    metadata: Any
    notes: list[NoteOut]


class ClipLineOut(Out):
    """A clip without its bars."""

    id: int
    name: str
    track_name: str | None
    tags: list[str] | None
    meter_map: Any
    version: int
    created_at: datetime
    updated_at: datetime


class ClipOut(ClipLineOut):
    bars: list[ClipBarOut]


class ClipStored(Out):
    clip_id: int
    clip: ClipOut


class ClipDeleted(Out):
    clip_id: int
    #: Compositions that lost bars.
    composition_ids: list[int]


class ClipPatch(Patch):
    """`bars` replaces all bars; as the API returns them, or as in SML, with `items`."""

    name: MusicName = ""
    track_name: MusicName | None = None
    tags: Tags | None = None
    meter_map: MeterMap | None = None
    bars: list[StoredBar] = Field(default=[], max_length=MAX_CLIP_BARS)


class ClipQuery(Paging):
    name_pattern: Pattern | None = None
    tag: Tag | None = None
    track_name: MusicName | None = None


class ClipsByNameQuery(LongPaging):
    name_pattern: Pattern


class ClipsByTagQuery(LongPaging):
    tag: Tag
