"""Providers whose SDKs take seconds to import: built in a thread when first used.

`lazy_module` would not do: it would load the SDK on the event loop, and before Python 3.12 another thread may see it
half loaded (python/cpython issue 114763).
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from project.core.llm.embedder import Embedder
from project.core.llm.provider import Answer, Completion, Model, Prompt
from project.core.llm.settings import LanguageSettings
from project.core.ops.lazy import lazy_module

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = lazy_module("httpx2")

Client = TypeVar("Client")


class LazyClient(Generic[Client]):
    """Builds a class of a module in this folder from the settings, once."""

    def __init__(self, module: str, name: str, settings: LanguageSettings) -> None:
        self._module = f"{__package__}.{module}"
        self._name = name
        self._settings = settings
        self._lock = asyncio.Lock()
        # Loaded here, because the SDK would load it in its thread while requests may be using it.
        _ = httpx2.AsyncClient
        self.client: Client | None = None

    async def get(self) -> Client:
        if self.client is None:
            async with self._lock:
                if self.client is None:
                    self.client = await asyncio.to_thread(self._make)
        return self.client

    def _make(self) -> Client:
        client: Client = getattr(importlib.import_module(self._module), self._name)(self._settings)
        return client


class LazyProvider:
    def __init__(self, name: str, lazy: LazyClient[Model]) -> None:
        self.name = name
        self._lazy = lazy

    async def prepare(self) -> None:
        await self._lazy.get()

    async def complete(self, prompt: Prompt) -> Completion:
        return await (await self._lazy.get()).complete(prompt)

    @asynccontextmanager
    async def stream(self, prompt: Prompt) -> AsyncIterator[Answer]:
        provider = await self._lazy.get()
        async with provider.stream(prompt) as answer:
            yield answer

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        return await (await self._lazy.get()).structured(prompt, name, json_schema)

    async def close(self) -> None:
        if self._lazy.client is not None:
            await self._lazy.client.close()


class LazyEmbedder:
    def __init__(self, name: str, threshold: float, lazy: LazyClient[Embedder]) -> None:
        self.name = name
        self.threshold = threshold
        self._lazy = lazy

    async def prepare(self) -> None:
        await self._lazy.get()

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return await (await self._lazy.get()).embed(texts)

    async def close(self) -> None:
        if self._lazy.client is not None:
            await self._lazy.client.close()
