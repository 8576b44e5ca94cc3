"""Quotations in Markdown, and the phrases that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from project.scripture.offline.links import passage_link
from project.scripture.search.library import Quote

QUOTE_CHARACTERS = 300
WORD_CHARACTERS = 100
MAX_QUOTES = 5
NO_MODEL = "No language model is configured on this service"


def quote_list(quotes: Sequence[Quote], translation: str) -> str:
    return "\n".join(f"- {quote_line(quote, translation)}" for quote in quotes)


def quote_line(quote: Quote, translation: str) -> str:
    return f"{passage_link(quote.reference, translation)}: “{shorten(quote.text)}”"


def verse_count(count: int) -> str:
    return "one verse" if count == 1 else f"{count} verses"


def word_list(words: Sequence[str]) -> str:
    named = [f"“{word}”" for word in words[:5]]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def shorten(text: str, limit: int = QUOTE_CHARACTERS) -> str:
    line = " ".join(re.sub(r"[\[\]<>]", " ", text).split())
    return line if len(line) <= limit else line[:limit].rstrip() + "…"


def shorten_name(text: str) -> str:
    return shorten(text, WORD_CHARACTERS)
