"""Events of runs, without sockets."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import httpx2
import pytest

from project.core.db.notifications import Listener
from project.core.db.transactions import transaction
from project.core.errors import Unavailable
from project.core.http.events import Event
from project.core.testing.conditions import eventually
from project.imaging.errors import JobNotFound
from project.imaging.managers.job_queue import ClaimedJob
from project.imaging.managers.run_notifications import Output, log_payloads
from project.imaging.models import Job, MeasurementSet
from project.imaging.runs import event_feed, followers
from project.imaging.runs.event_feed import EventFeed
from project.imaging.runs.followers import Follower
from tests.imaging import uploads
from tests.imaging.job_rows import RUN, make_rerun
from tests.imaging.rows import NOON, make_measurement_set

pytestmark = [pytest.mark.alone, pytest.mark.usefixtures("app")]


@pytest.fixture
async def feed() -> AsyncIterator[EventFeed]:
    found = EventFeed()
    yield found
    await found.close()


async def following(feed: EventFeed, run_id: str | None = None) -> tuple[AsyncGenerator[Event], dict[str, Any]]:
    """The snapshot, and the events to come once notifications arrive."""
    events = await feed.follow(run_id)
    snapshot = await following_event(events)
    await eventually(lambda: hears(feed))
    assert snapshot.name == "snapshot"
    return events, snapshot.data


async def hears(feed: EventFeed) -> bool:
    return feed._listener.works


async def following_event(events: AsyncGenerator[Event]) -> Event:
    async with asyncio.timeout(5):
        return await anext(events)


async def test_a_snapshot_comes_first(feed: EventFeed) -> None:
    await make_measurement_set(run_id="job-a", status="failed")
    job = await make_rerun("job-b", attempts=2)

    _, snapshot = await following(feed)

    states = {state["run_id"]: state for state in snapshot["runs"]}
    assert states["job-a"] == {
        "run_id": "job-a",
        "status": "failed",
        "started_at": "2026-01-01T12:00:00Z",
        "finished_at": "2026-01-01T12:00:00Z",
        "job_id": None,
        "attempts": 0,
        "exit_code": None,
    }
    assert states["job-b"]["status"] == "pending"
    assert states["job-b"]["finished_at"] is None
    assert (states["job-b"]["job_id"], states["job-b"]["attempts"]) == (job.key, 2)


async def test_old_unfinished_reruns_are_in_the_snapshot(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_feed, "SNAPSHOT_RUNS", 1)
    await make_rerun("job-old")
    await MeasurementSet.filter(run_id="job-old").update(processed_at=None)
    await make_measurement_set(run_id="job-new")
    await make_measurement_set(run_id="job-older", processed_at=NOON.replace(hour=1))

    _, snapshot = await following(feed)

    assert {state["run_id"] for state in snapshot["runs"]} == {"job-old", "job-new"}


async def test_changes_and_output_are_sent(feed: EventFeed) -> None:
    await make_rerun()
    events, _ = await following(feed, RUN)
    job = await Job.objects.claim(60, 3)
    assert job is not None
    states = [(await following_event(events)).data]
    await Job.objects.heartbeat(job, Output("a\nb\n", 1, ["a", "b"]))
    log = await following_event(events)
    await Job.objects.finish(job, Output(None, 3, []), "failed", 4)
    states.append((await following_event(events)).data)

    assert [(s["status"], s["attempts"], s["exit_code"]) for s in states] == [("running", 1, None), ("failed", 1, 4)]
    assert log == Event("log", {"run_id": RUN, "job_id": job.key, "attempt": 1, "first_line": 1, "lines": ["a", "b"]})


async def test_a_follower_of_one_run_receives_nothing_of_others(feed: EventFeed) -> None:
    await make_rerun("job-a")
    await make_rerun("job-b")
    events, snapshot = await following(feed, "job-b")
    job = await Job.objects.claim(60, 3)
    assert job is not None
    assert job.run_id == "job-a"
    await Job.objects.finish(job, Output("x\n", 1, ["x"]), "completed", 0)
    await Job.objects.claim(60, 3)

    event = await following_event(events)

    assert [state["run_id"] for state in snapshot["runs"]] == ["job-b"]
    assert (event.name, event.data["run_id"]) == ("state", "job-b")


async def test_a_run_that_is_not_there_cannot_be_followed(feed: EventFeed) -> None:
    with pytest.raises(JobNotFound):
        await feed.follow("job-none")


async def test_changes_by_uploads_are_sent(feed: EventFeed, as_alice: httpx2.AsyncClient) -> None:
    events, _ = await following(feed)
    await uploads.ingest(as_alice, uploads.measurement_set(status="running", processed_at=uploads.NOON))
    found = [(await following_event(events)).data]
    await uploads.ingest(as_alice, uploads.job(run_id=RUN, status="failed", finished_at=uploads.NOON))
    found.append((await following_event(events)).data)

    assert [(state["run_id"], state["status"]) for state in found] == [(RUN, "running"), (RUN, "failed")]


async def announced_and_rolled_back(run_id: str) -> None:
    async with transaction():
        await Job.objects.announce([run_id])
        raise ZeroDivisionError


async def test_a_rolled_back_change_is_not_sent(feed: EventFeed) -> None:
    await make_rerun("job-a")
    await make_rerun("job-b")
    events, _ = await following(feed)
    with pytest.raises(ZeroDivisionError):
        await announced_and_rolled_back("job-a")
    await Job.objects.announce(["job-b"])

    assert (await following_event(events)).data["run_id"] == "job-b"


async def test_very_many_changes_send_a_snapshot(feed: EventFeed) -> None:
    await make_rerun()
    events, _ = await following(feed)
    await Job.filter(run_id=RUN).update(attempts=7)
    await Job.objects.announce([f"job-{n}" for n in range(1000)])

    event = await following_event(events)

    assert (event.name, event.data["runs"][0]["attempts"]) == ("snapshot", 7)


async def test_a_slow_follower_gets_a_snapshot(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followers, "MAX_PENDING_EVENTS", 5)
    await make_rerun()
    quick, _ = await following(feed)
    slow, _ = await following(feed)
    job = await Job.objects.claim(60, 3)
    assert job is not None
    names = [(await following_event(quick)).name]
    for n in range(1, 21):
        await Job.objects.heartbeat(job, Output(None, n, ["x"]))
        names.append((await following_event(quick)).name)
    await Job.objects.finish(job, Output(None, 21, []), "completed", 0)
    names.append((await following_event(quick)).name)

    event = await following_event(slow)

    assert names == ["state", *["log"] * 20, "state"]
    assert (event.name, event.data["runs"][0]["status"]) == ("snapshot", "completed")


async def test_many_followers_need_one_connection_and_one_query(feed: EventFeed, queries: list[str]) -> None:
    await make_rerun()
    clients = [(await following(feed))[0] for _ in range(20)]
    queries.clear()
    await Job.objects.announce([RUN])
    told = await asyncio.gather(*map(following_event, clients))

    assert {event.name for event in told} == {"state"}
    assert len([one for one in queries if "queue_status" in one]) == 1
    (row,) = await Job.objects.sql(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%events'"
    )
    assert row["count"] == 1


async def test_a_lost_connection_sends_a_snapshot(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.core.db.notifications.RETRY_SECONDS", 0.1)
    await make_rerun()
    events, _ = await following(feed, RUN)
    await Job.objects.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name LIKE '%events'"
    )
    await Job.filter(run_id=RUN).update(attempts=9)  # without a notification

    event = await following_event(events)
    await Job.objects.announce([RUN])
    after = await following_event(events)

    assert (event.name, event.data["runs"][0]["attempts"]) == ("snapshot", 9)
    assert after.name == "state"


async def test_without_notifications_the_feed_polls(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Like PgBouncer, which accepts a LISTEN and delivers nothing."""
    monkeypatch.setattr(event_feed, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(Listener, "_take", lambda *_: None)
    monkeypatch.setattr("project.core.db.notifications.PATIENCE_SECONDS", 0.2)
    await make_rerun()
    events = await feed.follow(RUN)
    await following_event(events)
    await asyncio.sleep(0.2)
    await Job.filter(run_id=RUN).update(status="running", attempts=1)

    event = await following_event(events)

    assert not feed._listener.works
    assert (event.name, event.data["runs"][0]["status"]) == ("snapshot", "running")


def test_an_equal_snapshot_is_not_queued_twice() -> None:
    client = Follower(None)
    for _ in range(2):
        client.put_snapshot(Event("snapshot", {"runs": []}))

    assert list(client.events) == [Event("snapshot", {"runs": []})]


async def test_streams_end_with_the_service(feed: EventFeed) -> None:
    await make_rerun()
    events, _ = await following(feed)
    waiting = asyncio.create_task(following_event(events))
    await asyncio.sleep(0.05)
    feed.end_streams()

    with pytest.raises(StopAsyncIteration):
        await waiting


async def test_the_number_of_clients_is_limited(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_feed, "MAX_CLIENTS", 1)
    await following(feed)

    with pytest.raises(Unavailable):
        await feed.follow(None)


async def test_the_number_of_clients_of_an_address_is_limited(feed: EventFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_feed, "MAX_CLIENTS_OF_ADDRESS", 1)
    events = await feed.follow(None, "192.0.2.1")
    await following_event(events)

    with pytest.raises(Unavailable):
        await feed.follow(None, "192.0.2.1")
    await following_event(await feed.follow(None, "192.0.2.2"))


async def test_a_disconnected_follower_leaves_nothing(feed: EventFeed) -> None:
    events, _ = await following(feed)
    await events.aclose()

    assert feed._followers == set()


def test_payloads_have_a_size_that_postgresql_accepts() -> None:
    run_id = "job-" + "\x01" * 900
    lines = ["é" * 2000, "\x02" * 5000, *["short"] * 3000]

    told = log_payloads(ClaimedJob(1, "job_0123456789ab", run_id, "/a.ms", 1, None), Output(None, 5, lines))

    assert max(len(one.encode()) for one in told) < 8000
