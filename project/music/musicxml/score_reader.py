"""Conversion of music21's score to a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from music21 import chord, dynamics, key, tempo

from project.music.errors import BadMusicXML
from project.music.location import Location
from project.music.musicxml.markings import ARTICULATION_NAMES, DYNAMICS
from project.music.musicxml.measure_meters import meters_of
from project.music.musicxml.prepared_score import PreparedScore
from project.music.musicxml.score_notes import ScoreNote, joined_ties, score_beats
from project.music.notation.dsl_notes import MAX_DURATION
from project.music.notation.json_values import MAX_NAME
from project.music.notation.maps import FASTEST, MAX_CHANGES, SLOWEST
from project.music.notation.meters import BarLines, minimal_meters, shifted_meters
from project.music.notation.pitches import HIGHEST
from project.music.notation.tree import (
    BarNode,
    ClipNode,
    CompositionNode,
    KeyChange,
    Loop,
    NoteNode,
    Project,
    TempoChange,
    TrackBarNode,
    TrackNode,
)


class ScoreReader:
    def __init__(self, sheet: PreparedScore, score: Any, loc: Location) -> None:
        self.sheet = sheet
        self.loc = loc
        self.parts = [list(part.getElementsByClass("Measure")) for part in score.parts]
        self.meters, self.pickup = meters_of(self.parts, loc)
        self.lines = BarLines(self.meters, 1)

    def project(self, name: str | None) -> Project:
        notes = [joined_ties(self._heard(part)) for part in self.parts]
        begin = min((note.start for part in notes for note in part), default=None)
        pairs = [self._placed(i, part) for i, part in enumerate(notes)]
        composition = CompositionNode(
            name=(name or self.sheet.title or "Untitled")[:MAX_NAME],
            tempos=self._tempos(begin),
            meters=self.meters,
            keys=self._keys() or CompositionNode().keys,
            loops=tuple(Loop(start, end - start + 1, times) for start, end, times in self.sheet.repeats),
            tracks=tuple(track for track, _ in pairs),
        )
        return Project(composition, tuple(clip for _, clip in pairs if clip is not None))

    def _start(self, measure: int) -> Fraction:
        """Return the beat at which the content of a measure begins; measures count from 0."""
        return self.lines.start(measure + 1) + (self.pickup if measure == 0 else 0)

    def _heard(self, measures: Sequence[Any]) -> Iterator[ScoreNote]:
        level: int | None = None
        for i, measure in enumerate(measures):
            begin = self._start(i)
            signs = sorted((score_beats(s.offset), s.value) for s in measure.getElementsByClass(dynamics.Dynamic))
            levels = [(time, DYNAMICS[sign]) for time, sign in signs if sign in DYNAMICS]
            for voice in (measure, *measure.voices):
                for element in voice.notes:
                    time = score_beats(element.offset)
                    here = [velocity for at, velocity in levels if at <= time]
                    name = "1" if voice is measure else str(voice.id)
                    yield from self._sounds(element, begin + time, name, here[-1] if here else level)
            level = levels[-1][1] if levels else level

    def _sounds(self, element: Any, start: Fraction, voice: str, level: int | None) -> Iterator[ScoreNote]:
        end = start + score_beats(element.quarterLength)
        if not start < end <= start + MAX_DURATION:
            return
        signs = (ARTICULATION_NAMES.get(type(sign).__name__) for sign in element.articulations)
        articulation = next((sign for sign in signs if sign), None)
        for note in element.notes if isinstance(element, chord.Chord) else (element,):
            pitch = round(note.pitch.ps)
            if not 0 <= pitch <= HIGHEST:
                raise BadMusicXML(f"a note is outside the MIDI range 0 to {HIGHEST}", self.loc)
            own_velocity = note.volume.velocity if note.hasVolumeInformation() else None
            velocity = level if own_velocity is None else max(1, min(127, own_velocity))
            cents = round((note.pitch.ps - pitch) * 100)
            yield ScoreNote(start, end, pitch, cents, note.tie and note.tie.type, voice, articulation, velocity)

    def _placed(self, number: int, notes: Sequence[ScoreNote]) -> tuple[TrackNode, ClipNode | None]:
        name, instrument = self.sheet.names[number], self.sheet.instruments[number]
        if not notes:
            return TrackNode(name, (), instrument), None
        bars: dict[int, list[NoteNode]] = {}
        for heard in notes:
            bar, within = self.lines.locate(heard.start)
            bars.setdefault(bar, []).append(_note(heard, within))
        first, last = min(bars), max(bars)
        clip = ClipNode(
            number + 1,
            name,
            name,
            tuple(BarNode(i, tuple(bars.get(first + i, ()))) for i in range(last - first + 1)),
            meters=minimal_meters(shifted_meters(self.meters, -first), 0, last - first),
        )
        placed = tuple(TrackBarNode(first + i, number + 1, i) for i in range(last - first + 1))
        return TrackNode(name, placed, instrument), clip

    def _tempos(self, begin: Fraction | None) -> tuple[TempoChange, ...]:
        """Merge the tempos of all parts, the first part's first. The default tempo precedes a late first one."""
        found: dict[tuple[int, Fraction], TempoChange] = {}
        for measures in self.parts:
            for i, measure in enumerate(measures):
                for mark in measure.getElementsByClass(tempo.MetronomeMark):
                    bpm = mark.getQuarterBPM()
                    if bpm is not None:
                        bar, beat = self.lines.locate(self._start(i) + score_beats(mark.offset))
                        bpm = max(SLOWEST, min(FASTEST, round(bpm, 3)))
                        plain = int(bpm) if bpm == int(bpm) else bpm
                        found.setdefault((bar, beat), TempoChange(bar, plain, beat))
        if len(found) > MAX_CHANGES:
            raise BadMusicXML(f"it has more than {MAX_CHANGES} tempo changes", self.loc)
        tempos = tuple(found[at] for at in sorted(found))
        needs_default = not tempos or (begin is not None and self.lines.locate(begin) < min(found))
        return (*CompositionNode().tempos, *tempos) if needs_default else tempos

    def _keys(self) -> tuple[KeyChange, ...]:
        """Return the keys of the first part that has any."""
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


def _key(bar: int, signature: Any) -> KeyChange:
    named = signature if isinstance(signature, key.Key) else signature.asKey("major")
    return KeyChange(bar, named.tonic.name.replace("-", "b"), named.mode)


def _note(heard: ScoreNote, within: Fraction) -> NoteNode:
    return NoteNode(
        within,
        heard.end - heard.start,
        heard.pitch,
        heard.articulation,
        None if heard.velocity is None else {"velocity": heard.velocity},
        cents_offset=heard.cents or None,
    )
