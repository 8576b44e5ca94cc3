"""Composers of clips from words: a language model if one is configured, else rules."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import structlog

from project.core.llm.choice import make_provider
from project.core.llm.provider import Model, Prompt, Turn
from project.core.llm.settings import LanguageSettings
from project.core.llm.templates import filled
from project.core.models import RateLimit
from project.core.ops.settings import Limit, Settings
from project.music.errors import UnusableMusic
from project.music.location import Location
from project.music.notation.sml_clips import write_clip
from project.music.words import function_arguments, function_schema
from project.music.words.function_arguments import ComposedSML, FaultyClip
from project.music.words.pieces import compose
from project.music.words.requests import check_request
from project.users.callers import Caller

log = structlog.get_logger(__name__)
FOLDER = Path(__file__).parent / "prompts"
#: About 32 bars of eighth notes.
MAX_TOKENS = 8000
#: The first attempt, and one correction.
ROUNDS = 2
CALLS = Limit(20, 60)


class Composer(Protocol):
    async def compose(self, text: str, caller: Caller, loc: Location) -> ComposedSML:
        """Raises NotUnderstood and, with a language model, TooManyRequests and ProviderError."""
        ...

    async def close(self) -> None: ...


def make_composer(settings: Settings) -> Composer:
    model = make_provider(settings.of(LanguageSettings), None)
    return RuleComposer() if model is None else ModelComposer(model, settings.limit("compose", CALLS))


class RuleComposer:
    async def compose(self, text: str, caller: Caller, loc: Location) -> ComposedSML:
        return await asyncio.to_thread(_by_rules, text, loc)

    async def close(self) -> None:
        """Do nothing: rules hold no resources."""


class ModelComposer:
    def __init__(self, model: Model, limit: Limit) -> None:
        self._model = model
        self._limit = limit

    async def compose(self, text: str, caller: Caller, loc: Location) -> ComposedSML:
        check_request(text, loc)
        await RateLimit.objects.hit("compose", str(caller.user_id), *self._limit)
        request = Turn("user", filled(FOLDER / "request.md", text=text))
        prompt = Prompt("clip", [request], filled(FOLDER / "clip.md"), MAX_TOKENS)
        for _ in range(ROUNDS):
            arguments = await self._model.structured(prompt, function_schema.NAME, function_schema.ARGUMENTS)
            try:
                return function_arguments.read_arguments(arguments)
            except FaultyClip as error:
                log.info("language model wrote an invalid clip", faults=len(error.faults))
                prompt = _correction(prompt, arguments, error.faults)
        raise UnusableMusic

    async def close(self) -> None:
        await self._model.close()


def _by_rules(text: str, loc: Location) -> ComposedSML:
    piece = compose(text, loc)
    sml = write_clip(piece.clip, piece.tonality.spelled)
    return ComposedSML({**sml, "bars": [{"expression": None, **bar} for bar in sml["bars"]]}, piece.tempo_bpm)


def _correction(prompt: Prompt, arguments: dict[str, Any], faults: Sequence[str]) -> Prompt:
    """Return the prompt extended by the faulty arguments and a request to correct them."""
    complaint = filled(FOLDER / "repair.md", faults="\n".join(faults))
    return replace(prompt, turns=[*prompt.turns, Turn("assistant", json.dumps(arguments)), Turn("user", complaint)])
