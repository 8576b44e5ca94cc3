"""From stored rows to scores, keys and other pitches, and from scores to rows. Raises the errors of
`project.music.errors`."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from project.music.conversions import music21_worker
from project.music.errors import BadValue
from project.music.harmony.shifts import Shift, by_interval, by_semitones, into_key, read_key, tonality
from project.music.harmony.transposition import transposed_clip, transposed_project
from project.music.location import BODY
from project.music.notation.tree import Composition, KeyChange, Project
from project.music.performance.passages import performed_alone
from project.music.rows.clips import clip_of, clip_row, composition_row, project_of
from project.music.rows.records import ClipRow, CompositionRow
from project.music.schemas.keys import KeyOut, LikelyKeyOut, TransposeIn


async def clip_musicxml(row: ClipRow, tempo_bpm: int) -> bytes:
    return await music21_worker.musicxml(await _alone(row, tempo_bpm))


async def composition_musicxml(row: CompositionRow, clips: Sequence[ClipRow]) -> bytes:
    return await music21_worker.musicxml(await to_thread(project_of, row, clips))


async def musicxml(data: bytes, name: str | None) -> tuple[CompositionRow, dict[int, ClipRow]]:
    """A composition, and the clips of its library by the ids that they have there."""
    return await to_thread(_rows, await music21_worker.from_musicxml(data, name))


async def clip_key(row: ClipRow) -> KeyOut:
    return await _key(await _alone(row))


async def composition_key(row: CompositionRow, clips: Sequence[ClipRow]) -> KeyOut:
    return await _key(await to_thread(project_of, row, clips))


async def moved_clip(row: ClipRow, wanted: TransposeIn) -> ClipRow:
    shift = await _shift(wanted, await _alone(row))
    return await to_thread(lambda: clip_row(transposed_clip(clip_of(row), shift, wanted.name)))


async def moved_composition(
    row: CompositionRow, clips: Sequence[ClipRow], wanted: TransposeIn
) -> tuple[CompositionRow, dict[int, ClipRow]]:
    """With new clips, as of a library."""
    project = await to_thread(project_of, row, clips)
    shift = await _shift(wanted, project)
    return await to_thread(lambda: _rows(transposed_project(project, shift, wanted.name)))


def _rows(project: Project) -> tuple[CompositionRow, dict[int, ClipRow]]:
    return composition_row(project.composition), {clip.id or 0: clip_row(clip) for clip in project.clips}


async def _alone(row: ClipRow, tempo_bpm: int = 120) -> Project:
    return await to_thread(lambda: performed_alone(clip_of(row), tempo_bpm))


async def _key(project: Project) -> KeyOut:
    estimate = await music21_worker.estimated_key(project)
    if estimate is None:
        return KeyOut(key=None, mode=None, correlation=None, confidence=0, alternatives=[])
    best, others = estimate.best, [LikelyKeyOut.model_validate(key) for key in estimate.alternatives]
    return KeyOut(
        key=best.key,
        mode=best.mode,
        correlation=best.correlation,
        confidence=estimate.confidence,
        alternatives=others,
    )


async def _shift(wanted: TransposeIn, project: Project) -> Shift:
    if wanted.semitones is not None:
        return by_semitones(wanted.semitones)
    if wanted.interval is not None:
        return by_interval(wanted.interval, BODY.at("interval"))
    assert wanted.to_key is not None
    source = await _source(wanted, project)
    known = tonality(source)
    target = read_key(wanted.to_key, known[1] if known else "major", BODY.at("to_key"))
    return into_key(source, target, wanted.direction, BODY.at("to_key"))


async def _source(wanted: TransposeIn, project: Project) -> KeyChange:
    """The key that the music is in. C major is also what a composition has whose key nobody has said."""
    if wanted.from_key is not None:
        return read_key(wanted.from_key, "major", BODY.at("from_key"))
    keys = project.composition.keys
    if keys != Composition().keys and tonality(keys[0]) is not None:
        return keys[0]
    estimate = await music21_worker.estimated_key(project)
    if estimate is None:
        raise BadValue("There are no notes to tell the key by; say from_key", BODY.at("from_key"))
    return estimate.as_change
