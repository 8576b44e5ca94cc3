"""Size limits of scores."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from project.music.errors import BadMusicXML
from project.music.location import Location
from project.music.notation.dsl_clips import MAX_CLIP_BARS, MAX_NOTES
from project.music.notation.tracks import MAX_TRACKS

#: In all parts, rests included.
MAX_SCORE_NOTES = 40_000
MAX_SCORE_BARS = 20_000
#: Per bar: parts of music21 are quadratic in it.
MAX_BAR_ELEMENTS = 1_000
#: In all parts: music21 visits every note for each.
MAX_TRANSPOSES = 100


def check_sizes(parts: list[Element], loc: Location) -> None:
    bars = [[len(measure) for measure in part.iterfind("measure")] for part in parts]
    notes = [sum(1 for _ in part.iterfind("measure/note")) for part in parts]
    transposes = sum(1 for part in parts for _ in part.iterfind("measure/attributes/transpose"))
    for fits, what in (
        (len(parts) <= MAX_TRACKS, f"{MAX_TRACKS} parts"),
        (max(map(len, bars), default=0) <= MAX_CLIP_BARS, f"{MAX_CLIP_BARS} bars"),
        (sum(map(len, bars)) <= MAX_SCORE_BARS, f"{MAX_SCORE_BARS} bars in all parts"),
        (
            max((max(part, default=0) for part in bars), default=0) <= MAX_BAR_ELEMENTS,
            f"{MAX_BAR_ELEMENTS} elements in a bar",
        ),
        (max(notes, default=0) <= MAX_NOTES, f"{MAX_NOTES} notes in a part"),
        (sum(notes) <= MAX_SCORE_NOTES, f"{MAX_SCORE_NOTES} notes"),
        (transposes <= MAX_TRANSPOSES, f"{MAX_TRANSPOSES} changes of transposition"),
    ):
        if not fits:
            raise BadMusicXML(f"it has more than {what}", loc)
