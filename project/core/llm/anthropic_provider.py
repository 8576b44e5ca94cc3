"""Anthropic's Messages API. Imported by `LazyClient`, because the SDK takes seconds to load."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict, cast

import anthropic
import structlog
from anthropic.resources.messages.messages import DEPRECATED_MODELS
from anthropic.types import MessageParam, RawMessageStreamEvent

from project.core.llm.client import FunctionCall, RetryingClient
from project.core.llm.http_client import make_http_client, silence_sdk_log
from project.core.llm.messages import messages_of
from project.core.llm.provider import Answer, Completion, Prompt
from project.core.llm.settings import LanguageSettings
from project.core.llm.streaming import Delta

log = structlog.get_logger(__name__)


class MessagesRequest(TypedDict):
    model: str
    max_tokens: int
    system: str | anthropic.Omit
    messages: list[MessageParam]


class AnthropicProvider:
    name = "anthropic"

    def __init__(self, settings: LanguageSettings) -> None:
        key = settings.anthropic_api_key
        self._client = anthropic.AsyncAnthropic(
            api_key=key.get_secret_value() if key is not None else "",
            base_url=settings.anthropic_base_url,
            max_retries=0,
            open_telemetry=False,
            http_client=make_http_client(),
        )
        silence_sdk_log("anthropic")
        self._models = (settings.anthropic_model, settings.anthropic_summary_model)
        self._calls = RetryingClient(self.name, settings.ai_timeout, anthropic.AnthropicError)
        for model in DEPRECATED_MODELS.keys() & set(self._models):
            on = DEPRECATED_MODELS[model]
            log.warning("Anthropic retires this model: APP_ANTHROPIC_MODEL names another", model=model, on=on)

    async def complete(self, prompt: Prompt) -> Completion:
        async def ask() -> Completion:
            message = await self._client.messages.create(**self._request(prompt))
            text = "".join(block.text for block in message.content if block.type == "text")
            return Completion(text, message.stop_reason or "")

        return await self._calls.complete(ask)

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        async def begin() -> anthropic.AsyncStream[RawMessageStreamEvent]:
            return await self._client.messages.create(**self._request(prompt), stream=True)

        return self._calls.stream(begin, _read)

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        async def ask() -> FunctionCall:
            message = await self._client.messages.create(
                **self._request(prompt),
                tools=[{"name": name, "input_schema": dict(json_schema)}],
                tool_choice={"type": "tool", "name": name, "disable_parallel_tool_use": True},
            )
            calls = [block.input for block in message.content if block.type == "tool_use"]
            return FunctionCall(calls[0], message.stop_reason or "")

        return await self._calls.structured(ask)

    def _request(self, prompt: Prompt) -> MessagesRequest:
        return {
            "model": self._models[prompt.small],
            "max_tokens": prompt.max_tokens,
            "system": prompt.system or anthropic.omit,
            "messages": cast("list[MessageParam]", [turn._asdict() for turn in messages_of(prompt)]),
        }

    async def close(self) -> None:
        await self._client.close()


def _read(event: RawMessageStreamEvent) -> Delta:
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        return Delta(event.delta.text)
    if event.type == "message_delta":
        return Delta(stop_reason=event.delta.stop_reason or "")
    return Delta()
