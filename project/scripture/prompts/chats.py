"""Prompts of conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from project.core.llm.provider import Turn
from project.scripture.insights.sections import INSIGHT_MARKERS
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.prompts.templates import REFERENCE, fill_template
from project.scripture.settings import ScriptureSettings

#: Most characters of each.
PASSAGE = 2000
INSIGHT = 1000


class ChatContext(NamedTuple):
    """What goes to the model with a question, which is the last of the turns."""

    turns: Sequence[Turn]
    #: Of the reader's other conversations.
    excerpts: str = ""
    #: Stands for the beginning of this conversation.
    summary: str = ""


def insight_chat_prompt(
    reference: str, text: str, insights: Mapping[str, str], context: ChatContext, settings: ScriptureSettings
) -> ReaderPrompt:
    texts = {name: insights.get(name, "")[:INSIGHT] for name in INSIGHT_MARKERS}
    system = fill_template("insight_chat", reference=reference[:REFERENCE], text=_beginning(text), **texts)
    limit = settings.max_tokens_chat
    return ReaderPrompt("insight_chat", context.turns, system + _rest(context), limit, reference, text)


def chat_prompt(
    reference: str | None, text: str | None, context: ChatContext, settings: ScriptureSettings
) -> ReaderPrompt:
    """Ask about a passage if there are both its reference and its text, else about anything."""
    limit = settings.max_tokens_chat
    if not reference or not text:
        return ReaderPrompt("chat", context.turns, fill_template("chat") + _rest(context), limit)
    system = fill_template("chat_passage", reference=reference[:REFERENCE], text=_beginning(text))
    return ReaderPrompt("chat", context.turns, system + _rest(context), limit, reference, text)


def _rest(context: ChatContext) -> str:
    parts = [fill_template("manner")]
    if context.excerpts:
        parts.append(fill_template("excerpts", excerpts=context.excerpts))
    if context.summary:
        parts.append(fill_template("summary", summary=context.summary))
    return "".join(parts)


def _beginning(text: str) -> str:
    return text if len(text) <= PASSAGE else text[:PASSAGE] + "..."
