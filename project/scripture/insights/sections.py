"""Answers in several sections, each below its marker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from project.core.llm.errors import ProviderError

#: By the names of the columns and fields.
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


def split_sections(text: str, named: Mapping[str, str]) -> dict[str, str]:
    """Return the text below each marker by name; a missing marker leaves its text and all after it empty.

    Raises ProviderError if every text is empty, so that no empty answer is stored.
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
    """Return the positions of the markers in their order, up to the first that is missing."""
    starts: list[int] = []
    end = 0
    for marker in markers:
        at = text.find(marker, end)
        if at < 0:
            break
        starts.append(at)
        end = at + len(marker)
    return starts


def join_sections(texts: Sequence[str], named: Mapping[str, str]) -> str:
    parts = []
    for marker, text in zip(named.values(), texts, strict=True):
        for each in named.values():
            text = text.replace(each, each.removesuffix(":") + " :")
        parts.append(f"{marker}\n{text.strip()}")
    return "\n\n".join(parts)
