"""Factories of clips and compositions, and bodies that clients send."""

from __future__ import annotations

from typing import Any

import httpx2

from project.music.models import Clip, Composition
from project.music.notation import sml_clips
from project.music.rows.changes import new_composition
from project.music.rows.clips import clip_row
from project.users.models import User


def bar(index: int, *items: str, **further: Any) -> dict[str, Any]:
    """A bar of SML; items are "pitch value", or "value" for a rest."""
    made = [{"note": item.split()[0], "duration": item.split()[1]} if " " in item else {"rest": item} for item in items]
    return {"bar_index": index, "items": made, **further}


def sml_clip(name: str = "riff", *bars: dict[str, Any], **further: Any) -> dict[str, Any]:
    return {"name": name, "bars": list(bars or [bar(0, "C4 quarter", "E4 quarter", "half")]), **further}


async def make_clip(user: User, name: str = "riff", *bars: dict[str, Any], **further: Any) -> Clip:
    (clip_id,) = await Clip.objects.store(
        user.caller(), [clip_row(sml_clips.read_clip(sml_clip(name, *bars, **further)))]
    )
    return await Clip.get(id=clip_id)


def track(name: str, clip_id: int, *places: tuple[int, int]) -> dict[str, Any]:
    """Place bars of a clip on a track; places are (bar of the track, bar of the clip)."""
    return {"name": name, "bars": [{"bar_index": at, "clip_id": clip_id, "clip_bar_index": of} for at, of in places]}


async def make_composition(user: User, *tracks: dict[str, Any], **values: Any) -> Composition:
    row = new_composition({"name": "song", "tracks": list(tracks), **values})
    return await Composition.get(id=await Composition.objects.store(user.caller(), row))


def library_clip(clip_id: int, *notes: dict[str, Any], **further: Any) -> dict[str, Any]:
    return {"clip_id": clip_id, "name": f"clip {clip_id}", "notes": list(notes), **further}


def note(pitch: int, start_beat: float = 0, duration_beats: float = 1, **further: Any) -> dict[str, Any]:
    return {"pitch": pitch, "start_beat": start_beat, "duration_beats": duration_beats, **further}


def dsl(library: list[dict[str, Any]], **tracks: list[dict[str, Any]]) -> dict[str, Any]:
    """The body that loads a project whose tracks have these instances."""
    project = {"name": "song", "clip_library": library, "tracks": {name: {"clips": c} for name, c in tracks.items()}}
    return {"dsl_json": {"project": project}}


async def loaded(client: httpx2.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post("/facade/dsl/load", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
