"""Answers in several texts, each below a marker of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from project.core.llm.errors import ProviderError

#: By the names that the texts have everywhere else.
INSIGHT_MARKERS = {
    "historical_context": "HISTORICAL_CONTEXT:",
    "theological_significance": "THEOLOGICAL_SIGNIFICANCE:",
    "practical_application": "PRACTICAL_APPLICATION:",
}
DEFINITION_MARKERS = {
    "definition": "DEFINITION:",
    "biblical_usage": "BIBLICAL_USAGE:",
    "original_language": "ORIGINAL_LANGUAGE:",
}


def sections(text: str, named: Mapping[str, str]) -> dict[str, str]:
    """The text below each marker, by the marker's name: empty for one that is missing, and for all after it.

    Raises ProviderError where that leaves nothing, because nothing is not to be stored as an answer.
    """
    markers = list(named.values())
    starts = _starts(text, markers)
    found = [""] * len(markers)
    for place, start in enumerate(starts):
        begin = start + len(markers[place])
        following = starts[place + 1 : place + 2] or [text.find(marker, begin) for marker in markers[place + 1 :]]
        found[place] = text[begin : min((at for at in following if at >= 0), default=len(text))].strip()
    if not any(found):
        raise ProviderError
    return dict(zip(named, found, strict=True))


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


def marked(texts: Sequence[str], named: Mapping[str, str]) -> str:
    """The answer that `sections` reads these texts from, whatever words they hold."""
    parts = []
    for marker, text in zip(named.values(), texts, strict=True):
        for each in named.values():
            text = text.replace(each, each.removesuffix(":") + " :")
        parts.append(f"{marker}\n{text.strip()}")
    return "\n\n".join(parts)
