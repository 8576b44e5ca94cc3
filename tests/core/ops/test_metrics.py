import asyncio
import os
import signal
from collections.abc import Callable, Iterator

import httpx2
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from project.core.db.transactions import transaction
from project.core.ops.metrics import Watch, watch
from project.core.ops.settings import Settings
from project.core.testing.conditions import eventually
from project.core.testing.environment import SECRET
from project.core.testing.processes import Service, running
from project.main import create_app

TWO = {"APP_WORKERS": "2", "APP_SECRET_KEY": SECRET, "APP_ACCESS_LOG": "false"}
Numbers = dict[tuple[str, ...], float]


def numbers(text: str) -> Numbers:
    """Each value by its name and its labels' values."""
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


async def numbers_of(client: httpx2.AsyncClient) -> Numbers:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    return numbers(answer.text)


def a_client(app: FastAPI, address: str = "127.0.0.1") -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app, client=(address, 50000))
    return httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


async def test_a_request_is_counted_by_its_routes_pattern(as_alice: httpx2.AsyncClient) -> None:
    before = await numbers_of(as_alice)
    for number in range(3):
        await as_alice.delete(f"/users/me/keys/01900000-0000-7000-8000-00000000000{number}")
    after = await numbers_of(as_alice)

    key = ("http_requests_total", "DELETE", "/users/me/keys/{key_id}", "404")
    assert after[key] - before.get(key, 0) == 3
    count = ("http_request_duration_seconds_count", "/users/me/keys/{key_id}")
    assert after[count] - before.get(count, 0) == 3


async def test_a_path_that_is_nobodys_is_not_told(client: httpx2.AsyncClient) -> None:
    await client.get("/Mina-Haddad?q=Mina")
    text = (await client.get("/metrics")).text

    assert 'route="-",status="404"' in text
    assert "Mina" not in text


async def test_unknown_methods_are_counted_as_one(client: httpx2.AsyncClient) -> None:
    for method in ("MINA", "HADDAD"):
        await client.request(method, "/health")
    found = await numbers_of(client)

    assert {key[1] for key in found if key[0] == "http_requests_total"} & {"MINA", "HADDAD"} == set()
    assert any(key[1] == "other" for key in found if key[0] == "http_requests_total")


async def test_the_request_that_asks_is_in_flight(client: httpx2.AsyncClient) -> None:
    assert (await numbers_of(client))[("http_requests_in_flight",)] == 1


async def test_a_request_that_fails_is_in_flight_no_longer(client: httpx2.AsyncClient) -> None:
    await client.post("/users", content=b"{", headers={"Content-Type": "application/json"})

    assert watch().in_flight == 0


@pytest.mark.alone
async def test_the_pools_use_is_told(client: httpx2.AsyncClient) -> None:
    before = await numbers_of(client)
    async with transaction():
        within = await numbers_of(client)

    assert [before[("pool_connections_in_use",)], within[("pool_connections_in_use",)]] == [0, 1]
    assert before[("pool_requests_waiting",)] == 0


@pytest.mark.alone
async def test_who_waits_for_the_pool_is_told(client: httpx2.AsyncClient, app: FastAPI) -> None:
    release = asyncio.Event()

    async def hold() -> None:
        async with transaction():
            await release.wait()

    holding = [asyncio.create_task(hold()) for _ in range(app.state.settings.db_pool_max + 2)]

    async def full() -> Numbers | None:
        found = await numbers_of(client)
        return found if found[("pool_requests_waiting",)] == 2 else None

    found = await eventually(full)
    release.set()
    await asyncio.gather(*holding)

    assert found[("pool_connections_in_use",)] == app.state.settings.db_pool_max
    assert found[("pool_requests_waiting",)] == 2


async def test_the_memory_and_time_of_the_process_are_told(client: httpx2.AsyncClient) -> None:
    found = await numbers_of(client)

    assert found[("process_resident_memory_bytes", str(os.getpid()))] > 10_000_000
    assert found[("process_cpu_seconds_total", str(os.getpid()))] > 0


@pytest.mark.parametrize(
    ("metrics", "address", "headers", "status"),
    [
        ("local", "127.0.0.1", {}, 200),
        ("local", "::1", {}, 200),
        ("local", "192.0.2.7", {}, 403),
        ("local", "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403),
        ("local", "127.0.0.1", {"Via": "1.1 proxy"}, 403),
        ("open", "192.0.2.7", {}, 200),
        ("open", "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 200),
        ("off", "127.0.0.1", {}, 404),
    ],
)
async def test_who_may_read(app: FastAPI, metrics: str, address: str, headers: dict[str, str], status: int) -> None:
    async with a_client(create_app(Settings(metrics=metrics)), address) as client:  # type: ignore[arg-type]
        answer = await client.get("/metrics", headers=headers)

    assert answer.status_code == status


async def test_the_text_says_what_it_is(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/metrics")

    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE http_requests_total counter" in answer.text
    assert "_created" not in answer.text


async def test_the_durations_are_a_histogram(app: FastAPI) -> None:
    own = Watch()
    for seconds in (0.0004, 0.002, 0.002, 7, 100):
        own.note("GET", "/x", 200, seconds)
    found = numbers((await own.text()).decode())

    bounds = ("0.001", "0.0025", "5.0", "10.0", "30.0", "+Inf")
    assert [found[("http_request_duration_seconds_bucket", bound, "/x")] for bound in bounds] == [1, 3, 3, 4, 4, 5]


@pytest.fixture(scope="module")
def two_workers(spare_database_url: str) -> Iterator[Service]:
    with running(spare_database_url, **TWO) as service:
        yield service


async def fresh(service: Service, path: str) -> httpx2.Response:
    """On a connection of its own, so that either worker may take it."""
    async with httpx2.AsyncClient(base_url=service.url, timeout=60) as client:
        return await client.get(path)


async def numbers_when(service: Service, ready: Callable[[Numbers], bool]) -> Numbers:
    """The numbers as soon as they are so: what a worker tells of another is up to a second old."""
    async with asyncio.timeout(60):
        while not ready(found := numbers((await fresh(service, "/metrics")).text)):  # noqa: ASYNC110  (another process)
            await asyncio.sleep(0.1)
    return found


def pids(found: Numbers) -> set[int]:
    return {int(key[1]) for key in found if key[0] == "process_resident_memory_bytes"}


async def test_two_workers_add_up(two_workers: Service) -> None:
    await numbers_when(two_workers, lambda found: len(pids(found)) == 2)
    await asyncio.gather(*(fresh(two_workers, "/livez") for _ in range(60)))

    key, count = ("http_requests_total", "GET", "/livez", "204"), ("http_request_duration_seconds_count", "/livez")
    found = await numbers_when(two_workers, lambda found: min(found.get(key, 0), found.get(count, 0)) >= 60)
    assert (found[key], found[count]) == (60, 60)


async def test_a_dead_workers_state_goes_and_its_counts_stay(two_workers: Service) -> None:
    before = await numbers_when(two_workers, lambda found: len(pids(found)) == 2)
    killed = min(pids(before))

    os.kill(killed, signal.SIGKILL)
    after = await numbers_when(two_workers, lambda found: killed not in pids(found) and len(pids(found)) == 2)

    counted = [key for key in before if key[0] == "http_requests_total"]
    assert counted
    assert all(after[key] >= before[key] for key in counted)
