"""MusicXML as projects, by music21. Import only from `music21_worker`."""

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

#: What music21 raises on inconsistent scores.
_BROKEN = (Music21Exception, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def import_musicxml(data: bytes, name: str | None = None, loc: Location = BODY) -> Project:
    """Read notes, tempos, meters, keys and repeats. Clips have the ids 1, 2, …

    Pitches are sounding pitches; tied notes are joined; grace notes are dropped. A short first bar is a pickup, padded
    with rests; other irregular bars get a meter of their own. Raises BadMusicXML.
    """
    silence_music21()
    sheet = prepare_score(read_document(data, loc), loc)
    try:
        return ScoreReader(sheet, _score(sheet.root), loc).project(name)
    except _BROKEN as error:
        raise BadMusicXML("its content is inconsistent", loc) from error


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
        """Start the next bar where this one ends. music21 would search for the best meter of a short bar."""
        self.lastMeasureOffset += measure.highestTime
