"""A language model with scripted answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from project.core.llm.provider import Completion, Prompt

INSIGHT = "HISTORICAL_CONTEXT: history THEOLOGICAL_SIGNIFICANCE: theology PRACTICAL_APPLICATION: practice"
DEFINITION = "DEFINITION: meaning BIBLICAL_USAGE: usage ORIGINAL_LANGUAGE: Greek"


class FakeAnswer:
    def __init__(self, provider: FakeProvider) -> None:
        self._provider = provider

    @property
    def stop_reason(self) -> str:
        return self._provider.stop_reason

    async def __aiter__(self) -> AsyncIterator[str]:
        for piece in self._provider.pieces:
            await asyncio.sleep(self._provider.pause)
            yield piece
        if self._provider.error is not None:
            raise self._provider.error


class FakeProvider:
    name = "fake"

    def __init__(self) -> None:
        self.pieces: Sequence[str] = ("In ", "the ", "beginning")
        self.stop_reason = "end_turn"
        self.error: Exception | None = None
        self.pause = 0.0
        self.prompts: list[Prompt] = []
        self.open = 0

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        await asyncio.sleep(self.pause)
        if self.error is not None:
            raise self.error
        texts = {"insights": INSIGHT, "definition": DEFINITION}
        return Completion(texts.get(prompt.purpose, f"summary of {len(prompt.turns)}"), self.stop_reason)

    @asynccontextmanager
    async def stream(self, prompt: Prompt) -> AsyncIterator[FakeAnswer]:
        self.prompts.append(prompt)
        self.open += 1
        try:
            yield FakeAnswer(self)
        finally:
            self.open -= 1

    async def prepare(self) -> None:
        pass

    async def close(self) -> None:
        pass

    @property
    def asked(self) -> list[str]:
        """The last turn of each prompt."""
        return [prompt.turns[-1].content for prompt in self.prompts]


def events(answer: httpx2.Response) -> list[tuple[str, Any]]:
    """Parse a stream into names and data, and check that it has exactly the form that the clients read."""
    assert answer.status_code == 200, answer.text
    blocks = answer.text.split("\n\n")
    assert blocks.pop() == ""
    found = []
    for block in blocks:
        name, data = block.split("\n")
        assert name.startswith("event: ")
        assert data.startswith("data: ")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found
