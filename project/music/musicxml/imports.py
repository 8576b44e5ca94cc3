"""MusicXML as music of ours, by music21. Imported only by `music21_worker`, in a thread."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from music21.exceptions21 import Music21Exception
from music21.musicxml.xmlToM21 import MusicXMLImporter, PartParser

from project.music.errors import BadMusicXML
from project.music.location import BODY, Location
from project.music.musicxml.documents import read_document
from project.music.musicxml.music21_setup import silence_music21
from project.music.musicxml.prepared_score import prepare_score
from project.music.musicxml.score_reader import ScoreReader
from project.music.notation.tree import (
    Project,
)

#: What music21 raises on scores that say what cannot be.
_BROKEN = (Music21Exception, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def import_musicxml(data: bytes, name: str | None = None, loc: Location = BODY) -> Project:
    """The score's notes, tempos, meters, keys and repeats. Clips have the ids 1, 2, … within it.

    Pitches are those that sound, tied notes are one, grace notes are left out. A first bar that is short is a pickup,
    after rests; other bars get the meter of what is in them. Raises BadMusicXML.
    """
    silence_music21()
    sheet = prepare_score(read_document(data, loc), loc)
    try:
        return ScoreReader(sheet, _score(sheet.root), loc).project(name)
    except _BROKEN as error:
        raise BadMusicXML("its music makes no sense", loc) from error


def _score(root: Element) -> Any:
    importer = _ScoreParser()
    importer.xmlRootToScore(root, importer.stream)
    importer.stream.toSoundingPitch(inPlace=True)
    return importer.stream


class _ScoreParser(MusicXMLImporter):  # type: ignore[misc]  # music21 is Any
    def xmlPartToPart(self, part: Element, listed: Element) -> Any:  # noqa: N802
        parser = _PartParser(part, mxScorePart=listed, parent=self)
        parser.parse()
        return parser.stream


class _PartParser(PartParser):  # type: ignore[misc]
    def adjustTimeAttributesFromMeasure(self, measure: Any) -> None:  # noqa: N802
        """Begin the next bar where this one ends. For a short bar, music21 itself would look for the best meter."""
        self.lastMeasureOffset += measure.highestTime
