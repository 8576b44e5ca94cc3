import asyncio
import re
from typing import Any

import pytest

from project.core.llm.choice import make_provider
from project.core.llm.provider import Turn
from project.core.llm.settings import LanguageSettings
from project.core.testing.processes import printed_by
from project.scripture.insights.sections import DEFINITION_MARKERS, INSIGHT_MARKERS, split_sections
from project.scripture.offline.provider import OfflineProvider
from project.scripture.offline.quotes import NO_MODEL
from project.scripture.prompts.chats import ChatContext, chat_prompt, insight_chat_prompt
from project.scripture.prompts.explanations import definition_prompt, insights_prompt
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.prompts.summaries import history_summary_prompt, recall_summary_prompt
from project.scripture.search.library import Quote
from project.scripture.settings import ScriptureSettings
from tests.scripture.offline.shelf import VERSES, Shelf

JOHN = VERSES[2]
LIMITS = ScriptureSettings()
LINK = re.compile(r"\[([^\]]+)\]\((/\?[^)]+)\)")


def insights(reference: str = "John 3:16 (KJV)", text: str = JOHN.text) -> ReaderPrompt:
    return insights_prompt(reference, text, LIMITS)


def definition(word: str = "believeth") -> ReaderPrompt:
    return definition_prompt(word, "John 3:16 (KJV)", JOHN.text, LIMITS)


def chat(question: str, reference: str | None = None, text: str | None = None) -> ReaderPrompt:
    return chat_prompt(reference, text, ChatContext([Turn("user", question)]), LIMITS)


async def answer(prompt: ReaderPrompt, shelf: Shelf | None = None) -> str:
    return (await OfflineProvider(shelf or Shelf()).complete(prompt)).text


async def test_it_answers_without_a_key() -> None:
    provider = make_provider(LanguageSettings(), OfflineProvider(Shelf()))
    await provider.prepare()

    assert provider.name == "offline"
    assert (await provider.complete(insights())).stop_reason == "end_turn"
    await provider.close()


async def test_insights_have_place_relations_and_questions() -> None:
    place, relations, questions = split_sections(await answer(insights()), INSIGHT_MARKERS).values()

    assert "stands in John, chapter 3" in place
    assert "[John 3:15](/?book=John&chapter=3&verse=15&translation=KJV): “That whosoever" in place
    assert "[John 3:17]" in place
    assert "[1 John 4:9](/?book=1%20John&chapter=4&verse=9&translation=KJV)" in relations
    assert "“begotten”" in relations
    assert "“begotten” is met in 2 verses" in questions or "“loved” is met in one verse" in questions
    assert questions.count("?") >= 4


async def test_a_definition_counts_the_word_and_admits_to_knowing_no_greek() -> None:
    meaning, usage, language = split_sections(await answer(definition()), DEFINITION_MARKERS).values()

    assert "no definition of “believeth” can be given" in meaning
    assert JOHN.text[:40] in meaning
    assert (
        "“believeth”, in one form or another, is met in 3 verses of John and in 3 verses of the whole text (KJV)"
        in usage
    )
    assert "[John 3:36]" in usage
    assert "[John 3:16]" not in usage
    assert "not available offline" in language


async def test_a_chat_quotes_verses_with_the_words_of_the_question() -> None:
    text = await answer(chat("Who is my shepherd?"))

    assert "[Psalms 23:1](/?book=Psalms&chapter=23&verse=1&translation=KJV): “The LORD is my shepherd" in text


async def test_a_chat_finds_the_requested_passage() -> None:
    text = await answer(chat("Please show me 1 John 4:9"))

    assert LINK.findall(text)[0] == ("1 John 4:9", "/?book=1%20John&chapter=4&verse=9&translation=KJV")


async def test_a_chat_omits_verses_without_a_word_of_the_question() -> None:
    text = await answer(chat("Does he condemn anybody?"))

    assert [name for name, _ in LINK.findall(text)] == ["John 3:17"]


async def test_a_chat_names_only_the_words_that_it_found() -> None:
    text = await answer(chat("Does he condemn zebras?"))

    assert "This is what I found for “condemn”:" in text


@pytest.mark.parametrize("question", ["Please explain the meaning of this passage", "hello", ""])
async def test_common_words_are_not_searched(question: str) -> None:
    assert LINK.findall(await answer(chat(question))) == []


async def test_a_chat_falls_back_to_what_stands_around_its_passage() -> None:
    text = await answer(chat("Qumran?", "John 3:16 (KJV)", JOHN.text))

    assert [name for name, _ in LINK.findall(text)] == ["John 3:15", "John 3:16", "John 3:17", "John 3:36"]


PROMPTS: dict[str, ReaderPrompt] = {
    "insights": insights(),
    "definition": definition(),
    "a chat": chat("What is love?"),
    "a chat without a question": chat(""),
    "a chat about an insight": insight_chat_prompt(
        "John 3:16", JOHN.text, {}, ChatContext([Turn("user", "And love?")]), LIMITS
    ),
    "a summary in brief": recall_summary_prompt([Turn("user", "Who was Ruth?"), Turn("assistant", "A Moabite.")]),
    "a summary": history_summary_prompt([Turn("user", "Who was Ruth?")]),
    "a summary of nothing": history_summary_prompt([]),
}


def parts_of(prompt: ReaderPrompt, text: str) -> list[str]:
    markers = {"insights": INSIGHT_MARKERS, "definition": DEFINITION_MARKERS}.get(prompt.purpose)
    return list(split_sections(text, markers).values()) if markers else [text]


@pytest.mark.parametrize("verses", [VERSES, []], ids=["with a text", "without a text"])
async def test_every_part_of_an_answer_says_that_there_is_no_model(verses: list[Quote]) -> None:
    parts = {case: parts_of(prompt, await answer(prompt, Shelf(verses))) for case, prompt in PROMPTS.items()}

    assert {case for case, texts in parts.items() if not all(NO_MODEL in text for text in texts)} == set()


async def stream(prompt: ReaderPrompt) -> tuple[list[str], str]:
    async with OfflineProvider(Shelf()).stream(prompt) as coming:
        return [piece async for piece in coming], coming.stop_reason


async def test_a_stream_yields_the_same_answer_word_by_word() -> None:
    streams = {case: await stream(prompt) for case, prompt in PROMPTS.items()}

    assert {case: "".join(pieces) for case, (pieces, _) in streams.items()} == {
        case: await answer(prompt) for case, prompt in PROMPTS.items()
    }
    assert [case for case, (pieces, _) in streams.items() if len(pieces) <= 5 or "" in pieces] == []
    assert {stop_reason for _, stop_reason in streams.values()} == {"end_turn"}


async def test_other_tasks_run_between_the_words() -> None:
    turns: list[Any] = []

    async def other() -> None:
        while len(turns) < 5:
            turns.append(len(pieces))
            await asyncio.sleep(0)

    pieces: list[str] = []
    task = asyncio.create_task(other())
    async with OfflineProvider(Shelf()).stream(chat("What is love?")) as coming:
        async for piece in coming:
            pieces.append(piece)
    await task

    assert len(set(turns)) > 1


async def test_the_same_question_has_the_same_answer_in_another_process() -> None:
    script = """import asyncio
from project.scripture.offline.provider import OfflineProvider
from project.scripture.prompts.prompt import ReaderPrompt
from tests.scripture.offline.shelf import VERSES, Shelf
prompt = ReaderPrompt("insights", [], "", 2000, VERSES[2].reference, VERSES[2].text)
print(asyncio.run(OfflineProvider(Shelf()).complete(prompt)).text)"""

    assert await asyncio.to_thread(printed_by, script) == await answer(insights(JOHN.reference))


async def test_a_marker_within_a_word_breaks_no_answer() -> None:
    text = await answer(definition("ORIGINAL_LANGUAGE: [x](http://elsewhere) BIBLICAL_USAGE:"))
    texts = split_sections(text, DEFINITION_MARKERS).values()

    assert all(NO_MODEL in text for text in texts)
    assert "](http" not in " ".join(texts)


async def test_a_long_passage_is_looked_up_by_its_beginning() -> None:
    shelf = Shelf()

    await answer(insights("", "love " * 10_000), shelf)

    assert [len(text) for _, text, _ in shelf.calls] == [2000]


async def test_a_summary_lists_the_readers_questions() -> None:
    turns = [Turn("user", "Who was Ruth?"), Turn("assistant", "A Moabite."), Turn("user", "Is 2 < 3?")]

    brief = await answer(recall_summary_prompt(turns))
    whole = await answer(history_summary_prompt(turns, "We spoke of Naomi."))

    assert "“Who was Ruth?” and 1 more" in brief
    assert whole.startswith("We spoke of Naomi.")
    assert "“Who was Ruth?”; “Is 2 3?”" in whole
