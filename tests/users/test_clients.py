import asyncio

import pytest

from project.core.errors import ProviderFailed, Unavailable
from project.users import clients
from project.users.clients import KeySet
from tests.users.conftest import Issuer
from tests.users.test_outside_issuers import EC, OTHER_RSA, RSA, public


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(issuer: Issuer, clock: Clock) -> KeySet:
    issuer.keys = [public(RSA, "a"), public(EC, "b")]
    return KeySet(issuer.url, clock)


async def test_keys_are_cached_for_ten_minutes(keys: KeySet, issuer: Issuer, clock: Clock) -> None:
    await keys.find("a")
    clock.now += 600
    await keys.find("b")
    before = issuer.hits
    clock.now += 1
    await keys.find("b")

    assert (before, issuer.hits) == (1, 2)


async def test_an_unknown_key_id_fetches_new_keys(keys: KeySet, issuer: Issuer, clock: Clock) -> None:
    await keys.find("a")
    issuer.keys = [public(OTHER_RSA, "c")]
    clock.now += 31

    found = await keys.find("c")

    assert found is not None
    assert found.key_id == "c"


async def test_unknown_keys_are_fetched_every_30_seconds_at_most(keys: KeySet, issuer: Issuer, clock: Clock) -> None:
    await keys.find("a")
    for _ in range(10):
        clock.now += 6.5
        assert await keys.find("unknown") is None

    assert issuer.hits == 3


async def test_a_withdrawn_key_is_not_used(keys: KeySet, issuer: Issuer, clock: Clock) -> None:
    await keys.find("a")
    issuer.keys = [public(OTHER_RSA, "c")]
    clock.now += 601

    assert await keys.find("a") is None


@pytest.mark.parametrize("status", [500, 404])
async def test_known_keys_are_used_while_the_issuer_fails(
    keys: KeySet, issuer: Issuer, clock: Clock, status: int
) -> None:
    await keys.find("a")
    issuer.status = status
    clock.now += 3600

    assert await keys.find("a") is not None
    assert await keys.find("a") is not None
    assert issuer.hits == 2


async def test_the_first_fetch_is_retried_soon(keys: KeySet, issuer: Issuer, clock: Clock) -> None:
    issuer.status = 500
    with pytest.raises(ProviderFailed):
        await keys.find("a")
    with pytest.raises(ProviderFailed):
        await keys.find("a")
    issuer.status = 200
    clock.now += 3

    assert await keys.find("a") is not None
    assert issuer.hits == 2


async def test_concurrent_requests_share_one_failure(keys: KeySet, issuer: Issuer) -> None:
    issuer.status = 500

    found = await asyncio.gather(*(keys.find("a") for _ in range(5)), return_exceptions=True)

    assert [type(error) for error in found] == [ProviderFailed] * 5
    assert issuer.hits == 1


async def test_an_issuer_that_hangs_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    monkeypatch.setattr(clients, "TIMEOUT_SECONDS", 0.1)
    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"

    with pytest.raises(Unavailable):
        await KeySet(url).find("a")

    server.close()
