"""A score prepared for music21: bounded, and free of what music21 would guess at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from project.music.harmony.pitch_spelling import spell
from project.music.location import BODY, Location
from project.music.midi.drums import DRUM_CHANNEL
from project.music.musicxml.size_limits import check_sizes
from project.music.notation.json_values import MAX_NAME
from project.music.notation.maps import MAX_LOOPS
from project.music.notation.tree import Instrument

#: The snare drum, for unpitched notes without an instrument.
_SNARE = 38
_TIMES = 2


@dataclass(frozen=True, slots=True)
class PreparedScore:
    """The document for music21, and what is read without it. Lists are indexed by part."""

    root: Element
    title: str | None
    names: list[str]
    instruments: list[Instrument | None]
    #: (first bar, last bar, times), bars counted from 1.
    repeats: list[tuple[int, int, int]]


def prepare_score(root: Element, loc: Location = BODY) -> PreparedScore:
    """Change the root in place: relist the parts, give unpitched notes a pitch, turn cues into rests, drop grace notes.

    Raises BadMusicXML over the size limits.
    """
    listed = {entry.get("id"): entry for entry in root.iterfind("part-list/score-part")}
    parts = root.findall("part")
    check_sizes(parts, loc)
    names, instruments = [], []
    for i, part in enumerate(parts):
        entry = listed.get(part.get("id"), Element("score-part"))
        for measure in part.iterfind("measure"):
            _prepare_measure(measure, _sounds(entry))
        names.append((_words(entry.findtext("part-name")) or f"Part {i + 1}")[:MAX_NAME])
        instruments.append(_instrument(entry))
    title = _words(root.findtext("work/work-title")) or _words(root.findtext("movement-title"))
    repeats = list(_repeats(parts[0].findall("measure"))) if parts else []
    _relist(root, parts)
    return PreparedScore(root, title, names, instruments, repeats[:MAX_LOOPS])


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _relist(root: Element, parts: list[Element]) -> None:
    """Replace the part list by one without names and instruments, from which music21 would guess transpositions."""
    listed = Element("part-list")
    for i, part in enumerate(parts):
        part.set("id", f"P{i + 1}")
        part[:] = part.findall("measure")
        SubElement(SubElement(listed, "score-part", id=f"P{i + 1}"), "part-name").text = f"P{i + 1}"
    root[:] = [listed, *parts]


def _sounds(entry: Element) -> dict[str | None, int]:
    """Return the drum note of each instrument."""
    found = ((i.get("id"), i.findtext("midi-unpitched")) for i in entry.iterfind("midi-instrument"))
    return {name: int(float(text)) - 1 for name, text in found if text}


def _instrument(entry: Element) -> Instrument | None:
    name = _words(entry.findtext("score-instrument/instrument-name"))
    channel, program = (entry.findtext(f"midi-instrument/midi-{word}") or None for word in ("channel", "program"))
    midi_channel = int(float(channel)) - 1 if channel else None
    if midi_channel is None and entry.find("midi-instrument/midi-unpitched") is not None:
        midi_channel = DRUM_CHANNEL
    if name is None and midi_channel is None and program is None:
        return None
    return Instrument(name and name[:MAX_NAME], midi_channel, int(float(program)) - 1 if program else None)


def _prepare_measure(measure: Element, sounds: Mapping[str | None, int]) -> None:
    kept = []
    for element in measure:
        cue, chord = element.find("cue") is not None, element.find("chord") is not None
        if element.find("grace") is not None or (cue and chord):
            continue
        for time in element.findall("time"):
            if time.find("beats") is None:  # senza misura: bars get a meter from their content
                element.remove(time)
        if cue:
            _silence(element)
        elif element.find("unpitched") is not None:
            _give_pitch(element, sounds)
        kept.append(element)
    measure[:] = kept


def _silence(note: Element) -> None:
    for tag in ("cue", "pitch", "unpitched", "tie", "notations"):
        for found in note.findall(tag):
            note.remove(found)
    note.insert(0, Element("rest"))


def _give_pitch(note: Element, sounds: Mapping[str | None, int]) -> None:
    instrument = note.find("instrument")
    name = None if instrument is None else instrument.get("id")
    default = next(iter(sounds.values())) if len(sounds) == 1 else _SNARE
    letter, alter, octave = spell(sounds.get(name, default), 0)
    unpitched = note.find("unpitched")
    assert unpitched is not None
    unpitched.clear()
    unpitched.tag = "pitch"
    for tag, value in (("step", letter), ("alter", str(alter)), ("octave", str(octave))):
        SubElement(unpitched, tag).text = value


def _repeats(measures: list[Element]) -> Iterator[tuple[int, int, int]]:
    """Yield repeated sections. A section with alternative endings is played once and left out."""
    first, endings = 1, False
    for number, measure in enumerate(measures, 1):
        for barline in measure.findall("barline"):
            endings = endings or barline.find("ending") is not None
            repeat = barline.find("repeat")
            if repeat is not None and repeat.get("direction") == "forward":
                first, endings = number, barline.find("ending") is not None
            elif repeat is not None and repeat.get("direction") == "backward":
                if not endings:
                    yield first, number, int(float(repeat.get("times", _TIMES)))
                first = number + 1
