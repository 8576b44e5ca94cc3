import asyncio
import logging
import socket
import time
from contextlib import closing
from typing import Any

import pytest
import structlog

from project.core.llm import failures, retries
from project.core.llm.errors import AccessDenied, KeyRefused, ProviderBusy, ProviderError
from project.core.llm.lazy_client import LazyProvider
from tests.core.llm.conftest import QUESTION, provider_of
from tests.stand_in import KEY, MODEL, PROVIDERS_WORDS, StandIn, Step

#: The error for each status, and the number of attempts.
STATUSES: dict[int, tuple[type[ProviderError], int]] = {
    400: (ProviderError, 1),
    401: (KeyRefused, 1),
    402: (AccessDenied, 1),
    403: (AccessDenied, 1),
    404: (ProviderError, 1),
    413: (ProviderError, 1),
    307: (ProviderError, 1),
    408: (ProviderBusy, 3),
    429: (ProviderBusy, 3),
    500: (ProviderError, 3),
    502: (ProviderError, 3),
    503: (ProviderBusy, 3),
    504: (ProviderBusy, 3),
    520: (ProviderError, 3),
    529: (ProviderBusy, 3),
}
AT_ONCE = {"retry-after": "0"}
HERE = {"location": "/v1/elsewhere"}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "FIRST_PAUSE_SECONDS", 0.01)


async def read(provider: LazyProvider) -> list[str]:
    async with provider.stream(QUESTION) as answer:
        return [piece async for piece in answer]


async def failure_of(provider: LazyProvider) -> ProviderError:
    """The error of a stream that must fail."""
    with pytest.raises(ProviderError) as caught:
        await read(provider)
    return caught.value


async def outcome(provider: LazyProvider, stand_in: StandIn, status: int) -> tuple[type, type, int]:
    """The errors of a completion and of a stream, and the number of attempts of both."""
    attempts = STATUSES[status][1]
    stand_in.plan(*[Step(status=status, headers=HERE)] * (2 * attempts))
    before = len(stand_in.calls)
    with pytest.raises(ProviderError) as caught:
        await provider.complete(QUESTION)
    return type(caught.value), type(await failure_of(provider)), len(stand_in.calls) - before


async def test_each_status_has_its_error_and_number_of_attempts(provider: LazyProvider, stand_in: StandIn) -> None:
    found = {status: await outcome(provider, stand_in, status) for status in STATUSES}

    assert found == {status: (kind, kind, 2 * attempts) for status, (kind, attempts) in STATUSES.items()}


@pytest.mark.parametrize("status", [429, 500, 529])
async def test_a_retry_may_succeed(provider: LazyProvider, stand_in: StandIn, status: int) -> None:
    stand_in.plan(Step(status=status), Step(text="one two"), Step(status=status), Step(text="one two"))

    assert (await provider.complete(QUESTION)).text == "one two"
    assert await read(provider) == ["one ", "two"]


async def test_a_requested_pause_is_kept(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(status=429, headers={"retry-after": "0.3"}))
    began = time.monotonic()

    await provider.complete(QUESTION)

    assert 0.3 <= time.monotonic() - began < 2


async def test_a_pause_beyond_the_time_limit_is_an_error_at_once(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(status=429, headers={"retry-after": "60"}))
    began = time.monotonic()

    async with provider_of(stand_in, name, ai_timeout=20) as provider:
        with pytest.raises(ProviderBusy):
            await provider.complete(QUESTION)

    assert time.monotonic() - began < 10
    assert len(stand_in.calls) == 1


async def test_an_unreachable_provider_is_busy(stand_in: StandIn, name: str) -> None:
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"

        async with provider_of(stand_in, name, anthropic_base_url=address, openai_base_url=address) as provider:
            with pytest.raises(ProviderBusy):
                await provider.complete(QUESTION)
            assert type(await failure_of(provider)) is ProviderBusy


async def test_a_completion_has_a_time_limit(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(seconds=5))

    async with provider_of(stand_in, name, ai_timeout=0.5) as provider:
        await provider.prepare()
        with pytest.raises(ProviderBusy):
            await provider.complete(QUESTION)

    assert await asyncio.to_thread(stand_in.calls[0].gone.wait, 1)


async def test_the_first_piece_has_a_time_limit(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(seconds=5))

    async with provider_of(stand_in, name, ai_timeout=0.5) as provider:
        await provider.prepare()
        assert type(await failure_of(provider)) is ProviderBusy

    assert await asyncio.to_thread(stand_in.calls[0].gone.wait, 1)
    assert len(stand_in.calls) == 1


async def test_silence_in_mid_stream_has_the_same_time_limit(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(fault="silence"))

    async with provider_of(stand_in, name, ai_timeout=0.5) as provider:
        await provider.prepare()
        assert type(await failure_of(provider)) is ProviderBusy

    assert await asyncio.to_thread(stand_in.calls[0].gone.wait, 1)


async def test_a_slow_stream_may_take_longer_than_the_limit_for_one_piece(stand_in: StandIn, name: str) -> None:
    stand_in.plan(Step(text="a b c d e f g h", seconds=0.2))

    async with provider_of(stand_in, name, ai_timeout=1.2) as provider:
        await provider.prepare()
        assert "".join(await read(provider)) == "a b c d e f g h"


@pytest.mark.parametrize("fault", ["error", "cut", "end", "garbage"])
async def test_a_stream_that_breaks_off_is_an_error_and_not_retried(
    provider: LazyProvider, stand_in: StandIn, fault: Any
) -> None:
    stand_in.plan(Step(fault=fault, error_type="overloaded_error"))
    pieces: list[str] = []

    async def note() -> None:
        async with provider.stream(QUESTION) as answer:
            async for piece in answer:
                pieces.append(piece)

    with pytest.raises(ProviderError) as caught:
        await note()

    assert type(caught.value) is ProviderError
    assert len(pieces) == 3
    assert len(stand_in.calls) == 1


@pytest.mark.parametrize(("fault", "kind"), [("error", ProviderBusy), ("cut", ProviderBusy)])
async def test_a_stream_that_breaks_off_before_its_first_piece_is_retried(
    provider: LazyProvider, stand_in: StandIn, fault: Any, kind: type[ProviderError]
) -> None:
    broken = Step(fault=fault, after=0, error_type="overloaded_error")
    stand_in.plan(broken, Step(text="at last"), broken, broken, broken)

    assert await read(provider) == ["at ", "last"]
    assert type(await failure_of(provider)) is kind
    assert len(stand_in.calls) == 5


@pytest.mark.parametrize(
    ("error_type", "kind"),
    [
        ("authentication_error", KeyRefused),
        ("permission_error", AccessDenied),
        ("rate_limit_error", ProviderBusy),
        ("invalid_request_error", ProviderError),
    ],
)
async def test_an_error_within_a_stream_is_known_by_its_type(
    provider: LazyProvider, stand_in: StandIn, error_type: str, kind: type[ProviderError]
) -> None:
    stand_in.plan(*[Step(fault="error", after=0, error_type=error_type)] * 3)

    assert type(await failure_of(provider)) is kind


async def test_an_account_without_credit_is_not_retried(stand_in: StandIn) -> None:
    stand_in.plan(Step(status=429, error_type="insufficient_quota"))

    async with provider_of(stand_in, "openai") as provider:
        with pytest.raises(AccessDenied):
            await provider.complete(QUESTION)

    assert len(stand_in.calls) == 1


async def test_html_instead_of_json_is_an_error(provider: LazyProvider, stand_in: StandIn) -> None:
    stand_in.plan(Step(fault="garbage"))

    with pytest.raises(ProviderError) as caught:
        await provider.complete(QUESTION)

    assert type(caught.value) is ProviderError


@pytest.mark.parametrize("step", [Step(status=401), Step(status=400), Step(fault="error"), Step(fault="cut")])
async def test_an_error_and_its_log_quote_nothing_of_the_provider(
    provider: LazyProvider,
    stand_in: StandIn,
    step: Step,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in.plan(step)

    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as lines:
        monkeypatch.setattr(failures, "log", structlog.get_logger())  # not configured by an application
        error = await failure_of(provider)

    output = f"{error} {error.members} {caplog.text} {lines}"
    assert [secret for secret in (PROVIDERS_WORDS, KEY, QUESTION.turns[0].content, MODEL) if secret in output] == []
    assert [line["event"] for line in lines] == ["no answer"]
