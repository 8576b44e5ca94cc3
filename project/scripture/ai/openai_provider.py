"""Answers by the chat completions of OpenAI, or of any server that offers the same. Imported by `late.py`."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import cast

import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from project.core.settings import OPENAI_URL, Settings
from project.scripture.ai.calling import Line
from project.scripture.ai.flowing import Part
from project.scripture.ai.openai_client import make_client
from project.scripture.ai.provider import Answer, Completion, Prompt
from project.scripture.ai.sending import messages_of

#: In the words of the Messages API, which the wire has.
STOP_REASONS = {"stop": "end_turn", "length": "max_tokens"}


class OpenAIProvider:
    name = "openai"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = make_client(settings)
        self._line = Line(self.name, settings.ai_timeout, openai.OpenAIError)

    async def complete(self, prompt: Prompt) -> Completion:
        async def ask() -> Completion:
            answer = await self._client.chat.completions.create(
                model=self._settings.openai_model,
                messages=_messages(prompt),
                max_tokens=self._most(prompt, newer=False),
                max_completion_tokens=self._most(prompt, newer=True),
            )
            choice = answer.choices[0]
            return Completion(choice.message.content or "", _stop_reason(choice.finish_reason))

        return await self._line.complete(ask)

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        async def begin() -> openai.AsyncStream[ChatCompletionChunk]:
            return await self._client.chat.completions.create(
                model=self._settings.openai_model,
                messages=_messages(prompt),
                max_tokens=self._most(prompt, newer=False),
                max_completion_tokens=self._most(prompt, newer=True),
                stream=True,
            )

        return self._line.stream(begin, _read)

    def _most(self, prompt: Prompt, *, newer: bool) -> int | openai.Omit:
        """OpenAI's newer models refuse the older name of this limit, and many other servers know no other."""
        return prompt.max_tokens if newer is (self._settings.openai_base_url == OPENAI_URL) else openai.omit

    async def close(self) -> None:
        await self._client.close()


def _messages(prompt: Prompt) -> list[ChatCompletionMessageParam]:
    system = [{"role": "system", "content": prompt.system}] if prompt.system else []
    return cast("list[ChatCompletionMessageParam]", system + [turn._asdict() for turn in messages_of(prompt)])


def _read(chunk: ChatCompletionChunk) -> Part:
    if not chunk.choices:  # the last one may only count tokens
        return Part()
    choice = chunk.choices[0]
    return Part(choice.delta.content or "", _stop_reason(choice.finish_reason))


def _stop_reason(word: str | None) -> str:
    return STOP_REASONS.get(word, word) if word else ""
