"""Lazy loading of music21, and its worker thread."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from subprocess import run

import pytest

from project.core.db.pool import FairSemaphore
from project.core.errors import PoolExhausted
from project.music.conversions import music21_worker
from project.music.errors import ExtraMissing
from project.music.midi.imports import import_midi
from project.music.performance.passages import clip_as_project
from tests.music import tunes
from tests.music.harmony.known_keys import clip


@pytest.fixture
def without_music21(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unload music21 and make its import fail."""
    needing = ("musicxml.exports", "musicxml.imports", "musicxml.music21_setup", "harmony.key_profiles")
    prefixes = ("music21", *(f"project.music.{name}" for name in needing))
    for name in [name for name in sys.modules if name.startswith(prefixes)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "music21", None)


async def test_a_missing_extra_is_named(without_music21: None) -> None:
    project = clip_as_project(clip(60))

    for call in (
        music21_worker.write_musicxml(project),
        music21_worker.read_musicxml(b""),
        music21_worker.estimate_key(project),
    ):
        with pytest.raises(ExtraMissing, match=r'pip install "\.\[notation\]"') as refused:
            await call
        assert (refused.value.status, refused.value.members) == (501, {"extra": "notation"})


async def test_a_cancelled_call_keeps_its_slot_until_the_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    places = FairSemaphore(1, 10)
    monkeypatch.setattr(music21_worker, "worker_slots", lambda: places)
    gone = asyncio.create_task(music21_worker.write_musicxml(import_midi(tunes.round_with_drums())))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone

    taken = places.taken
    await music21_worker.write_musicxml(clip_as_project(clip(60)))
    assert (taken, places.taken) == (1, 0)


async def test_waiting_too_long_for_music21_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(music21_worker, "worker_slots", lambda: FairSemaphore(0, 0.01))

    with pytest.raises(PoolExhausted):
        await music21_worker.estimate_key(clip_as_project(clip(60)))


SCRIPT = """
import asyncio, sys
import project.main
from project.music.routers import routers
from project.music.conversions import music21_worker
from project.music.midi.imports import import_midi
from tests.music.tunes import round_with_drums
assert "music21" not in sys.modules
data = asyncio.run(music21_worker.write_musicxml(import_midi(round_with_drums())))
asyncio.run(music21_worker.read_musicxml(data.replace(b"<fifths>-1</fifths>", b"<fifths>5</fifths>")))
assert "music21" in sys.modules and "matplotlib" not in sys.modules
"""


def test_music21_is_loaded_lazily_without_user_settings_or_output(tmp_path: Path) -> None:
    (tmp_path / ".music21rc").write_text('<settings><preference name="debug" value="1"/></settings>')

    done = run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == [".music21rc"]
