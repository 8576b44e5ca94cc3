"""Answers by Anthropic's Messages API. Importing this takes seconds: `lazy_client.py` does it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict, cast

import anthropic
import structlog
from anthropic.resources.messages.messages import DEPRECATED_MODELS
from anthropic.types import MessageParam, RawMessageStreamEvent

from project.core.llm.client import Call, Line, http_client, quieten
from project.core.llm.messages import messages_of
from project.core.llm.provider import Answer, Completion, Prompt
from project.core.llm.settings import LanguageSettings
from project.core.llm.streaming import Part

log = structlog.get_logger(__name__)


class Asked(TypedDict):
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
            http_client=http_client(),
        )
        quieten("anthropic")
        self._models = (settings.anthropic_model, settings.anthropic_summary_model)
        self._line = Line(self.name, settings.ai_timeout, anthropic.AnthropicError)
        for model in DEPRECATED_MODELS.keys() & set(self._models):
            on = DEPRECATED_MODELS[model]
            log.warning("Anthropic retires this model: APP_ANTHROPIC_MODEL names another", model=model, on=on)

    async def complete(self, prompt: Prompt) -> Completion:
        async def ask() -> Completion:
            message = await self._client.messages.create(**self._asked(prompt))
            text = "".join(block.text for block in message.content if block.type == "text")
            return Completion(text, message.stop_reason or "")

        return await self._line.complete(ask)

    def stream(self, prompt: Prompt) -> AbstractAsyncContextManager[Answer]:
        async def begin() -> anthropic.AsyncStream[RawMessageStreamEvent]:
            return await self._client.messages.create(**self._asked(prompt), stream=True)

        return self._line.stream(begin, _read)

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        async def ask() -> Call:
            message = await self._client.messages.create(
                **self._asked(prompt),
                tools=[{"name": name, "input_schema": dict(json_schema)}],
                tool_choice={"type": "tool", "name": name, "disable_parallel_tool_use": True},
            )
            calls = [block.input for block in message.content if block.type == "tool_use"]
            return Call(calls[0], message.stop_reason or "")

        return await self._line.structured(ask)

    def _asked(self, prompt: Prompt) -> Asked:
        return {
            "model": self._models[prompt.small],
            "max_tokens": prompt.max_tokens,
            "system": prompt.system or anthropic.omit,
            "messages": cast("list[MessageParam]", [turn._asdict() for turn in messages_of(prompt)]),
        }

    async def close(self) -> None:
        await self._client.close()


def _read(event: RawMessageStreamEvent) -> Part:
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        return Part(event.delta.text)
    if event.type == "message_delta":
        return Part(stop_reason=event.delta.stop_reason or "")
    return Part()
