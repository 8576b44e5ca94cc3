"""The prompt templates of this folder, and how much of each text they take."""

from __future__ import annotations

from pathlib import Path

from project.core.llm.templates import filled

FOLDER = Path(__file__).parent
#: Most characters of a passage that is explained: the longest that an import may hold.
WHOLE_TEXT = 50_000
REFERENCE = 200


def fill_template(name: str, **texts: str) -> str:
    return filled(FOLDER / f"{name}.md", **texts)
