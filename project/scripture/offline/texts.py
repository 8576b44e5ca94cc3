"""What is said without a language model: sentences around quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from project.scripture.offline.links import passage_link
from project.scripture.search.library import PassageContext, Quote, VerseMatches
from project.scripture.search.words import shared_words

QUOTE_CHARACTERS = 300
WORD_CHARACTERS = 100
MOST_QUOTES = 5
NO_MODEL = "No language model is configured on this service"
LOOKED_UP = (
    f"{NO_MODEL}, so I cannot talk your question over with you. I can only look up the Bible text that is loaded"
)
#: As `prompts` writes a transcript.
READERS_LINE = re.compile(r"^Reader: (.+)$", re.MULTILINE)
EARLIER = re.compile(r"\A<earlier_summary>\n(.*?)\n</earlier_summary>$", re.DOTALL | re.MULTILINE)
EARLIER_CHARACTERS = 3000
MOST_QUESTIONS = 20


def nothing(reference: str) -> str:
    about = f" about {_plain(reference)}" if reference.strip() else ""
    return (
        f"{NO_MODEL}, so there is no explanation here, and the Bible text that is loaded has nothing{about} that one"
        " could be drawn from."
    )


def place(found: PassageContext) -> str:
    """Where the passage stands, and what stands around it."""
    first = found.passage[0].reference if found.passage else f"{found.book} {found.chapter}"
    parts = [
        f"{NO_MODEL}, so this is no account of the history behind the passage, only of its place in the text"
        f" ({found.translation}).",
        f"{passage_link(first, found.translation)} stands in {found.book}, chapter {found.chapter}.",
    ]
    if found.before:
        parts.append("Just before it:\n\n" + _quoted(found.before, found.translation))
    if found.after:
        parts.append("Just after it:\n\n" + _quoted(found.after, found.translation))
    return "\n\n".join(parts)


def relations(found: PassageContext, own: Sequence[str]) -> str:
    """Verses elsewhere, and the words that tie them to the passage."""
    begin = f"{NO_MODEL}, so nothing is interpreted here."
    if not found.related:
        return f"{begin} No verse of the text ({found.translation}) stands out by sharing the passage's rarer words."
    lines = []
    for quote in found.related[:MOST_QUOTES]:
        shared = shared_words(quote.text, own)
        told = f" It shares {_listed(shared)}." if shared else ""
        lines.append(f"- {_one(quote, found.translation)}{told}")
    return f"{begin} These verses of the text ({found.translation}) share words with the passage:\n\n" + "\n".join(
        lines
    )


def questions(found: PassageContext, words: Sequence[str]) -> str:
    """To think about: each is tied to something in the text."""
    asked = []
    counts = {word: found.counts[word][1] for word in words if found.counts.get(word, (0, 0))[1] > 0}
    if counts:
        rarest = min(counts, key=lambda word: (counts[word], word))
        asked.append(
            f"The word “{rarest}” is met in {_verses(counts[rarest])} of the text."
            " What would the passage lose without it?"
        )
    if found.before:
        link = passage_link(found.before[-1].reference, found.translation)
        asked.append(f"How does {link}, just before, lead to this passage?")
    if found.after:
        link = passage_link(found.after[0].reference, found.translation)
        asked.append(f"What does {link} make of it?")
    if found.related:
        link = passage_link(found.related[0].reference, found.translation)
        asked.append(f"Read {link} beside it: what do both say, and what does each say alone?")
    asked.append("Who speaks here, and to whom? What would be different today if you took it as said to you?")
    begin = f"{NO_MODEL}, so there is no advice here, only questions drawn from the text ({found.translation}):"
    return f"{begin}\n\n" + "\n".join(f"- {question}" for question in asked)


def stands_here(word: str, reference: str, verse: str) -> str:
    where = f" in {passage_link(_plain(reference))}" if reference.strip() else ""
    shown = f": “{_cut(verse)}”" if verse.strip() else "."
    return (
        f"{NO_MODEL}, so no definition of “{_plain(word)}” can be given; what follows is drawn from the text alone."
        f" The word stands{where}{shown}"
    )


def usage(word: str, found: PassageContext | None, words: Sequence[str], others: Sequence[Quote]) -> str:
    begin = f"{NO_MODEL}; this is counted in the text."
    if found is None:
        return f"{begin} The Bible text that is loaded has nothing about “{_plain(word)}”."
    told = []
    for each in words:
        in_book, in_all = found.counts.get(each, (0, 0))
        book, whole = _verses(in_book), _verses(in_all)
        told.append(
            f"“{each}”, in one form or another, is met in {book} of {found.book} and in {whole} of the whole text"
            f" ({found.translation})."
        )
    if not others:
        return f"{begin} {' '.join(told)}"
    return f"{begin} {' '.join(told)} Other verses with it:\n\n{_quoted(others[:MOST_QUOTES], found.translation)}"


def no_languages(word: str) -> str:
    return (
        f"{NO_MODEL}, and the text that is loaded is a translation without its sources: which Hebrew, Aramaic or Greek"
        f" word stands behind “{_plain(word)}” is not available offline."
    )


def reply(found: VerseMatches, words: Sequence[str]) -> str:
    """To a question: verses that have to do with it, found for these words."""
    about = f" for {_listed(words)}" if words else ""
    near = _quoted(found.quotes[:MOST_QUOTES], found.translation)
    return f"{LOOKED_UP} ({found.translation}). This is what I found{about}:\n\n{near}"


def at_hand(found: PassageContext) -> str:
    """To a question of whose words there is nothing: what stands around the passage."""
    around = [*found.before[-1:], *found.passage[:1], *found.after[:1], *found.related[:2]]
    near = _quoted(list(dict.fromkeys(around)), found.translation)
    return f"{LOOKED_UP} ({found.translation}). It has nothing on your words; this stands around the passage:\n\n{near}"


def nothing_found() -> str:
    return f"{LOOKED_UP}, and I found nothing in it that has to do with your words."


def summary(transcript: str, *, brief: bool) -> str:
    """What the reader asked, in their own words, after what a summary of the time before told."""
    earlier = "" if brief else "".join(EARLIER.findall(transcript))[:EARLIER_CHARACTERS]
    asked = [question.replace("&lt;", "<").replace("&gt;", ">") for question in READERS_LINE.findall(transcript)]
    shown = asked[: 1 if brief else MOST_QUESTIONS]
    more = f" and {len(asked) - len(shown)} more" if len(asked) > len(shown) else ""
    told = "; ".join(f"“{_cut(question, 150)}”" for question in shown) or "nothing"
    begin = f"{earlier}\n\n" if earlier else ""
    return f"{begin}The reader asked: {told}{more}. ({NO_MODEL}, so this is only a list of questions.)"


def _quoted(quotes: Sequence[Quote], translation: str) -> str:
    return "\n".join(f"- {_one(quote, translation)}" for quote in quotes)


def _one(quote: Quote, translation: str) -> str:
    return f"{passage_link(quote.reference, translation)}: “{_cut(quote.text)}”"


def _verses(count: int) -> str:
    return "one verse" if count == 1 else f"{count} verses"


def _listed(words: Sequence[str]) -> str:
    named = [f"“{word}”" for word in words[:5]]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _plain(text: str) -> str:
    return _cut(text, WORD_CHARACTERS)


def _cut(text: str, most: int = QUOTE_CHARACTERS) -> str:
    """On one line, without what Markdown would take for a link or HTML."""
    line = " ".join(re.sub(r"[\[\]<>]", " ", text).split())
    return line if len(line) <= most else line[:most].rstrip() + "…"
