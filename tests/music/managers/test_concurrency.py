"""Locks between connections."""

import asyncio

import pytest

from project.core.db.transactions import fetch, transaction
from project.core.http.etags import IfMatchGuard
from project.core.testing.conditions import eventually
from project.music.models import Clip, Composition
from project.users.callers import Caller
from project.users.models import User
from tests.music.songs import make_clip, make_composition, track

pytestmark = pytest.mark.alone

ANY = IfMatchGuard()
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def waiting(count: int) -> bool:
    ((found,),) = await fetch(WAITING, [])
    return bool(found == count)


async def hold(caller: Caller, composition_id: int, held: asyncio.Event, release: asyncio.Event) -> None:
    async with transaction():
        await Composition.objects.lock(caller, composition_id)
        held.set()
        await release.wait()


async def test_a_clip_is_deleted_while_a_composition_is_given_bars_of_it(alice: User) -> None:
    caller, clip = alice.caller(), await make_clip(alice)
    made = await make_composition(alice, track("lead", clip.id, (1, 0)))
    changes = {"tracks": [track("lead", clip.id, (2, 0))]}
    held, release = asyncio.Event(), asyncio.Event()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(hold(caller, made.id, held, release))
        await held.wait()
        tasks.create_task(Composition.objects.change(caller, made.id, changes, ANY))
        await eventually(lambda: waiting(1))
        removed = tasks.create_task(Clip.objects.remove(caller, clip.id, ANY))
        await eventually(lambda: waiting(2))
        release.set()

    assert removed.result() == [made.id]
    found, _ = await Composition.objects.whole(caller, made.id)
    assert [row.bars for row in found.tracks] == [()]
