"""Bounded XML parsing without entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from project.music.errors import BadMusicXML
from project.music.location import Location, excerpt
from project.music.musicxml.vocabulary import ATTRIBUTES, BEATS, MAY_BE_NONE, NUMBERS, in_range

#: Uncompressed.
MAX_BYTES = 20_000_000
MAX_ELEMENTS = 500_000
MAX_DEPTH = 20


def parsed(data: bytes, kept: frozenset[str], loc: Location) -> Element:
    if len(data) > MAX_BYTES:
        raise BadMusicXML(f"it has more than {MAX_BYTES} bytes", loc)
    reader = _Reader(kept, loc)
    try:
        reader.parser.Parse(data, True)
        return reader.tree.close()
    except (expat.ExpatError, ParseError, AssertionError, LookupError, ValueError) as error:
        raise BadMusicXML("it is not well-formed XML", loc) from error


class _Reader:
    """Builds a tree of the kept elements."""

    def __init__(self, kept: frozenset[str], loc: Location) -> None:
        self.kept = kept
        self.loc = loc
        self.tree = TreeBuilder()
        self.elements = 0
        self.depth = 0
        #: Depth within a dropped element.
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
        raise BadMusicXML("it declares entities", self.loc)

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise BadMusicXML("it has an internal DTD subset", self.loc)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise BadMusicXML(f"it has more than {MAX_ELEMENTS} elements", self.loc)
        self.text.clear()
        if self.outside or (self.depth and tag not in self.kept):
            self.outside += 1
            return
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadMusicXML("its elements are nested too deeply", self.loc)
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
        """Drop unknown attributes, and those out of range: some programs write negative dynamics."""
        return {name: text for name, text in attributes.items() if name in ATTRIBUTES and in_range(f"@{name}", text)}

    def _fits(self, tag: str, text: str) -> bool:
        """Return whether to keep the text. Raises BadMusicXML where a number is required."""
        if in_range(tag, text) and (tag != "beats" or BEATS.fullmatch(text)):
            return True
        if tag in MAY_BE_NONE:
            return False
        low, high = NUMBERS.get(tag, (1, 64))
        raise BadMusicXML(f"<{tag}> should be a number from {low} to {high}, not {excerpt(text)!r}", self.loc)
