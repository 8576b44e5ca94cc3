"""Calls to music21, one at a time in a worker thread.

It is an optional extra and takes a second to import, so it is imported at the first call.
"""

from __future__ import annotations

import asyncio
import importlib
from functools import lru_cache
from typing import Any

from project.core.db.pool import FairSemaphore
from project.core.ops.settings import get_settings
from project.music.errors import ExtraMissing
from project.music.harmony.key_estimates import KeyEstimate
from project.music.notation.tree import Project

EXTRA = "notation"
PACKAGE = "music21"
#: music21 holds the GIL, so concurrent calls would not be faster.
MAX_AT_ONCE = 1


async def write_musicxml(project: Project) -> bytes:
    """Return the composition as MusicXML. Raises TooMuch, ExtraMissing."""
    written: bytes = await _run("musicxml.exports", "write_musicxml", project)
    return written


async def read_musicxml(data: bytes, name: str | None = None) -> Project:
    """Parse a score. Raises BadMusicXML, ExtraMissing."""
    read: Project = await _run("musicxml.imports", "import_musicxml", data, name)
    return read


async def estimate_key(project: Project) -> KeyEstimate | None:
    """Return the likeliest key, or None without notes. Raises TooMuch, ExtraMissing."""
    estimate: KeyEstimate | None = await _run("harmony.key_profiles", "estimate_key", project)
    return estimate


@lru_cache
def worker_slots() -> FairSemaphore:
    return FairSemaphore(MAX_AT_ONCE, get_settings().db_pool_timeout)


async def _run(module: str, function: str, *arguments: Any) -> Any:
    """Run the call to its end even if the caller is cancelled; its slot is released only then."""
    slots = worker_slots()
    await slots.take()
    work = asyncio.create_task(asyncio.to_thread(_call, module, function, *arguments))
    work.add_done_callback(lambda done: _release(done, slots))
    return await asyncio.shield(work)


def _release(work: asyncio.Task[Any], slots: FairSemaphore) -> None:
    slots.give_back()
    if not work.cancelled():
        work.exception()  # retrieve it, so that asyncio does not log it


def _call(module: str, function: str, *arguments: Any) -> Any:
    try:
        loaded = importlib.import_module(f"project.music.{module}")
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != PACKAGE:
            raise
        raise ExtraMissing(EXTRA) from missing
    return getattr(loaded, function)(*arguments)
