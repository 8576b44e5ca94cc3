"""MusicXML documents, restricted to the musical elements and bounded in size."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from project.music.errors import BadMusicXML
from project.music.location import BODY, Location, excerpt
from project.music.musicxml.archives import PACKED, unpacked
from project.music.musicxml.vocabulary import KEPT
from project.music.musicxml.xml_parser import parsed

ROOT = "score-partwise"


def read_document(data: bytes, loc: Location = BODY) -> Element:
    """Return the root of a partwise score, uncompressed or as .mxl. Raises BadMusicXML.

    Entity declarations are rejected and nothing is fetched.
    """
    root = parsed(unpacked(data, loc) if data.startswith(PACKED) else data, KEPT, loc)
    if root.tag != ROOT:
        timewise = " (a timewise score; save it as partwise)" if root.tag == "score-timewise" else ""
        raise BadMusicXML(f"its root is <{excerpt(root.tag)}>, not <{ROOT}>{timewise}", loc)
    return root
