"""Compositions as MusicXML, by music21. Import only from `music21_worker`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from mido import MetaMessage
from music21 import (
    metadata,
    stream,
)
from music21.musicxml.m21ToXml import ScoreExporter

from project.music.errors import TooMuch
from project.music.midi.channels import channels_of, program_of
from project.music.midi.meta_events import meta_events
from project.music.musicxml.layout import (
    MAX_WRITTEN_BARS,
    MAX_WRITTEN_NOTES,
    ScoreMeasure,
    Voices,
    score_measures,
    voices_by_measure,
)
from project.music.musicxml.music21_setup import silence_music21
from project.music.musicxml.note_values import snapped
from project.music.musicxml.part_writer import Marks, PartWriter, xml_text
from project.music.musicxml.score_chords import score_chords
from project.music.notation.tree import CompositionNode, Project, TrackNode
from project.music.performance.bars import played_bars
from project.music.performance.budget import EventBudget
from project.music.performance.passages import passages_by_track


def write_musicxml(project: Project) -> bytes:
    """Return the composition with its loops written out. Raises TooMuch."""
    silence_music21()
    composition = _with_a_track(project.composition)
    played = played_bars(composition)
    chords = [score_chords(track) for track in passages_by_track(Project(composition, project.clips))]
    measures = score_measures(played, [chord for track in chords for chord in track])
    if len(measures) * len(chords) > MAX_WRITTEN_BARS:
        raise TooMuch(f"A score should have at most {MAX_WRITTEN_BARS} bars in all parts")
    laid = [voices_by_measure(track, measures) for track in chords]
    if sum(_notes_of(bar) for track in laid for bar in track) > MAX_WRITTEN_NOTES:
        raise TooMuch(f"A score should have at most {MAX_WRITTEN_NOTES} notes, tied notes counted separately")
    marks = _marks(list(meta_events(composition, played, EventBudget())), measures)
    score = stream.Score()
    if composition.name:
        score.insert(0, metadata.Metadata(title=xml_text(composition.name)))
    channels = channels_of(composition.tracks)
    for i, track in enumerate(composition.tracks):
        score.insert(0, PartWriter(track, i, channels[i], measures, marks, laid[i]).written())
    return _exported(score, composition, laid)


def _with_a_track(composition: CompositionNode) -> CompositionNode:
    """Add a track if there is none: a score needs a part."""
    return composition if composition.tracks else replace(composition, tracks=(TrackNode(composition.name),))


def _notes_of(bar: Voices) -> int:
    return sum(len(piece.chord.pitches) for pieces in bar.values() for piece in pieces)


def _exported(score: Any, composition: CompositionNode, laid: Sequence[Sequence[Voices]]) -> bytes:
    """Serialize without music21's own credits, the date and the page size."""
    exporter = ScoreExporter(score, makeNotation=False)
    root = exporter.parse()
    for name in ("identification", "defaults", *(() if composition.name else ("movement-title",))):
        for found in root.findall(name):
            root.remove(found)
    sounds = root.findall("part-list/score-part/midi-instrument")
    for track, sound in zip(composition.tracks, sounds, strict=True):
        if program_of(track) is None:
            sound.remove(sound.find("midi-program"))
    for part, bars in zip(root.iterfind("part"), laid, strict=True):
        for measure, voices in zip(part.iterfind("measure"), bars, strict=True):
            _set_velocities(measure, voices)
    data: bytes = exporter.asBytes()
    return data


def _set_velocities(measure: Element, voices: Voices) -> None:
    """Write the velocity of each note, in percent of 90: music21 would write the mean of a chord."""
    written = (note for note in measure.iterfind("note") if note.find("pitch") is not None)
    pieces = (piece for _, voice in sorted(voices.items()) for piece in voice)
    velocities = (velocity for piece in pieces for _, velocity in sorted(piece.chord.pitches.items()))
    for note_element, velocity in zip(written, velocities, strict=True):
        note_element.set("dynamics", f"{velocity / 0.9:.2f}")


def _marks(events: list[tuple[Any, MetaMessage]], measures: Sequence[ScoreMeasure]) -> Marks:
    found: Marks = [[] for _ in measures]
    bar = 0
    for time, message in sorted(events, key=lambda event: event[0]):
        while bar + 1 < len(measures) and measures[bar + 1].start <= snapped(time):
            bar += 1
        found[bar].append((snapped(time) - measures[bar].start, message))
    return found
