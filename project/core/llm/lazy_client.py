"""Providers whose packages take seconds to load: they are made in a thread, when they are wanted first.

`lazy_module` would not do: the package would then be loaded by whatever looks at it first, on the event loop too, and
before Python 3.12 another thread may see it half loaded meanwhile (python/cpython issue 114763).
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from project.core.lazy import lazy_module
from project.core.llm.embedder import Embedder
from project.core.llm.provider import Answer, Completion, Model, Prompt
from project.core.llm.settings import LanguageSettings

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = lazy_module("httpx2")

#: Of embeddings.
OPENAI_MODEL = "text-embedding-3-small"
OPENAI_EMBEDDER = f"openai:{OPENAI_MODEL}"
#: Texts of this model that are about different things lie at 0.75 and beyond, a question and its answer below 0.6.
OPENAI_THRESHOLD = 0.65

Made = TypeVar("Made")


class Late(Generic[Made]):
    """What a class in a module of this folder makes of the settings, once."""

    def __init__(self, module: str, name: str, settings: LanguageSettings) -> None:
        self._module = f"{__package__}.{module}"
        self._name = name
        self._settings = settings
        self._lock = asyncio.Lock()
        # Here, because the SDKs would load it in their thread while requests of this process may be using it.
        _ = httpx2.AsyncClient
        self.made: Made | None = None

    async def get(self) -> Made:
        if self.made is None:
            async with self._lock:
                if self.made is None:
                    self.made = await asyncio.to_thread(self._make)
        return self.made

    def _make(self) -> Made:
        made: Made = getattr(importlib.import_module(self._module), self._name)(self._settings)
        return made


class LateProvider:
    def __init__(self, name: str, late: Late[Model]) -> None:
        self.name = name
        self._late = late

    async def prepare(self) -> None:
        """Load what the first call would have to wait for."""
        await self._late.get()

    async def complete(self, prompt: Prompt) -> Completion:
        return await (await self._late.get()).complete(prompt)

    @asynccontextmanager
    async def stream(self, prompt: Prompt) -> AsyncIterator[Answer]:
        provider = await self._late.get()
        async with provider.stream(prompt) as answer:
            yield answer

    async def structured(self, prompt: Prompt, name: str, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        return await (await self._late.get()).structured(prompt, name, json_schema)

    async def close(self) -> None:
        if self._late.made is not None:
            await self._late.made.close()


class LateEmbedder:
    def __init__(self, name: str, threshold: float, late: Late[Embedder]) -> None:
        self.name = name
        self.threshold = threshold
        self._late = late

    async def prepare(self) -> None:
        """Load what the first call would have to wait for."""
        await self._late.get()

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return await (await self._late.get()).embed(texts)

    async def close(self) -> None:
        if self._late.made is not None:
            await self._late.made.close()
