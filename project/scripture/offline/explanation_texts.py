"""Insights and definitions without a model: sentences around quotations."""

from __future__ import annotations

from collections.abc import Sequence

from project.scripture.offline.links import passage_link
from project.scripture.offline.quotes import (
    MAX_QUOTES,
    NO_MODEL,
    quote_line,
    quote_list,
    shorten,
    shorten_name,
    verse_count,
    word_list,
)
from project.scripture.search.library import PassageContext, Quote
from project.scripture.search.words import shared_words


def no_explanation(reference: str) -> str:
    about = f" about {shorten_name(reference)}" if reference.strip() else ""
    return (
        f"{NO_MODEL}, so there is no explanation here, and the Bible text that is loaded has nothing{about} that one"
        " could be drawn from."
    )


def place(found: PassageContext) -> str:
    first = found.passage[0].reference if found.passage else f"{found.book} {found.chapter}"
    parts = [
        f"{NO_MODEL}, so this is no account of the history behind the passage, only of its place in the text"
        f" ({found.translation}).",
        f"{passage_link(first, found.translation)} stands in {found.book}, chapter {found.chapter}.",
    ]
    if found.before:
        parts.append("Just before it:\n\n" + quote_list(found.before, found.translation))
    if found.after:
        parts.append("Just after it:\n\n" + quote_list(found.after, found.translation))
    return "\n\n".join(parts)


def relations(found: PassageContext, own: Sequence[str]) -> str:
    begin = f"{NO_MODEL}, so nothing is interpreted here."
    if not found.related:
        return f"{begin} No verse of the text ({found.translation}) stands out by sharing the passage's rarer words."
    lines = []
    for quote in found.related[:MAX_QUOTES]:
        shared = shared_words(quote.text, own)
        shares = f" It shares {word_list(shared)}." if shared else ""
        lines.append(f"- {quote_line(quote, found.translation)}{shares}")
    return f"{begin} These verses of the text ({found.translation}) share words with the passage:\n\n" + "\n".join(
        lines
    )


def questions(found: PassageContext, words: Sequence[str]) -> str:
    lines = []
    counts = {word: found.counts[word][1] for word in words if found.counts.get(word, (0, 0))[1] > 0}
    if counts:
        rarest = min(counts, key=lambda word: (counts[word], word))
        lines.append(
            f"The word “{rarest}” is met in {verse_count(counts[rarest])} of the text."
            " What would the passage lose without it?"
        )
    if found.before:
        link = passage_link(found.before[-1].reference, found.translation)
        lines.append(f"How does {link}, just before, lead to this passage?")
    if found.after:
        link = passage_link(found.after[0].reference, found.translation)
        lines.append(f"What does {link} make of it?")
    if found.related:
        link = passage_link(found.related[0].reference, found.translation)
        lines.append(f"Read {link} beside it: what do both say, and what does each say alone?")
    lines.append("Who speaks here, and to whom? What would be different today if you took it as said to you?")
    begin = f"{NO_MODEL}, so there is no advice here, only questions drawn from the text ({found.translation}):"
    return f"{begin}\n\n" + "\n".join(f"- {question}" for question in lines)


def occurrence(word: str, reference: str, verse: str) -> str:
    where = f" in {passage_link(shorten_name(reference))}" if reference.strip() else ""
    shown = f": “{shorten(verse)}”" if verse.strip() else "."
    return (
        f"{NO_MODEL}, so no definition of “{shorten_name(word)}” can be given; what follows is drawn from the"
        f" text alone. The word stands{where}{shown}"
    )


def usage(word: str, found: PassageContext | None, words: Sequence[str], others: Sequence[Quote]) -> str:
    begin = f"{NO_MODEL}; this is counted in the text."
    if found is None:
        return f"{begin} The Bible text that is loaded has nothing about “{shorten_name(word)}”."
    counted = []
    for each in words:
        in_book, in_all = found.counts.get(each, (0, 0))
        book, whole = verse_count(in_book), verse_count(in_all)
        counted.append(
            f"“{each}”, in one form or another, is met in {book} of {found.book} and in {whole} of the whole text"
            f" ({found.translation})."
        )
    if not others:
        return f"{begin} {' '.join(counted)}"
    return f"{begin} {' '.join(counted)} Other verses with it:\n\n{quote_list(others[:MAX_QUOTES], found.translation)}"


def no_original(word: str) -> str:
    return (
        f"{NO_MODEL}, and the text that is loaded is a translation without its sources: which Hebrew, Aramaic or Greek"
        f" word stands behind “{shorten_name(word)}” is not available offline."
    )
