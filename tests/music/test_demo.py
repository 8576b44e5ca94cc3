"""The music part of the `demo` command."""

import pytest
from fastapi import FastAPI
from rich.progress import Progress

from project.music.commands import load_demo
from project.music.demo import TUNES
from project.music.midi.exports import project_midi
from project.music.models import Composition
from project.music.notation.meters import BarLines
from project.music.rows.clips import clip_of
from project.music.rows.compositions import project_of
from project.users.callers import LOCAL

pytestmark = pytest.mark.usefixtures("app")


async def test_the_tunes_are_loaded_once(app: FastAPI) -> None:
    with Progress(disable=True) as progress:
        first = await load_demo(progress)
        second = await load_demo(progress)

    assert first == ["Loaded Frère Jacques, Ode to Joy, Greensleeves"]
    assert second == ["The demo tunes are already loaded"]
    assert await Composition.objects.of(LOCAL).count() == len(TUNES)


async def test_every_bar_of_a_tune_is_full_and_heard() -> None:
    with Progress(disable=True) as progress:
        await load_demo(progress)
    for tune in await Composition.objects.of(LOCAL):
        composition, clips = await Composition.objects.whole(LOCAL, tune.id)
        for clip in map(clip_of, clips):
            lines = BarLines(clip.meters, clip.first_bar)
            for bar in clip.bars:
                assert sum(note.duration for note in bar.notes) == lines.meter(bar.index).beats, (clip.name, bar.index)
        project = project_of(composition, clips)
        lengths = {clip.id: clip.length_bars for clip in project.clips}
        for track in project.composition.tracks:
            assert all(bar.clip_bar_index < lengths[bar.clip_id] for bar in track.bars), (tune.name, track.name)
        assert project_midi(project)
