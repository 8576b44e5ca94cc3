"""The clip library of a DSL project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from project.music.errors import BadValue, TooMuch
from project.music.location import Location
from project.music.notation.json_values import MAX_ID, integer_in, mapping, sequence

MAX_CLIPS = 2_000
#: In the whole library.
MAX_LIBRARY_BARS = 20_000
MAX_LIBRARY_NOTES = 100_000


def read_library(value: Any, loc: Location) -> dict[int, tuple[Mapping[str, Any], Location]]:
    """Return the clips by id, with their locations. The last clip with an id wins, at the position of the first."""
    found: dict[int, tuple[Mapping[str, Any], Location]] = {}
    notes = 0
    for i, part in enumerate(sequence(value, loc, MAX_CLIPS)):
        clip = mapping(part, loc.at(i))
        if clip.get("clip_id") is None:
            raise BadValue("Clip must have 'clip_id'", loc.at(i).labelled(f"clip {i + 1} of the library"))
        found[integer_in(clip, "clip_id", loc.at(i), -MAX_ID, MAX_ID)] = (clip, loc.at(i))
        notes += len(clip["notes"]) if isinstance(clip.get("notes"), list) else 0
    if notes > MAX_LIBRARY_NOTES:
        raise TooMuch(f"The clips of a project should have at most {MAX_LIBRARY_NOTES} notes", loc)
    return found


def library_clip_id(instance: Mapping[str, Any], loc: Location, library: Mapping[int, Any]) -> int:
    if instance.get("clip_id") is None:
        raise BadValue("A clip instance should have a 'clip_id'", loc)
    clip_id = integer_in(instance, "clip_id", loc, -MAX_ID, MAX_ID)
    if clip_id not in library:
        raise BadValue(f"Clip {clip_id} not found in clip_library", loc)
    return clip_id
