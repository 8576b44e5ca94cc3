"""Answers by the chat completions of OpenAI, or of any server that offers the same. Imported by `lazy_client.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict, cast

import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from project.core.llm.client import Call, Line
from project.core.llm.messages import messages_of
from project.core.llm.openai_client import make_client
from project.core.llm.provider import Answer, Completion, Prompt
from project.core.llm.settings import OPENAI_URL, LanguageSettings
from project.core.llm.streaming import Part

#: In the words of the Messages API, which the wire has.
STOP_REASONS = {"stop": "end_turn", "length": "max_tokens"}


class Asked(TypedDict):
    model: str
    messages: list[ChatCompletionMessageParam]
    max_tokens: int | openai.Omit
    max_completion_tokens: int | openai.Omit


class OpenAIProvider:
    name = "openai"

    def __init__(self, settings: LanguageSettings) -> None:
        self._settings = settings
        self._client = make_client(settings)
        self._line = Line(self.name, settings.ai_timeout, openai.OpenAIError)

    async def complete(self, prompt: Prompt) -> Completion:
        async def ask() -> Completion:
            answer = await self._client.chat.completions.create(**self._asked(prompt))
            choice = answer.choices[0]
            return Completion(choice.message.content or "", _stop_reason(choice.finish_reason))

        return await self._line.complete(ask)

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        async def begin() -> openai.AsyncStream[ChatCompletionChunk]:
            return await self._client.chat.completions.create(**self._asked(prompt), stream=True)

        return self._line.stream(begin, _read)

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        async def ask() -> Call:
            answer = await self._client.chat.completions.create(
                **self._asked(prompt),
                tools=[{"type": "function", "function": {"name": name, "parameters": dict(json_schema)}}],
                tool_choice={"type": "function", "function": {"name": name}},
            )
            choice = answer.choices[0]
            calls = [call.function for call in choice.message.tool_calls or [] if call.type == "function"]
            return Call(json.loads(calls[0].arguments), _stop_reason(choice.finish_reason))

        return await self._line.structured(ask)

    def _asked(self, prompt: Prompt) -> Asked:
        # OpenAI's newer models refuse the older name of the limit, and many other servers know no other.
        is_newer = self._settings.openai_base_url == OPENAI_URL
        return {
            "model": self._settings.openai_model,
            "messages": _messages(prompt),
            "max_tokens": openai.omit if is_newer else prompt.max_tokens,
            "max_completion_tokens": prompt.max_tokens if is_newer else openai.omit,
        }

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
