from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.contrib.postgres.indexes import GinIndex
from tortoise.models import Model

from project.core.db.fields import DocumentField
from project.core.db.models import Versioned
from project.music.managers import (
    ClipBarManager,
    ClipManager,
    CompositionManager,
    NoteManager,
    TrackBarManager,
    TrackManager,
)
from project.users.models import Organisation


class Expressed(Model):
    """How a bar is played; null says nothing."""

    #: List of `{time, value}`: times in beats within the bar, values 0 to 127.
    velocity_curve: Any = DocumentField(null=True)
    #: Such lists by controller number as text.
    cc: Any = DocumentField(null=True)
    #: Such a list, with values in cents.
    pitch_bend_curve: Any = DocumentField(null=True)
    aftertouch_curve: Any = DocumentField(null=True)
    #: List of `{time, on}`, or of `{time, controller, value}`.
    pedal_events: Any = DocumentField(null=True)
    metadata: Any = DocumentField(null=True)

    class Meta:
        abstract = True


class Clip(Versioned):
    """A short piece of music that compositions are made of."""

    id = fields.IntField(primary_key=True)
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "models.Organisation", related_name="clips", on_delete=fields.CASCADE
    )
    organisation_id: UUID
    name = fields.CharField(max_length=255)
    track_name = fields.CharField(max_length=255, null=True)
    tags = ArrayField(element_type="text", null=True)
    #: List of `{bar, numerator, denominator}`; 4/4 before the first, and where there is none.
    meter_map: Any = DocumentField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = ClipManager()

    class Meta:
        table = "clip"
        indexes = (("organisation_id", "id"), GinIndex(fields=("tags",), name="clip_tags"))

    def __str__(self) -> str:
        return self.name


class ClipBar(Expressed):
    """A bar of a clip. Bars of one index sound together."""

    id = fields.BigIntField(primary_key=True)
    clip: fields.ForeignKeyRelation[Clip] = fields.ForeignKeyField(
        "models.Clip", related_name="bars", on_delete=fields.CASCADE
    )
    clip_id: int
    bar_index = fields.IntField()

    objects = ClipBarManager()

    class Meta:
        table = "clip_bar"
        ordering = ("bar_index", "id")
        indexes = (("clip_id", "bar_index", "id"),)


class Note(Model):
    """A note, or a rest."""

    id = fields.BigIntField(primary_key=True)
    clip_bar: fields.ForeignKeyRelation[ClipBar] = fields.ForeignKeyField(
        "models.ClipBar", related_name="notes", on_delete=fields.CASCADE
    )
    clip_bar_id: int
    #: MIDI, 0 to 127; null for a rest.
    pitch = fields.SmallIntField(null=True)
    #: From the start of its bar, in quarter notes.
    start_beat = fields.FloatField()
    duration_beats = fields.FloatField()
    is_rest = fields.BooleanField(default=False)
    scale_degree = fields.IntField(null=True)
    interval_from_prev = fields.IntField(null=True)
    cents_offset = fields.FloatField(null=True)
    articulation = fields.CharField(max_length=128, null=True)
    #: `{velocity}`, 0 to 127.
    dynamics: Any = DocumentField(null=True)
    expression: Any = DocumentField(null=True)
    semantics: Any = DocumentField(null=True)

    objects = NoteManager()

    class Meta:
        table = "note"
        ordering = ("start_beat", "id")
        indexes = (("clip_bar_id", "start_beat", "id"),)


class Composition(Versioned):
    """Bars of clips on named tracks."""

    id = fields.IntField(primary_key=True)
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "models.Organisation", related_name="compositions", on_delete=fields.CASCADE
    )
    organisation_id: UUID
    name = fields.CharField(max_length=255)
    ticks_per_quarter = fields.IntField(default=480)
    #: Quarter notes a minute, at the beginning.
    tempo_bpm = fields.IntField(default=120)
    #: Null where they say no more than `tempo_bpm`, 4/4 and C major.
    tempo_map: Any = DocumentField(null=True)
    meter_map: Any = DocumentField(null=True)
    key_map: Any = DocumentField(null=True)
    loops: Any = DocumentField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    objects = CompositionManager()

    class Meta:
        table = "composition"
        indexes = (("organisation_id", "id"), ("organisation_id", "tempo_bpm"))

    def __str__(self) -> str:
        return self.name


class Track(Model):
    """A part of a composition, for one instrument."""

    id = fields.IntField(primary_key=True)
    composition: fields.ForeignKeyRelation[Composition] = fields.ForeignKeyField(
        "models.Composition", related_name="tracks", on_delete=fields.CASCADE
    )
    composition_id: int
    name = fields.CharField(max_length=255)
    #: `{name, midi_channel, program}` and what else it came with.
    instrument: Any = DocumentField(null=True)

    objects = TrackManager()

    class Meta:
        table = "track"
        ordering = ("id",)
        indexes = (("composition_id", "id"),)


class TrackBar(Expressed):
    """A bar of a clip, put at a bar of a track. What it says itself is played instead of what the clip's bar says."""

    id = fields.BigIntField(primary_key=True)
    track: fields.ForeignKeyRelation[Track] = fields.ForeignKeyField(
        "models.Track", related_name="bars", on_delete=fields.CASCADE
    )
    track_id: int
    #: Of the composition, from 1.
    bar_index = fields.IntField()
    clip: fields.ForeignKeyRelation[Clip] = fields.ForeignKeyField(
        "models.Clip", related_name="uses", on_delete=fields.CASCADE, db_index=True
    )
    clip_id: int
    #: Counted from the clip's first bar.
    clip_bar_index = fields.IntField()

    objects = TrackBarManager()

    class Meta:
        table = "track_bar"
        ordering = ("bar_index", "id")
        indexes = (("track_id", "bar_index", "id"),)
