"""Answers in several texts, each below a marker of its own."""

from __future__ import annotations

from collections.abc import Sequence

from project.scripture.errors import ProviderError

INSIGHT_MARKERS = ("HISTORICAL_CONTEXT:", "THEOLOGICAL_SIGNIFICANCE:", "PRACTICAL_APPLICATION:")
DEFINITION_MARKERS = ("DEFINITION:", "BIBLICAL_USAGE:", "ORIGINAL_LANGUAGE:")


def sections(text: str, markers: Sequence[str]) -> list[str]:
    """The text below each marker, in the markers' order: empty for one that is missing, and for all after it.

    Raises ProviderError where that leaves nothing, because nothing is not to be stored as an answer.
    """
    starts = _starts(text, markers)
    found = [""] * len(markers)
    for place, start in enumerate(starts):
        begin = start + len(markers[place])
        following = starts[place + 1 : place + 2] or [text.find(marker, begin) for marker in markers[place + 1 :]]
        found[place] = text[begin : min((at for at in following if at >= 0), default=len(text))].strip()
    if not any(found):
        raise ProviderError
    return found


def _starts(text: str, markers: Sequence[str]) -> list[int]:
    """Where the markers stand, each after the one before it, up to the first that is missing."""
    starts: list[int] = []
    end = 0
    for marker in markers:
        at = text.find(marker, end)
        if at < 0:
            break
        starts.append(at)
        end = at + len(marker)
    return starts


def marked(texts: Sequence[str], markers: Sequence[str]) -> str:
    """The answer that `sections` reads these texts from, whatever words they hold."""
    parts = []
    for marker, text in zip(markers, texts, strict=True):
        for each in markers:
            text = text.replace(each, each.removesuffix(":") + " :")
        parts.append(f"{marker}\n{text.strip()}")
    return "\n\n".join(parts)
