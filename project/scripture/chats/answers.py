"""A streamed answer: prepared before, stored after, and no database connection held in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import NamedTuple

from project.core.http.events import Event
from project.core.llm.errors import ProviderError
from project.scripture.chats.conversation import Exchange
from project.scripture.chats.embeddings import exchange_vectors
from project.scripture.chats.reserved_call import ReservedCall
from project.scripture.companion import Companion
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.readers.managers.usage import Hold

#: Stores an answer, counts the call, and returns further events to send.
Keep = Callable[[Exchange, Hold], Awaitable[Sequence[Event]]]


class PreparedPrompt(NamedTuple):
    prompt: ReaderPrompt
    #: Of the question, if it was embedded already.
    vector: Sequence[float] | None = None


async def stream_answer(
    companion: Companion, call: ReservedCall, prepare: Callable[[], Awaitable[PreparedPrompt]], keep: Keep
) -> AsyncGenerator[Event]:
    """Yield the events of an answer. It is stored, and the call counted, once it is whole."""
    async with call.cleanup:
        pieces: list[str] = []
        prepared = await prepare()
        async with companion.provider.stream(prepared.prompt) as answer:
            async for piece in answer:
                pieces.append(piece)
                yield Event("token", {"token": piece})
            stop_reason = answer.stop_reason
        text = "".join(pieces)
        if not text.strip():
            raise ProviderError("The language model gave an empty answer; try again")
        storage = asyncio.create_task(_store(companion, prepared, text, stop_reason, keep, call.hold))
        try:
            events = await asyncio.shield(storage)
        finally:  # a reader who leaves now has been given the answer: store it all the same
            await asyncio.wait({storage})
        for event in events:
            yield event
    yield Event("done", {"status": "complete", "stop_reason": stop_reason})


async def _store(
    companion: Companion, prepared: PreparedPrompt, text: str, stop_reason: str, keep: Keep, hold: Hold
) -> Sequence[Event]:
    question, was_truncated = prepared.prompt.turns[-1].content, stop_reason == "max_tokens"
    vectors = await exchange_vectors(companion.embedder, question, prepared.vector, text)
    embedder = companion.embedder.name if vectors else None
    return await keep(Exchange(question, text, was_truncated, vectors, embedder), hold)
