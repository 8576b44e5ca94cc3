"""Answers without a language model, made from the loaded text alone. Each of them says so."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from project.core.llm.provider import Answer, Completion
from project.scripture.insights.sections import DEFINITION_MARKERS, INSIGHT_MARKERS, join_sections
from project.scripture.offline import chat_texts, explanation_texts
from project.scripture.offline.links import mentioned_reference
from project.scripture.offline.quotes import MAX_QUOTES
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.search.library import Library, PassageContext, Quote, VerseMatches
from project.scripture.search.words import COMMON_WORDS, keywords, shared_words, words_of

#: Most of a passage or a question that is looked up.
MOST_WORDS = 8
MOST_CHARACTERS = 2000
#: A word with the white space around it.
PIECE = re.compile(r"\s*\S+\s*")


class OfflineProvider:
    name = "offline"

    def __init__(self, library: Library) -> None:
        self._library = library

    async def prepare(self) -> None:
        pass

    async def complete(self, prompt: ReaderPrompt) -> Completion:
        return Completion(await self._answer(prompt), "end_turn")

    @asynccontextmanager
    async def stream(self, prompt: ReaderPrompt) -> AsyncIterator[Answer]:
        yield StaticAnswer(await self._answer(prompt))

    async def close(self) -> None:
        pass

    async def _answer(self, prompt: ReaderPrompt) -> str:
        match prompt.purpose:
            case "insights":
                return join_sections(await self._insights(prompt), INSIGHT_MARKERS)
            case "definition":
                return join_sections(await self._definition(prompt), DEFINITION_MARKERS)
            case "recall_summary" | "history_summary":
                return chat_texts.summary(prompt.turns[-1].content, brief=prompt.purpose == "recall_summary")
            case _:
                return await self._reply(prompt)

    async def _insights(self, prompt: ReaderPrompt) -> list[str]:
        words = keywords(prompt.passage_text, MOST_WORDS)
        found = await self._look_up(prompt.passage_reference, prompt.passage_text, words)
        if found is None:
            return [explanation_texts.no_explanation(prompt.passage_reference)] * 3
        own = keywords(" ".join(quote.text for quote in found.passage), MOST_CHARACTERS)
        texts = explanation_texts
        return [texts.place(found), texts.relations(found, own), texts.questions(found, words)]

    async def _definition(self, prompt: ReaderPrompt) -> list[str]:
        words = keywords(prompt.word, MOST_WORDS) or words_of(prompt.word)[:MOST_WORDS]
        here = await self._look_up(prompt.passage_reference, prompt.passage_text, words)
        elsewhere = await self._look_up("", prompt.word, words)
        others = [quote for quote in [*_quotes(elsewhere), *_quotes(here)] if shared_words(quote.text, words)]
        if here is not None:
            others = [quote for quote in others if quote not in here.passage]
        return [
            explanation_texts.occurrence(prompt.word, prompt.passage_reference, prompt.passage_text),
            explanation_texts.usage(prompt.word, here or elsewhere, words, list(dict.fromkeys(others))),
            explanation_texts.no_original(prompt.word),
        ]

    async def _reply(self, prompt: ReaderPrompt) -> str:
        question = prompt.turns[-1].content
        words = [word for word in keywords(question, MOST_CHARACTERS) if word not in COMMON_WORDS][:MOST_WORDS]
        if (named := mentioned_reference(question)) and (found := await self._look_up(named, "", words)):
            return chat_texts.reply(VerseMatches(found.translation, [*found.passage, *found.related]), [])
        near = await self._library.find_verses(words, MAX_QUOTES) if words else None
        if near is not None and near.quotes:
            there = shared_words(" ".join(quote.text for quote in near.quotes), words)
            return chat_texts.reply(near, there or words)
        if prompt.passage_reference:
            context = await self._look_up(prompt.passage_reference, prompt.passage_text, words)
            if context is not None:
                return chat_texts.passage_reply(context)
        return chat_texts.no_reply()

    async def _look_up(self, reference: str, text: str, words: list[str]) -> PassageContext | None:
        return await self._library.passage_context(reference, text[:MOST_CHARACTERS], words)


class StaticAnswer:
    """A finished answer, yielded word by word so that other tasks run in between."""

    stop_reason = "end_turn"

    def __init__(self, text: str) -> None:
        self._pieces: deque[str] = deque(PIECE.findall(text))

    def __aiter__(self) -> StaticAnswer:
        return self

    async def __anext__(self) -> str:
        await asyncio.sleep(0)
        if not self._pieces:
            raise StopAsyncIteration
        return self._pieces.popleft()


def _quotes(found: PassageContext | None) -> list[Quote]:
    return [*found.passage, *found.related, *found.before, *found.after] if found else []
