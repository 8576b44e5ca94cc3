"""MIDI files as projects: a clip for each voice, and a composition that plays them."""

from __future__ import annotations

from project.music.errors import BadMIDI
from project.music.location import BODY, Location
from project.music.midi.conductor import keys_of, meters_of, tempos_of
from project.music.midi.parser import read_score
from project.music.midi.voice_bars import VoiceBars
from project.music.notation.dsl_library import MAX_LIBRARY_BARS
from project.music.notation.json_values import MAX_NAME
from project.music.notation.meters import BarLines
from project.music.notation.tree import (
    CompositionNode,
    Project,
)


def import_midi(data: bytes, name: str | None = None, loc: Location = BODY) -> Project:
    """Read notes, curves, tempos, meters and keys, exact to the tick. Clips have the ids 1, 2, …

    A meter change within a bar is moved to the next bar line; notes keep their times. Raises BadMIDI.
    """
    score = read_score(data, loc)
    meters = meters_of(score, loc)
    lines = BarLines(meters, 1)
    read = [VoiceBars(voice, score.ticks_per_quarter, lines, loc) for voice in score.voices]
    if sum(reader.length for reader in read) > MAX_LIBRARY_BARS:
        raise BadMIDI(f"it has more than {MAX_LIBRARY_BARS} bars in all voices", loc)
    clips = tuple(reader.clip(i + 1, meters) for i, reader in enumerate(read))
    composition = CompositionNode(
        name=(name or score.name or "Untitled")[:MAX_NAME],
        ticks_per_quarter=score.ticks_per_quarter,
        tempos=tempos_of(score, lines, loc),
        meters=meters,
        keys=keys_of(score, lines) or CompositionNode().keys,
        tracks=tuple(reader.track(clip) for reader, clip in zip(read, clips, strict=True)),
    )
    return Project(composition, clips)
