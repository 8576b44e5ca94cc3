"""Replies and summaries without a model: sentences around quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from project.scripture.offline.quotes import MAX_QUOTES, NO_MODEL, quote_list, shorten, word_list
from project.scripture.search.library import PassageContext, VerseMatches

LOOKED_UP = (
    f"{NO_MODEL}, so I cannot talk your question over with you. I can only look up the Bible text that is loaded"
)
#: As prompts/summaries.py writes a transcript and the earlier summary.
READERS_LINE = re.compile(r"^Reader: (.+)$", re.MULTILINE)
EARLIER = re.compile(r"\A<earlier_summary>\n(.*?)\n</earlier_summary>$", re.DOTALL | re.MULTILINE)
EARLIER_CHARACTERS = 3000
MAX_QUESTIONS = 20


def reply(found: VerseMatches, words: Sequence[str]) -> str:
    about = f" for {word_list(words)}" if words else ""
    near = quote_list(found.quotes[:MAX_QUOTES], found.translation)
    return f"{LOOKED_UP} ({found.translation}). This is what I found{about}:\n\n{near}"


def passage_reply(found: PassageContext) -> str:
    """Quote what stands around the passage, if nothing was found for the words of a question."""
    around = [*found.before[-1:], *found.passage[:1], *found.after[:1], *found.related[:2]]
    near = quote_list(list(dict.fromkeys(around)), found.translation)
    return f"{LOOKED_UP} ({found.translation}). It has nothing on your words; this stands around the passage:\n\n{near}"


def no_reply() -> str:
    return f"{LOOKED_UP}, and I found nothing in it that has to do with your words."


def summary(transcript: str, *, brief: bool) -> str:
    """List the reader's questions, after an earlier summary if there is one."""
    earlier = "" if brief else "".join(EARLIER.findall(transcript))[:EARLIER_CHARACTERS]
    questions = [question.replace("&lt;", "<").replace("&gt;", ">") for question in READERS_LINE.findall(transcript)]
    shown = questions[: 1 if brief else MAX_QUESTIONS]
    more = f" and {len(questions) - len(shown)} more" if len(questions) > len(shown) else ""
    listed = "; ".join(f"“{shorten(question, 150)}”" for question in shown) or "nothing"
    begin = f"{earlier}\n\n" if earlier else ""
    return f"{begin}The reader asked: {listed}{more}. ({NO_MODEL}, so this is only a list of questions.)"
