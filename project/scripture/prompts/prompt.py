"""What is asked of whatever answers readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from project.core.llm.provider import Prompt

Purpose = Literal["insights", "definition", "insight_chat", "chat", "recall_summary", "history_summary"]


@dataclass(frozen=True, slots=True)
class ReaderPrompt(Prompt):
    """With what it is about, for who needs no model."""

    purpose: Purpose
    passage_reference: str = ""
    passage_text: str = ""
    #: Of a definition.
    word: str = ""
