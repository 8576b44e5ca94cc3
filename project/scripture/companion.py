"""Asks the language model for a reader: reads before, writes after, and holds no connection in between."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from contextvars import Context
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import structlog

from project.core.alone import alone
from project.core.events import Event
from project.core.llm.choice import PreparableEmbedder, PreparableProvider
from project.core.llm.errors import ProviderError
from project.core.vectors import vector_text
from project.scripture.chats.conversation import Conversation, Exchange, StoredMessage, summarised_part, turns_to_send
from project.scripture.chats.excerpts import Excerpt, around
from project.scripture.insights.sections import sections
from project.scripture.models import Message, Summary
from project.scripture.prompts import prompts
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.prompts.prompts import ChatContext
from project.scripture.readers.dependencies import Stored
from project.scripture.readers.managers.usage import Hold
from project.scripture.readers.models import Usage
from project.scripture.settings import ScriptureSettings

log = structlog.get_logger(__name__)
#: Messages that are looked for in earlier conversations.
MOST_RECALLED = 5
#: Messages in one go: others have their turn in between.
EMBEDDED_AT_ONCE = 20
#: For the sentences that head them; without one in time there is a plain word.
SUMMARY_SECONDS = 8
NO_SUMMARY = "an earlier conversation"

#: Stores an answer and counts the call, and tells what else is to be sent.
Keep = Callable[[Exchange, Hold], Awaitable[Sequence[Event]]]


class PreparedPrompt(NamedTuple):
    prompt: ReaderPrompt
    #: Of the question, where one was made already.
    vector: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class ReservedCall:
    """A call that is reserved before the answer begins, and given back or settled at its end."""

    hold: Hold
    cleanup: AsyncExitStack

    @classmethod
    async def reserve(cls, reader: Stored) -> ReservedCall:
        """Raises DailyLimitReached."""
        stack = AsyncExitStack()
        return cls(await stack.enter_async_context(Usage.objects.held(reader.user_id, reader.is_pro)), stack)


class Companion:
    """The language model of this process, with what it needs to know of a conversation."""

    def __init__(
        self, provider: PreparableProvider[ReaderPrompt], embedder: PreparableEmbedder, settings: ScriptureSettings
    ) -> None:
        self.provider = provider
        self.embedder = embedder
        self.settings = settings
        self.history_characters = settings.conversation_history_char_limit
        self._later: set[asyncio.Task[Any]] = set()

    def prepare_later(self) -> None:
        """Load what the first question would have to wait for."""
        self._later_do(self.provider.prepare())
        self._later_do(self.embedder.prepare())

    async def texts(self, prompt: ReaderPrompt, markers: Mapping[str, str]) -> dict[str, str]:
        """What stands after each marker of the answer, by the names of the markers. Raises ProviderError."""
        return sections((await self.provider.complete(prompt)).text, markers)

    async def answer(
        self, held: ReservedCall, ask: Callable[[], Awaitable[PreparedPrompt]], keep: Keep
    ) -> AsyncGenerator[Event]:
        """The events of a streamed answer; it is stored, and the call counted, once it is whole."""
        async with held.cleanup:
            pieces: list[str] = []
            asked = await ask()
            async with self.provider.stream(asked.prompt) as coming:
                async for piece in coming:
                    pieces.append(piece)
                    yield Event("token", {"token": piece})
                stop_reason = coming.stop_reason
            text = "".join(pieces)
            if not text.strip():
                raise ProviderError("The language model gave an empty answer; try again")
            storing = asyncio.create_task(self._store(asked, text, stop_reason, keep, held.hold))
            try:
                events = await asyncio.shield(storing)
            finally:  # whoever goes now has their answer stored all the same: it was given
                await asyncio.wait({storing})
            for event in events:
                yield event
        yield Event("done", {"status": "complete", "stop_reason": stop_reason})

    async def _store(
        self, asked: PreparedPrompt, text: str, stop_reason: str, keep: Keep, hold: Hold
    ) -> Sequence[Event]:
        question, was_truncated = asked.prompt.turns[-1].content, stop_reason == "max_tokens"
        vectors = await self._vectors(question, asked.vector, text)
        embedder = self.embedder.name if vectors else None
        return await keep(Exchange(question, text, was_truncated, vectors, embedder), hold)

    async def _vectors(self, question: str, known: Sequence[float] | None, answer: str) -> tuple[str, str] | None:
        try:
            if known is not None:
                (second,) = await self.embedder.embed([answer])
                return vector_text(known), vector_text(second)
            first, second = await self.embedder.embed([question, answer])
            return vector_text(first), vector_text(second)
        except ProviderError as error:
            log.warning("messages are kept without a vector", error=type(error).__name__)
            return None

    async def past(self, conversation: Conversation, question: str) -> tuple[ChatContext, Sequence[float] | None]:
        """What goes with a question, and the question's vector."""
        summary = await Summary.objects.find("history", conversation)
        said = await Message.objects.said(conversation, (summary and summary.last_message_id) or 0)
        turns = turns_to_send([message.turn for message in said], question, self.history_characters)
        vector = await self._vector(question)
        excerpts = await self._recalled(conversation, vector) if vector is not None else ""
        return ChatContext(turns, excerpts, summary.text if summary else ""), vector

    async def _vector(self, question: str) -> Sequence[float] | None:
        try:
            (vector,) = await self.embedder.embed([question])
        except ProviderError as error:
            log.warning("nothing is recalled", error=type(error).__name__)
            return None
        return vector

    async def _recalled(self, conversation: Conversation, vector: Sequence[float]) -> str:
        """Excerpts of what the reader has talked of before that is near to the question."""
        hits = await Message.objects.nearest(
            conversation, self.embedder.name, vector, self.embedder.threshold, MOST_RECALLED
        )
        found: dict[Conversation, set[int]] = defaultdict(set)
        for hit in hits:
            found[hit.conversation].add(hit.message_id)
        excerpts = await asyncio.gather(*(self._excerpt(other, ids) for other, ids in found.items()))
        return "\n\n".join(excerpt.written() for excerpt in excerpts if excerpt is not None)

    async def _excerpt(self, conversation: Conversation, found: set[int]) -> Excerpt | None:
        said = await Message.objects.said(conversation)
        near = around(said, found)
        if not near:
            return None
        return Excerpt(await self._recall_summary(conversation, said), said[0].created_at, near, found)

    async def _recall_summary(self, conversation: Conversation, said: Sequence[StoredMessage]) -> str:
        known = await Summary.objects.find("recall", conversation)
        if known is not None and known.message_count == len(said):
            return known.text
        try:
            async with asyncio.timeout(SUMMARY_SECONDS):
                made = await self.provider.complete(prompts.recall_summary([message.turn for message in said]))
        except (ProviderError, TimeoutError) as error:
            log.warning("an excerpt goes without a summary", error=type(error).__name__)
            return known.text if known is not None else NO_SUMMARY
        await Summary.objects.keep("recall", conversation, made.text.strip() or NO_SUMMARY, len(said), said[-1].id)
        return made.text.strip() or NO_SUMMARY

    async def shorten(self, conversation: Conversation) -> None:
        """Have a summary stand for the beginning of a conversation that has grown too long."""
        async with alone(f"shorten {conversation}"):
            summary = await Summary.objects.find("history", conversation)
            said = await Message.objects.said(conversation, (summary and summary.last_message_id) or 0)
            if sum(len(message.content) for message in said) <= self.history_characters:
                return
            told = summarised_part(said)
            turns = [message.turn for message in told]
            made = await self.provider.complete(prompts.history_summary(turns, summary.text if summary else ""))
            count = (summary.message_count if summary else 0) + len(told)
            await Summary.objects.keep("history", conversation, made.text.strip(), count, told[-1].id)

    async def embed(self, user_id: UUID) -> None:
        """Make the vectors anew that the reader's messages lost when readers were merged."""
        async with alone(f"embed {user_id}"):
            while found := await Message.objects.find_without_vector(user_id, self.embedder.name, EMBEDDED_AT_ONCE):
                vectors = await self.embedder.embed(list(found.values()))
                await Message.objects.embed(dict(zip(found, vectors, strict=True)))

    def go_on_later(self, conversation: Conversation) -> None:
        """What a further answer gives cause for: a summary, and what a process that ended has left undone."""
        self._later_do(self.shorten(conversation))
        self.embed_later(conversation.user_id)

    def embed_later(self, user_id: UUID) -> None:
        self._later_do(self.embed(user_id))

    def _later_do(self, work: Coroutine[Any, Any, Any]) -> None:
        """Have work done after the answer; at the end of the process it is cancelled."""
        # In a context of its own: it is no part of the request, nor of a transaction there.
        task = asyncio.create_task(work, context=Context())
        self._later.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._later.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("work beside the requests failed", error=type(error).__name__)

    async def close(self) -> None:
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        await self.provider.close()
        await self.embedder.close()
