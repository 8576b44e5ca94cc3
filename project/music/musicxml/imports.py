"""MusicXML as music of ours, by music21: a clip for each part, and a composition that plays them. Imported only by
`extra`, in a thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from music21 import chord, dynamics, key, tempo
from music21.exceptions21 import Music21Exception
from music21.musicxml.xmlToM21 import MusicXMLImporter, PartParser

from project.music.errors import BadMusicXML
from project.music.location import BODY, Place
from project.music.musicxml.markings import ARTICULATION_NAMES, DYNAMICS
from project.music.musicxml.music21_setup import quieten
from project.music.musicxml.prepared_score import Sheet, cleaned
from project.music.musicxml.xml_parser import read_document
from project.music.notation.dsl_clips import MAX_DURATION
from project.music.notation.json_values import MAX_NAME
from project.music.notation.maps import DENOMINATORS, FASTEST, MAX_CHANGES, MAX_METER_CHANGES, MAX_NUMERATOR, SLOWEST
from project.music.notation.meters import BarLines, plain_meters, shifted
from project.music.notation.pitches import HIGHEST
from project.music.notation.tree import (
    Bar,
    Clip,
    Composition,
    KeyChange,
    Loop,
    MeterChange,
    Note,
    Project,
    TempoChange,
    Track,
    TrackBar,
)

#: What music21 raises on scores that say what cannot be.
_BROKEN = (Music21Exception, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def import_musicxml(data: bytes, name: str | None = None, place: Place = BODY) -> Project:
    """The score's notes, tempos, meters, keys and repeats. Clips have the ids 1, 2, … within it.

    Pitches are those that sound, tied notes are one, grace notes are left out. A first bar that is short is a pickup,
    after rests; other bars get the meter of what is in them. Raises BadMusicXML.
    """
    quieten()
    sheet = cleaned(read_document(data, place), place)
    try:
        return _Importer(sheet, _score(sheet.root), place).project(name)
    except _BROKEN as error:
        raise BadMusicXML("its music makes no sense", place) from error


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


class Heard(NamedTuple):
    """A note of the score, or what is tied to one; times in beats from the beginning."""

    start: Fraction
    end: Fraction
    pitch: int
    cents: int
    #: start, stop, continue or none
    tie: str | None
    voice: str
    articulation: str | None
    velocity: int | None


class _Importer:
    def __init__(self, sheet: Sheet, score: Any, place: Place) -> None:
        self.sheet = sheet
        self.place = place
        self.parts = [list(part.getElementsByClass("Measure")) for part in score.parts]
        self.meters, self.pickup = _meters(self.parts, place)
        self.lines = BarLines(self.meters, 1)

    def project(self, name: str | None) -> Project:
        notes = [joined(self._heard(part)) for part in self.parts]
        begin = min((note.start for part in notes for note in part), default=None)
        pairs = [self._placed(i, part) for i, part in enumerate(notes)]
        composition = Composition(
            name=(name or self.sheet.title or "Untitled")[:MAX_NAME],
            tempos=self._tempos(begin),
            meters=self.meters,
            keys=self._keys() or Composition().keys,
            loops=tuple(Loop(start, end - start + 1, times) for start, end, times in self.sheet.repeats),
            tracks=tuple(track for track, _ in pairs),
        )
        return Project(composition, tuple(clip for _, clip in pairs if clip is not None))

    def _start(self, measure: int) -> Fraction:
        """Of what is written in a measure, counted from 0."""
        return self.lines.start(measure + 1) + (self.pickup if measure == 0 else 0)

    def _heard(self, measures: Sequence[Any]) -> Iterator[Heard]:
        level: int | None = None
        for i, measure in enumerate(measures):
            begin = self._start(i)
            signs = sorted((_beats(s.offset), s.value) for s in measure.getElementsByClass(dynamics.Dynamic))
            levels = [(time, DYNAMICS[sign]) for time, sign in signs if sign in DYNAMICS]
            for voice in (measure, *measure.voices):
                for element in voice.notes:
                    time = _beats(element.offset)
                    here = [velocity for at, velocity in levels if at <= time]
                    name = "1" if voice is measure else str(voice.id)
                    yield from self._sounds(element, begin + time, name, here[-1] if here else level)
            level = levels[-1][1] if levels else level

    def _sounds(self, element: Any, start: Fraction, voice: str, level: int | None) -> Iterator[Heard]:
        end = start + _beats(element.quarterLength)
        if not start < end <= start + MAX_DURATION:
            return
        signs = (ARTICULATION_NAMES.get(type(sign).__name__) for sign in element.articulations)
        articulation = next((sign for sign in signs if sign), None)
        for note in element.notes if isinstance(element, chord.Chord) else (element,):
            pitch = round(note.pitch.ps)
            if not 0 <= pitch <= HIGHEST:
                raise BadMusicXML(f"a note lies outside of MIDI's 0 to {HIGHEST}", self.place)
            said = note.volume.velocity if note.hasVolumeInformation() else None
            velocity = level if said is None else max(1, min(127, said))
            cents = round((note.pitch.ps - pitch) * 100)
            yield Heard(start, end, pitch, cents, note.tie and note.tie.type, voice, articulation, velocity)

    def _placed(self, number: int, notes: Sequence[Heard]) -> tuple[Track, Clip | None]:
        name, instrument = self.sheet.names[number], self.sheet.instruments[number]
        if not notes:
            return Track(name, (), instrument), None
        bars: dict[int, list[Note]] = {}
        for heard in notes:
            bar, within = self.lines.locate(heard.start)
            bars.setdefault(bar, []).append(_note(heard, within))
        first, last = min(bars), max(bars)
        clip = Clip(
            number + 1,
            name,
            name,
            tuple(Bar(i, tuple(bars.get(first + i, ()))) for i in range(last - first + 1)),
            meters=plain_meters(shifted(self.meters, -first), 0, last - first),
        )
        placed = tuple(TrackBar(first + i, number + 1, i) for i in range(last - first + 1))
        return Track(name, placed, instrument), clip

    def _tempos(self, begin: Fraction | None) -> tuple[TempoChange, ...]:
        """From whichever part they stand in; the first part's counts. Notes before the first have the usual tempo."""
        found: dict[tuple[int, Fraction], TempoChange] = {}
        for measures in self.parts:
            for i, measure in enumerate(measures):
                for mark in measure.getElementsByClass(tempo.MetronomeMark):
                    bpm = mark.getQuarterBPM()
                    if bpm is not None:
                        bar, beat = self.lines.locate(self._start(i) + _beats(mark.offset))
                        bpm = max(SLOWEST, min(FASTEST, round(bpm, 3)))
                        plain = int(bpm) if bpm == int(bpm) else bpm
                        found.setdefault((bar, beat), TempoChange(bar, plain, beat))
        if len(found) > MAX_CHANGES:
            raise BadMusicXML(f"its tempo changes more than {MAX_CHANGES} times", self.place)
        tempos = tuple(found[at] for at in sorted(found))
        late = not tempos or (begin is not None and self.lines.locate(begin) < min(found))
        return (*Composition().tempos, *tempos) if late else tempos

    def _keys(self) -> tuple[KeyChange, ...]:
        """From the first part that has any."""
        for measures in self.parts:
            found = [
                _key(i + 1, signature)
                for i, measure in enumerate(measures)
                for signature in measure.getElementsByClass(key.KeySignature)
                if abs(signature.sharps or 0) <= 7
            ]
            if found:
                return tuple({change.bar: change for change in found}.values())[:MAX_CHANGES]
        return ()


def _beats(length: Any) -> Fraction:
    return Fraction(length).limit_denominator(100_000)


def _key(bar: int, signature: Any) -> KeyChange:
    named = signature if isinstance(signature, key.Key) else signature.asKey("major")
    return KeyChange(bar, named.tonic.name.replace("-", "b"), named.mode)


def _note(heard: Heard, within: Fraction) -> Note:
    return Note(
        within,
        heard.end - heard.start,
        heard.pitch,
        heard.articulation,
        None if heard.velocity is None else {"velocity": heard.velocity},
        cents_offset=heard.cents or None,
    )


def joined(notes: Iterable[Heard]) -> list[Heard]:
    """In order of time, with those that are tied together as one; a tie stays in its voice where it can."""
    found: list[Heard] = []
    open_ends: dict[tuple[int, Fraction], list[int]] = {}
    for note in sorted(notes, key=lambda note: note.start):
        waiting = open_ends.get((note.pitch, note.start), []) if note.tie in ("stop", "continue") else []
        same = next((i for i in waiting if found[i].voice == note.voice), waiting[0] if waiting else None)
        if same is None:
            found.append(note)
            same = len(found) - 1
        else:
            waiting.remove(same)
            found[same] = found[same]._replace(end=note.end)
        if note.tie in ("start", "continue"):
            open_ends.setdefault((note.pitch, note.end), []).append(same)
    return found


def _meters(parts: Sequence[Sequence[Any]], place: Place) -> tuple[tuple[MeterChange, ...], Fraction]:
    """The meters bar by bar, and how much of the first bar is silent before a pickup."""
    now, pickup = MeterChange(1), Fraction(0)
    found: list[MeterChange] = []
    last = max(map(len, parts), default=0) - 1
    for i in range(last + 1):
        here = [measures[i] for measures in parts if i < len(measures)]
        signature = next((measure.timeSignature for measure in here if measure.timeSignature is not None), None)
        if signature is not None:
            now = _meter(i + 1, signature.numerator, signature.denominator, place)
        length = max(_beats(measure.highestTime) for measure in here)
        if i == 0 and 0 < length < now.beats:
            pickup = now.beats - length
        filled = length == now.beats or (length < now.beats and i in (0, last))
        own = now if filled or length == 0 else _meter_of(i + 1, length, place)
        if not found or (found[-1].numerator, found[-1].denominator) != (own.numerator, own.denominator):
            found.append(MeterChange(i + 1, own.numerator, own.denominator))
    if len(found) > MAX_METER_CHANGES:
        raise BadMusicXML(f"its meter changes more than {MAX_METER_CHANGES} times", place)
    return tuple(found) or Composition().meters, pickup


def _meter(bar: int, numerator: int, denominator: int, place: Place) -> MeterChange:
    if denominator not in DENOMINATORS or not 1 <= numerator <= MAX_NUMERATOR:
        raise BadMusicXML(f"no meter is {numerator}/{denominator}", place)
    return MeterChange(bar, numerator, denominator)


def _meter_of(bar: int, length: Fraction, place: Place) -> MeterChange:
    """The meter of a bar that has this length, or the next longer one that there is."""
    for denominator in (4, 8, 16, 32, 64):
        if (length * denominator / 4).denominator == 1 and length * denominator / 4 <= MAX_NUMERATOR:
            return MeterChange(bar, int(length * denominator / 4), denominator)
    for denominator in (64, 32, 16, 8, 4, 2, 1):
        numerator = -(-length * denominator // 4)
        if numerator <= MAX_NUMERATOR:
            return MeterChange(bar, int(numerator), denominator)
    raise BadMusicXML("a bar is too long", place)
