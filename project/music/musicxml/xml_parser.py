"""The XML of a score, read with care: only what says music is kept, and all of it is bounded."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from project.music.errors import BadMusicXML
from project.music.location import BODY, Place, shown
from project.music.musicxml.markings import DYNAMICS

#: Unpacked.
MAX_BYTES = 20_000_000
MAX_ELEMENTS = 500_000
MAX_DEPTH = 20
ROOT = "score-partwise"

#: All others are left out, with what is in them.
KEPT = frozenset(
    [
        *("score-partwise", "work", "work-title", "movement-title", "part-list", "score-part", "part-name"),
        *("score-instrument", "instrument-name", "midi-instrument", "midi-channel", "midi-program", "midi-unpitched"),
        *("part", "measure", "barline", "repeat", "ending", "backup", "forward"),
        *("attributes", "divisions", "key", "fifths", "mode", "time", "beats", "beat-type"),
        *("transpose", "chromatic", "diatonic", "octave-change"),
        *(
            "note",
            "chord",
            "grace",
            "cue",
            "pitch",
            "step",
            "alter",
            "octave",
            "unpitched",
            "rest",
            "duration",
            "tie",
            "voice",
        ),
        *(
            "type",
            "dot",
            "instrument",
            "time-modification",
            "actual-notes",
            "normal-notes",
            "normal-type",
            "normal-dot",
        ),
        *("notations", "articulations"),
        *(
            "direction",
            "direction-type",
            "offset",
            "sound",
            "metronome",
            "beat-unit",
            "beat-unit-dot",
            "per-minute",
            "dynamics",
        ),
        *("staccato", "staccatissimo", "tenuto", "accent", "strong-accent", "spiccato", "detached-legato"),
        *DYNAMICS,
    ]
)
ATTRIBUTES = frozenset({"id", "tempo", "dynamics", "type", "direction", "times", "measure", "full-path"})
#: What the text of an element, or of an attribute, may be: a number from one to another.
NUMBERS = {
    "divisions": (1, 1_000_000),
    "duration": (0, 100_000_000),
    "offset": (-100_000_000, 100_000_000),
    "fifths": (-12, 12),
    "beat-type": (1, 64),
    "alter": (-4, 4),
    "octave": (-2, 10),
    "chromatic": (-127, 127),
    "diatonic": (-127, 127),
    "octave-change": (-10, 10),
    "actual-notes": (1, 100),
    "normal-notes": (1, 100),
    "midi-channel": (1, 16),
    "midi-program": (1, 128),
    "midi-unpitched": (1, 128),
    "per-minute": (1, 1_000),
    "@tempo": (1, 1_000),
    "@dynamics": (0, 10_000),
    "@times": (1, 1_000),
}
_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,20})?|\.\d{1,20})")
_BEATS = re.compile(r"\d{1,2}(\s*\+\s*\d{1,2}){0,9}")
#: A tempo in words, such as "c. 108", is none, and neither is a channel 0; the rest must be numbers.
_MAY_BE_NONE = frozenset({"per-minute", "midi-channel", "midi-program", "midi-unpitched"})
#: The first bytes of a zip archive.
_PACKED = b"PK\x03\x04"
_CONTAINER = "META-INF/container.xml"
_MAX_CONTAINER_BYTES = 100_000
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError, RuntimeError)


def read_document(data: bytes, place: Place = BODY) -> Element:
    """The root of a partwise score, as .musicxml or packed as .mxl.

    No entity is expanded and nothing is fetched: a document that declares entities is refused. Raises BadMusicXML.
    """
    root = _parsed(_unpacked(data, place) if data.startswith(_PACKED) else data, KEPT, place)
    if root.tag != ROOT:
        timewise = " (a timewise score; save it as partwise)" if root.tag == "score-timewise" else ""
        raise BadMusicXML(f"its root is <{shown(root.tag)}>, not <{ROOT}>{timewise}", place)
    return root


def _parsed(data: bytes, kept: frozenset[str], place: Place) -> Element:
    if len(data) > MAX_BYTES:
        raise BadMusicXML(f"it has more than {MAX_BYTES} bytes", place)
    reader = _Reader(kept, place)
    try:
        reader.parser.Parse(data, True)
        return reader.tree.close()
    except (expat.ExpatError, ParseError, AssertionError, LookupError, ValueError) as error:
        raise BadMusicXML("it is no well-formed XML", place) from error


class _Reader:
    """Builds the tree of the elements that are kept."""

    def __init__(self, kept: frozenset[str], place: Place) -> None:
        self.kept = kept
        self.place = place
        self.tree = TreeBuilder()
        self.elements = 0
        self.depth = 0
        #: How deep in an element that is left out.
        self.outside = 0
        self.text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.StartDoctypeDeclHandler = self.doctype

    def refuse_entity(self, *_: Any) -> None:
        raise BadMusicXML("it declares entities", self.place)

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise BadMusicXML("it has declarations of its own", self.place)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise BadMusicXML(f"it has more than {MAX_ELEMENTS} elements", self.place)
        self.text.clear()
        if self.outside or (self.depth and tag not in self.kept):
            self.outside += 1
            return
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadMusicXML("its elements are nested too deeply", self.place)
        self.tree.start(tag, self._attributes(attributes))

    def end(self, tag: str) -> None:
        if self.outside:
            self.outside -= 1
            return
        self.depth -= 1
        text = "".join(self.text).strip()
        self.text.clear()
        if text and self._fits(tag, text):
            self.tree.data(text)
        self.tree.end(tag)

    def _attributes(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Those that are kept and are what they should be: programs write loudness below 0, and the like."""
        return {name: text for name, text in attributes.items() if name in ATTRIBUTES and _in_range(f"@{name}", text)}

    def _fits(self, tag: str, text: str) -> bool:
        """Whether the text is kept. Raises BadMusicXML where it has to be a number and is none."""
        if _in_range(tag, text) and (tag != "beats" or _BEATS.fullmatch(text)):
            return True
        if tag in _MAY_BE_NONE:
            return False
        low, high = NUMBERS.get(tag, (1, 64))
        raise BadMusicXML(f"<{tag}> should be a number from {low} to {high}, not {shown(text)!r}", self.place)


def _in_range(name: str, text: str) -> bool:
    if name not in NUMBERS:
        return True
    low, high = NUMBERS[name]
    return _NUMBER.fullmatch(text) is not None and low <= float(text) <= high


def _unpacked(data: bytes, place: Place) -> bytes:
    """The score in an .mxl archive: the first that its container names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            container = _parsed(_member(archive, _CONTAINER, _MAX_CONTAINER_BYTES, place), _CONTAINER_TAGS, place)
            first = container.find("rootfiles/rootfile")
            if first is None:
                raise BadMusicXML("its container names no score", place)
            return _member(archive, first.get("full-path", ""), MAX_BYTES, place)
    except _BROKEN_ARCHIVE as error:
        raise BadMusicXML("it is a broken archive, or none of MusicXML", place) from error


_CONTAINER_TAGS = frozenset({"container", "rootfiles", "rootfile"})


def _member(archive: zipfile.ZipFile, name: str, limit: int, place: Place) -> bytes:
    """Read no further than the limit, whatever the archive says of its size."""
    found = archive.getinfo(name)
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadMusicXML("it is packed in a way that is not read", place)
    with archive.open(found) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise BadMusicXML(f"unpacked it has more than {limit} bytes", place)
    return data
