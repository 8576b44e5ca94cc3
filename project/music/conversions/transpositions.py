from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from project.music.conversions import music21_worker
from project.music.conversions.clip_projects import clip_project
from project.music.errors import BadValue
from project.music.harmony.intervals import (
    Interval,
    interval_between,
    interval_of_semitones,
    named_interval,
    read_key,
    tonic_and_mode,
)
from project.music.harmony.transposition import transposed_clip, transposed_project
from project.music.location import BODY
from project.music.notation.tree import CompositionNode, KeyChange, Project
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import ProjectRows, project_of, project_rows
from project.music.rows.records import ClipRow, CompositionRow
from project.music.schemas.keys import TransposeIn


async def transpose_clip(row: ClipRow, body: TransposeIn) -> ClipRow:
    interval = await _interval(body, await clip_project(row))
    return await to_thread(lambda: clip_row(transposed_clip(clip_of(row), interval, body.name)))


async def transpose_composition(row: CompositionRow, clips: Sequence[ClipRow], body: TransposeIn) -> ProjectRows:
    project = await to_thread(project_of, row, clips)
    interval = await _interval(body, project)
    return await to_thread(lambda: project_rows(transposed_project(project, interval, body.name)))


async def _interval(body: TransposeIn, project: Project) -> Interval:
    if body.semitones is not None:
        return interval_of_semitones(body.semitones)
    if body.interval is not None:
        return named_interval(body.interval, BODY.at("interval"))
    assert body.to_key is not None
    source = await _source(body, project)
    tonic_mode = tonic_and_mode(source)
    target = read_key(body.to_key, tonic_mode[1] if tonic_mode else "major", BODY.at("to_key"))
    return interval_between(source, target, body.direction, BODY.at("to_key"))


async def _source(body: TransposeIn, project: Project) -> KeyChange:
    """Return the key to transpose from. C major is also the default, so it counts as unknown."""
    if body.from_key is not None:
        return read_key(body.from_key, "major", BODY.at("from_key"))
    keys = project.composition.keys
    if keys != CompositionNode().keys and tonic_and_mode(keys[0]) is not None:
        return keys[0]
    estimate = await music21_worker.estimate_key(project)
    if estimate is None:
        raise BadValue("Without notes the key cannot be estimated; give from_key", BODY.at("from_key"))
    return estimate.as_change
