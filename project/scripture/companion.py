from __future__ import annotations

from collections.abc import Mapping

from project.core.llm.choice import PreparableEmbedder, PreparableProvider
from project.scripture.background import BackgroundTasks
from project.scripture.insights.sections import split_sections
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.settings import ScriptureSettings


class Companion:
    """The language model and the embedder of this process."""

    def __init__(
        self, provider: PreparableProvider[ReaderPrompt], embedder: PreparableEmbedder, settings: ScriptureSettings
    ) -> None:
        self.provider = provider
        self.embedder = embedder
        self.settings = settings
        self.history_characters = settings.conversation_history_char_limit
        self.background = BackgroundTasks()

    def prepare_later(self) -> None:
        self.background.start(self.provider.prepare())
        self.background.start(self.embedder.prepare())

    async def explain(self, prompt: ReaderPrompt, markers: Mapping[str, str]) -> dict[str, str]:
        """Return the sections of an answer by the names of their markers. Raises ProviderError."""
        return split_sections((await self.provider.complete(prompt)).text, markers)

    async def close(self) -> None:
        await self.background.close()
        await self.provider.close()
        await self.embedder.close()
