"""Calls to a provider: within a time limit, with retries, and with the same few errors for all SDKs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, TypeVar

from project.core.llm.errors import ProviderError
from project.core.llm.failures import BAD_ANSWERS, FailureReporter, classify
from project.core.llm.provider import Answer, Completion
from project.core.llm.retries import ATTEMPTS, pause_before
from project.core.llm.streaming import ReadEvent, SDKStream, StreamedAnswer, storable

#: Stop reasons of an incomplete answer.
INCOMPLETE = ("max_tokens", "refusal", "content_filter")

Outcome = TypeVar("Outcome")


class FunctionCall(NamedTuple):
    arguments: Any
    stop_reason: str


class RetryingClient:
    """Calls one provider. The SDKs' own retries are off: Anthropic's would wait as long as it is asked to."""

    def __init__(self, name: str, seconds: float, sdk_error: type[Exception]) -> None:
        self._seconds = seconds
        self._reporter = FailureReporter(name, sdk_error)

    async def persist(self, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Return the first good outcome of ATTEMPTS within the time limit. Raises ProviderError."""
        try:
            async with asyncio.timeout(self._seconds) as limit:
                for retry in range(1, ATTEMPTS):
                    try:
                        return await call()
                    except (self._reporter.sdk_error, *BAD_ANSWERS) as error:
                        pause = pause_before(retry, error)
                        end = asyncio.get_running_loop().time() + pause
                        if not classify(error).is_transient or end >= (limit.when() or end):
                            raise
                    await asyncio.sleep(pause)
                return await call()
        except (self._reporter.sdk_error, *BAD_ANSWERS) as error:
            raise self._reporter.report(error, classify(error).error) from error

    async def complete(self, ask: Callable[[], Awaitable[Completion]]) -> Completion:
        completion = await self.persist(ask)
        if not completion.text.strip() or not completion.stop_reason:
            raise self._reporter.report(ValueError(), ProviderError)
        return Completion(storable(completion.text), completion.stop_reason)

    async def structured(self, ask: Callable[[], Awaitable[FunctionCall]]) -> dict[str, Any]:
        arguments, stop_reason = await self.persist(ask)
        if not isinstance(arguments, dict) or stop_reason in INCOMPLETE:
            raise self._reporter.report(ValueError(), ProviderError)
        return arguments

    @asynccontextmanager
    async def stream(self, begin: Callable[[], Awaitable[SDKStream]], read: ReadEvent) -> AsyncIterator[Answer]:
        """Retry until the first piece has come, and never after it."""
        answer = await self.persist(lambda: StreamedAnswer.start(begin, read, self._seconds, self._reporter))
        try:
            yield answer
        finally:
            await answer.close()
