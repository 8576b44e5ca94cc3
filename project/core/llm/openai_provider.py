"""Chat completions of OpenAI or any compatible server. Imported by `LazyClient`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict, cast

import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from project.core.llm.client import FunctionCall, RetryingClient
from project.core.llm.messages import messages_of
from project.core.llm.openai_client import make_client
from project.core.llm.provider import Answer, Completion, Prompt
from project.core.llm.settings import OPENAI_URL, LanguageSettings
from project.core.llm.streaming import Delta

#: Our API uses the words of Anthropic's Messages API.
STOP_REASONS = {"stop": "end_turn", "length": "max_tokens"}


class ChatCompletionRequest(TypedDict):
    model: str
    messages: list[ChatCompletionMessageParam]
    max_tokens: int | openai.Omit
    max_completion_tokens: int | openai.Omit


class OpenAIProvider:
    name = "openai"

    def __init__(self, settings: LanguageSettings) -> None:
        self._settings = settings
        self._client = make_client(settings)
        self._calls = RetryingClient(self.name, settings.ai_timeout, openai.OpenAIError)

    async def complete(self, prompt: Prompt) -> Completion:
        async def ask() -> Completion:
            answer = await self._client.chat.completions.create(**self._request(prompt))
            choice = answer.choices[0]
            return Completion(choice.message.content or "", _stop_reason(choice.finish_reason))

        return await self._calls.complete(ask)

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        async def begin() -> openai.AsyncStream[ChatCompletionChunk]:
            return await self._client.chat.completions.create(**self._request(prompt), stream=True)

        return self._calls.stream(begin, _read)

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        async def ask() -> FunctionCall:
            answer = await self._client.chat.completions.create(
                **self._request(prompt),
                tools=[{"type": "function", "function": {"name": name, "parameters": dict(json_schema)}}],
                tool_choice={"type": "function", "function": {"name": name}},
            )
            choice = answer.choices[0]
            calls = [call.function for call in choice.message.tool_calls or [] if call.type == "function"]
            return FunctionCall(json.loads(calls[0].arguments), _stop_reason(choice.finish_reason))

        return await self._calls.structured(ask)

    def _request(self, prompt: Prompt) -> ChatCompletionRequest:
        # OpenAI's newer models refuse `max_tokens`; many other servers know nothing else.
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


def _read(chunk: ChatCompletionChunk) -> Delta:
    if not chunk.choices:  # the last chunk may only count tokens
        return Delta()
    choice = chunk.choices[0]
    return Delta(choice.delta.content or "", _stop_reason(choice.finish_reason))


def _stop_reason(word: str | None) -> str:
    return STOP_REASONS.get(word, word) if word else ""
