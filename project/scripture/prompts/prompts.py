"""What a language model is asked: the texts of `prompts/`, filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from project.core.llm.provider import Turn
from project.core.llm.templates import filled
from project.scripture.insights.sections import INSIGHT_MARKERS
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.settings import ScriptureSettings

FOLDER = Path(__file__).parent
#: Most characters of each; whole passages are let through as they are up to the longest that an import may hold.
WHOLE_TEXT = 50_000
PASSAGE = 2000
REFERENCE = 200
WORD = 200
INSIGHT = 1000
#: Of a conversation that is summed up: in a sentence, or to stand for it.
RECALLED_TURNS = 50
RECALLED_TURN = 200
SUMMARISED_TURNS = 1000
SUMMARISED = 200_000
RECALL_TOKENS = 100
HISTORY_TOKENS = 500
SPEAKERS = {"user": "Reader", "assistant": "Companion"}


class ChatContext(NamedTuple):
    """What goes with a question, which is the last of the turns."""

    turns: Sequence[Turn]
    #: Of other conversations.
    excerpts: str = ""
    #: What stands for the beginning of this one.
    summary: str = ""


def _filled(name: str, **texts: str) -> str:
    return filled(FOLDER / f"{name}.md", **texts)


def insights(reference: str, text: str, settings: ScriptureSettings) -> ReaderPrompt:
    question = _filled("insights", reference=reference[:REFERENCE], text=text[:WHOLE_TEXT])
    most = settings.max_tokens_insights
    return ReaderPrompt("insights", [Turn("user", question)], "", most, reference, text)


def definition(word: str, reference: str, verse: str, settings: ScriptureSettings) -> ReaderPrompt:
    question = _filled("definition", word=word[:WORD], reference=reference[:REFERENCE], verse=verse[:WHOLE_TEXT])
    most = settings.max_tokens_definition
    return ReaderPrompt("definition", [Turn("user", question)], "", most, reference, verse, word)


def insight_chat(
    reference: str, text: str, insights: Mapping[str, str], past: ChatContext, settings: ScriptureSettings
) -> ReaderPrompt:
    """About a passage and its insights, by their names; one that is missing is empty."""
    texts = {name: insights.get(name, "")[:INSIGHT] for name in INSIGHT_MARKERS}
    begin = _filled("insight_chat", reference=reference[:REFERENCE], text=_opening(text), **texts)
    most = settings.max_tokens_chat
    return ReaderPrompt("insight_chat", past.turns, begin + _rest(past), most, reference, text)


def chat(reference: str | None, text: str | None, past: ChatContext, settings: ScriptureSettings) -> ReaderPrompt:
    """About a passage where there are both its reference and its text."""
    most = settings.max_tokens_chat
    if not reference or not text:
        return ReaderPrompt("chat", past.turns, _filled("chat") + _rest(past), most)
    begin = _filled("chat_passage", reference=reference[:REFERENCE], text=_opening(text))
    return ReaderPrompt("chat", past.turns, begin + _rest(past), most, reference, text)


def recall_summary(turns: Sequence[Turn]) -> ReaderPrompt:
    """A sentence or two on what a conversation was about."""
    transcript = _transcript(turns[-RECALLED_TURNS:], RECALLED_TURN)
    question = _filled("transcript", transcript=transcript)
    return ReaderPrompt(
        "recall_summary", [Turn("user", question)], _filled("recall_summary"), RECALL_TOKENS, small=True
    )


def history_summary(turns: Sequence[Turn], earlier: str = "") -> ReaderPrompt:
    """What is to stand for these turns, and for those before them that `earlier` sums up.

    Turns are cut only where the whole would be too long for a model.
    """
    kept = turns[-SUMMARISED_TURNS:]
    transcript = _transcript(kept, SUMMARISED // max(1, len(kept)))
    before = _filled("earlier", earlier=earlier) if earlier else ""
    question = before + _filled("transcript", transcript=transcript)
    return ReaderPrompt(
        "history_summary", [Turn("user", question)], _filled("history_summary"), HISTORY_TOKENS, small=True
    )


def _rest(past: ChatContext) -> str:
    parts = [_filled("manner")]
    if past.excerpts:
        parts.append(_filled("excerpts", excerpts=past.excerpts))
    if past.summary:
        parts.append(_filled("summary", summary=past.summary))
    return "".join(parts)


def _opening(text: str) -> str:
    return text if len(text) <= PASSAGE else text[:PASSAGE] + "..."


def _transcript(turns: Sequence[Turn], most: int) -> str:
    """A line for each turn: a turn's own line breaks go, so that none can pass for another speaker's."""
    return "\n".join(f"{SPEAKERS[turn.role]}: {' '.join(turn.content.split())[:most]}" for turn in turns)
