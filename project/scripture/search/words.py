"""The words of a text, and which of them say what it is about."""

from __future__ import annotations

import re
from collections.abc import Collection

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP_WORDS = """
a about above after again against all also although am among an and another any are art as ask at away be because been
before behold being below between both but by came can cannot come could d did do does doing don done dost doth down
each either else enough even ever every few for forth from further gave get give given go got had hadst hast hath have
having he hence her here hers herself him himself his how i if in into is it its itself just let like ll made make
many may me might mine more most much must my myself neither no nor not now o of off oh on once one only onto or other
our ours ourselves out over own perhaps put rather re really s said saith same saw say saying says see shall shalt she
should since so some such t take tell than that the thee their theirs them themselves then thence there therefore
these they thine thing things this those thou though through thus thy thyself till to too toward under until unto up
upon us ve very was wast we well went were wert what whatever when whence where wherefore whether which while whither
who whom whose why will wilt with within without would ye yea yes yet you your yours yourself
"""
_COMMON_WORDS = """
bible book chapter christian christians context explain find god help jesus know lord mean meaning means mention
mentioned passage people please question read reader reading reference scripture scriptures speak speaks talk talked
teach teaches teaching tells text think today translation understand verse verses word words world write written
"""
#: Words of any text, including those of the King James Version.
STOP_WORDS = frozenset(_STOP_WORDS.split())
#: Words of most talk about the Bible.
COMMON_WORDS = frozenset(_COMMON_WORDS.split())


def words_of(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]


def keywords(text: str, limit: int) -> list[str]:
    """Return the first distinct words that say what a text is about, of at least three letters."""
    found = dict.fromkeys(word for word in words_of(text) if len(word) > 2 and word not in STOP_WORDS)
    return list(found)[:limit]


def share_stem(one: str, other: str) -> bool:
    """Guess from their beginnings whether two words are forms of one."""
    shorter = min(len(one), len(other))
    alike = shorter - 1 if shorter > 5 else shorter
    return one == other or (shorter > 3 and one[:alike] == other[:alike])


def shared_words(text: str, words: Collection[str]) -> list[str]:
    there = set(words_of(text))
    return [word for word in words if any(share_stem(word, other) for other in there)]
