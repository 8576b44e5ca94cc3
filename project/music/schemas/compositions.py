"""Stored compositions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from project.core.http.pagination import Paging
from project.core.http.schemas import NOT_BOOLEAN, In, Out, Patch
from project.core.json.text import Computed
from project.music.notation.json_values import MAX_BAR
from project.music.notation.tracks import MAX_TRACK_BARS, MAX_TRACKS
from project.music.rows.records import ExpressionColumns, column_names
from project.music.schemas.fields import BarIndex, Bpm, ClipId, Document, MusicName, Pattern, Ticks
from project.music.schemas.json_shapes import KeyMap, Loops, MeterMap, TempoMap

_EXPRESSION = column_names(ExpressionColumns)
_PAIRS = ", ".join(f"'{name}', {{row}}.{name}" for name in _EXPRESSION)
_OWN = ", ".join(f"{{row}}.{name}" for name in _EXPRESSION)
OVERRIDE = f"CASE WHEN num_nonnulls({_OWN}) > 0 THEN json_build_object({_PAIRS}) END"


class ExpressionOut(Out):
    velocity_curve: Any
    cc: Any
    pitch_bend_curve: Any
    aftertouch_curve: Any
    pedal_events: Any
    metadata: Any


class TrackBarOut(Out):
    id: int
    track_id: int
    bar_index: int
    clip_id: int
    clip_bar_index: int
    #: Overrides the expression of the clip's bar, here only.
    override: Annotated[ExpressionOut | None, Computed(OVERRIDE)]


class TrackOut(Out):
    id: int
    composition_id: int
    name: str
    instrument: Any
    bars: list[TrackBarOut]


class CompositionLineOut(Out):
    """A composition without its tracks."""

    id: int
    name: str
    ticks_per_quarter: int
    tempo_bpm: int
    #: Maps are null if they only repeat `tempo_bpm`, 4/4 and C major.
    tempo_map: Any
    meter_map: Any
    key_map: Any
    loops: Any
    version: int
    created_at: datetime
    updated_at: datetime


class CompositionOut(CompositionLineOut):
    tracks: list[TrackOut]


class CompositionStored(Out):
    composition_id: int
    composition: CompositionOut


class CompositionDeleted(Out):
    composition_id: int


class TrackBarIn(In):
    bar_index: BarIndex
    clip_id: ClipId
    clip_bar_index: Annotated[int, NOT_BOOLEAN] = Field(
        ge=0, le=MAX_BAR, description="Counted from the clip's first bar.", examples=[0]
    )
    override: Document | None = Field(
        default=None, description="Overrides the expression of the clip's bar, here only."
    )


class TrackIn(In):
    name: MusicName
    bars: list[TrackBarIn] = Field(max_length=MAX_TRACK_BARS, examples=[[]])
    instrument: Document | None = Field(default=None, description="`{name, midi_channel, program}`")


class CompositionIn(In):
    name: MusicName
    ticks_per_quarter: Ticks = 480
    tempo_bpm: Bpm = 120
    tempo_map: TempoMap | None = Field(default=None, description="Takes precedence over `tempo_bpm`.")
    meter_map: MeterMap | None = None
    key_map: KeyMap | None = None
    loops: Loops | None = None
    tracks: list[TrackIn] = Field(max_length=MAX_TRACKS, examples=[[]])


class CompositionPatch(Patch):
    """`tracks` replaces all tracks."""

    name: MusicName = ""
    ticks_per_quarter: Ticks = 480
    tempo_bpm: Bpm = 120
    tempo_map: TempoMap | None = None
    meter_map: MeterMap | None = None
    key_map: KeyMap | None = None
    loops: Loops | None = None
    tracks: list[TrackIn] = Field(default=[], max_length=MAX_TRACKS, examples=[[]])


class CompositionQuery(Paging):
    name_pattern: Pattern | None = None
    tempo_min: Annotated[int, Field(ge=0, le=10**6)] | None = None
    tempo_max: Annotated[int, Field(ge=0, le=10**6)] | None = None
