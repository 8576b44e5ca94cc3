"""Stored music on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from project.core.json_text import Written
from project.core.paging import LongPaging, Paging
from project.core.schemas import NOT_BOOLEAN, In, Out, Patch, Text
from project.music.notation.dsl_clips import MAX_CLIP_BARS
from project.music.notation.json_values import MAX_BAR, MAX_ID, MAX_NAME, MAX_TAGS
from project.music.notation.maps import FASTEST, MAX_TICKS_PER_QUARTER, SLOWEST
from project.music.notation.sml_clips import MAX_BARS, MAX_ITEMS
from project.music.notation.tracks import MAX_TRACK_BARS, MAX_TRACKS
from project.music.rows.records import ExpressionColumns, column_names
from project.music.schemas.json_shapes import Item, KeyMap, Loops, MeterMap, StoredBar, TempoMap

_EXPRESSION = column_names(ExpressionColumns)
_PAIRS = ", ".join(f"'{name}', {{row}}.{name}" for name in _EXPRESSION)
_OWN = ", ".join(f"{{row}}.{name}" for name in _EXPRESSION)
OVERRIDE = f"CASE WHEN num_nonnulls({_OWN}) > 0 THEN json_build_object({_PAIRS}) END"


def _no_number(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("Input should be true or false, not a number")
    return value


MusicName = Annotated[Text, Field(max_length=MAX_NAME, examples=["riff"])]
Tag = Annotated[Text, Field(max_length=MAX_NAME, examples=["latin"])]
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS)]
Bpm = Annotated[int, Field(ge=SLOWEST, le=FASTEST, description="Quarter notes a minute.", examples=[120]), NOT_BOOLEAN]
Ticks = Annotated[int, Field(ge=1, le=MAX_TICKS_PER_QUARTER, examples=[480]), NOT_BOOLEAN]
BarIndex = Annotated[int, Field(ge=-MAX_BAR, le=MAX_BAR, examples=[1]), NOT_BOOLEAN]
ClipId = Annotated[int, Field(ge=-MAX_ID, le=MAX_ID, examples=[1]), NOT_BOOLEAN]
Pattern = Annotated[
    Text, Field(max_length=MAX_NAME, description="As of SQL's ILIKE: `%` and `_` are wild.", examples=["%riff%"])
]
Flag = Annotated[bool, BeforeValidator(_no_number)]
Document = Annotated[dict[str, Any], Field(examples=[{}])]


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


class ExpressionOut(Out):
    velocity_curve: Any
    cc: Any
    pitch_bend_curve: Any
    aftertouch_curve: Any
    pedal_events: Any
    metadata: Any


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
    #: Those that have lost bars with it.
    composition_ids: list[int]


class TrackBarOut(Out):
    id: int
    track_id: int
    bar_index: int
    clip_id: int
    clip_bar_index: int
    #: What is played otherwise than in the clip, in this place only.
    override: Annotated[ExpressionOut | None, Written(OVERRIDE)]


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
    #: The maps are null where they say no more than `tempo_bpm`, 4/4 and C major.
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


class SMLBarIn(In):
    model_config = ConfigDict(extra="allow")

    bar_index: BarIndex = 1
    items: list[Item] = Field(max_length=MAX_ITEMS)


class SMLClipIn(In):
    """What there is beside is read as well."""

    model_config = ConfigDict(extra="allow")

    clip_id: ClipId | None = Field(default=None, description="Ignored: the service gives its own.")
    name: MusicName
    track_name: MusicName | None = None
    tags: Tags | None = None
    meter_map: MeterMap | None = None
    bars: list[SMLBarIn] = Field(max_length=MAX_BARS)

    def sml(self) -> dict[str, Any]:
        """As it came."""
        return self.model_dump(exclude_unset=True)


class SMLProjectIn(In):
    project: dict[str, Any] = Field(
        examples=[{"name": "song", "tempo_map": [{"bar": 1, "tempo_bpm": 96}], "tracks": {"lead": {"clips": []}}}]
    )


class ClipPatch(Patch):
    """`bars` take the place of all that there were. They are as a clip is answered, or as in SML, with `items`."""

    name: MusicName = ""
    track_name: MusicName | None = None
    tags: Tags | None = None
    meter_map: MeterMap | None = None
    bars: list[StoredBar] = Field(default=[], max_length=MAX_CLIP_BARS)


class TrackBarIn(In):
    bar_index: BarIndex
    clip_id: ClipId
    clip_bar_index: Annotated[int, NOT_BOOLEAN] = Field(
        ge=0, le=MAX_BAR, description="Counted from the clip's first bar.", examples=[0]
    )
    override: Document | None = Field(default=None, description="What is played otherwise in this place.")


class TrackIn(In):
    name: MusicName
    bars: list[TrackBarIn] = Field(max_length=MAX_TRACK_BARS, examples=[[]])
    instrument: Document | None = Field(default=None, description="`{name, midi_channel, program}`")


class CompositionIn(In):
    name: MusicName
    ticks_per_quarter: Ticks = 480
    tempo_bpm: Bpm = 120
    tempo_map: TempoMap | None = Field(default=None, description="Where it is given, it goes before `tempo_bpm`.")
    meter_map: MeterMap | None = None
    key_map: KeyMap | None = None
    loops: Loops | None = None
    tracks: list[TrackIn] = Field(max_length=MAX_TRACKS, examples=[[]])


class CompositionPatch(Patch):
    """`tracks` take the place of all that there were."""

    name: MusicName = ""
    ticks_per_quarter: Ticks = 480
    tempo_bpm: Bpm = 120
    tempo_map: TempoMap | None = None
    meter_map: MeterMap | None = None
    key_map: KeyMap | None = None
    loops: Loops | None = None
    tracks: list[TrackIn] = Field(default=[], max_length=MAX_TRACKS, examples=[[]])


class ClipQuery(Paging):
    name_pattern: Pattern | None = None
    tag: Tag | None = None
    track_name: MusicName | None = None


class ClipsByNameQuery(LongPaging):
    name_pattern: Pattern


class ClipsByTagQuery(LongPaging):
    tag: Tag


class CompositionQuery(Paging):
    name_pattern: Pattern | None = None
    tempo_min: Annotated[int, Field(ge=0, le=10**6)] | None = None
    tempo_max: Annotated[int, Field(ge=0, le=10**6)] | None = None
