"""The music model that notation, storage, MIDI, MusicXML and drawing share.

Times are in beats (quarter notes), as exact fractions. Clients' own JSON is kept as it is.
"""

from project.music.notation.tree.clips import BarNode, ClipNode, NoteNode
from project.music.notation.tree.compositions import CompositionNode, Instrument, Project, TrackBarNode, TrackNode
from project.music.notation.tree.expression import (
    EXPRESSION_NAMES,
    PLAIN,
    Curve,
    Expression,
    Number,
    PedalEvent,
    Point,
)
from project.music.notation.tree.maps import KeyChange, Loop, MeterChange, TempoChange

__all__ = [
    "EXPRESSION_NAMES",
    "PLAIN",
    "BarNode",
    "ClipNode",
    "CompositionNode",
    "Curve",
    "Expression",
    "Instrument",
    "KeyChange",
    "Loop",
    "MeterChange",
    "NoteNode",
    "Number",
    "PedalEvent",
    "Point",
    "Project",
    "TempoChange",
    "TrackBarNode",
    "TrackNode",
]
