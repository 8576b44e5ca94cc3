"""Prompts for insights and definitions."""

from __future__ import annotations

from project.core.llm.provider import Turn
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.prompts.templates import REFERENCE, WHOLE_TEXT, fill_template
from project.scripture.settings import ScriptureSettings

WORD = 200


def insights_prompt(reference: str, text: str, settings: ScriptureSettings) -> ReaderPrompt:
    question = fill_template("insights", reference=reference[:REFERENCE], text=text[:WHOLE_TEXT])
    return ReaderPrompt("insights", [Turn("user", question)], "", settings.max_tokens_insights, reference, text)


def definition_prompt(word: str, reference: str, verse: str, settings: ScriptureSettings) -> ReaderPrompt:
    texts = {"word": word[:WORD], "reference": reference[:REFERENCE], "verse": verse[:WHOLE_TEXT]}
    turns = [Turn("user", fill_template("definition", **texts))]
    return ReaderPrompt("definition", turns, "", settings.max_tokens_definition, reference, verse, word)
