"""Music as a tree: what both languages, the store, MIDI and the pictures read and write.

Rhythm is in beats (quarter notes) as exact fractions. What came as JSON of the client's own stays JSON.
"""

from project.music.notation.tree.clips import Bar, Clip, Note
from project.music.notation.tree.compositions import Composition, Instrument, Project, Track, TrackBar
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
    "Bar",
    "Clip",
    "Composition",
    "Curve",
    "Expression",
    "Instrument",
    "KeyChange",
    "Loop",
    "MeterChange",
    "Note",
    "Number",
    "PedalEvent",
    "Point",
    "Project",
    "TempoChange",
    "Track",
    "TrackBar",
]
