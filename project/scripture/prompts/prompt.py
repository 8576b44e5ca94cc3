from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from project.core.llm.provider import Prompt

Purpose = Literal["insights", "definition", "insight_chat", "chat", "recall_summary", "history_summary"]


@dataclass(frozen=True, slots=True)
class ReaderPrompt(Prompt):
    """A prompt with its subject, which the offline provider reads instead of the instructions."""

    purpose: Purpose
    passage_reference: str = ""
    passage_text: str = ""
    #: The word that a definition explains.
    word: str = ""
