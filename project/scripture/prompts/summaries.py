"""Prompts for summaries of conversations."""

from __future__ import annotations

from collections.abc import Sequence

from project.core.llm.provider import Turn
from project.scripture.prompts.prompt import ReaderPrompt
from project.scripture.prompts.templates import fill_template

#: Turns, and characters of each, from which a sentence or two is made.
RECALLED_TURNS = 50
RECALLED_TURN = 200
#: Turns, and characters of them all, for which a summary stands.
SUMMARISED_TURNS = 1000
SUMMARISED = 200_000
RECALL_TOKENS = 100
HISTORY_TOKENS = 500
SPEAKERS = {"user": "Reader", "assistant": "Companion"}


def recall_summary_prompt(turns: Sequence[Turn]) -> ReaderPrompt:
    transcript = _transcript(turns[-RECALLED_TURNS:], RECALLED_TURN)
    question = [Turn("user", fill_template("transcript", transcript=transcript))]
    return ReaderPrompt("recall_summary", question, fill_template("recall_summary"), RECALL_TOKENS, small=True)


def history_summary_prompt(turns: Sequence[Turn], earlier: str = "") -> ReaderPrompt:
    """Ask for a summary to stand for these turns and for those that the earlier summary covers.

    Turns are cut only if the whole would be too long for a model.
    """
    kept = turns[-SUMMARISED_TURNS:]
    transcript = _transcript(kept, SUMMARISED // max(1, len(kept)))
    before = fill_template("earlier", earlier=earlier) if earlier else ""
    question = [Turn("user", before + fill_template("transcript", transcript=transcript))]
    return ReaderPrompt("history_summary", question, fill_template("history_summary"), HISTORY_TOKENS, small=True)


def _transcript(turns: Sequence[Turn], most: int) -> str:
    """Write one line a turn, without its own line breaks, so that no turn can pass for another speaker's."""
    return "\n".join(f"{SPEAKERS[turn.role]}: {' '.join(turn.content.split())[:most]}" for turn in turns)
