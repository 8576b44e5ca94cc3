"""From SML through the database and DSL and back."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from project.music.conversions import dsl_json
from project.music.models import Clip, Composition
from project.music.notation import dsl_projects, sml_clips, sml_projects
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.compositions import composition_of, composition_row, project_of
from project.music.rows.records import ClipRow, CompositionRow
from project.users.models import User
from tests.music.notation.test_round_trips import many, renumbered
from tests.music.strategies import Music, projects


def under_old_ids(row: CompositionRow, clips: dict[int, ClipRow], by: dict[int, int]) -> Any:
    """Return the rows under the clip ids they were read with."""
    back = {new: old for old, new in by.items()}
    tree = renumbered(composition_of(row), back)
    return composition_row(tree), {back[key]: clip_row(clip_of(clip)) for key, clip in clips.items()}


@given(projects())
@settings(many, suppress_health_check=[*HealthCheck])
async def test_music_is_the_same_through_the_database(alice: User, music: Music) -> None:
    caller = alice.caller()
    rows = {clip_id: clip_row(sml_clips.read_clip(clip)) for clip_id, clip in music.clips.items()}
    ids = dict(zip(rows, await Clip.objects.store(caller, list(rows.values())), strict=True))
    wanted = sml_projects.read_project(music.project)
    made = await Composition.objects.store(caller, composition_row(renumbered(wanted, ids)))

    found, clips = await Composition.objects.whole(caller, made)

    used = {bar.clip_id for t in wanted.tracks for bar in t.bars}
    expected = (composition_row(wanted), {key: row for key, row in rows.items() if key in used})
    assert under_old_ids(found, {clip.id or 0: clip for clip in clips}, ids) == expected

    written = json.loads(json.dumps(dsl_projects.write_project(project_of(found, clips))))
    row, library = await dsl_json.read_project(written)
    again, new_ids = await Composition.objects.load(caller, row, library)
    there, own_clips = await Composition.objects.whole(caller, again)
    mapped = dict(zip(library, new_ids, strict=True))
    assert under_old_ids(there, {clip.id or 0: clip for clip in own_clips}, mapped) == under_old_ids(
        found, {clip.id or 0: clip for clip in clips}, {key: key for key in library}
    )
