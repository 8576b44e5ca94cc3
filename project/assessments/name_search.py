"""Search for names by the beginnings of their words, ignoring case, accents and Arabic vowel signs."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+")
#: Letters that Arabic spellings of one name interchange, and the tatweel, which only stretches.
ARABIC_VARIANTS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
)
MAX_WORD_BYTES = 200


def folded_words(text: str) -> list[str]:
    """Return the text's words, folded. A text without letters or digits is one word."""
    plain = unicodedata.normalize("NFKD", text.translate(ARABIC_VARIANTS)).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = WORD.findall(plain) or [plain.strip()]
    return [word.encode()[:MAX_WORD_BYTES].decode("utf-8", "ignore") for word in found if word]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def as_tsvector(text: str) -> str:
    return " ".join(_quoted(word) for word in sorted(set(folded_words(text))))


def as_tsquery(text: str) -> str:
    """Match names in which each word of the text begins a word."""
    return " & ".join(f"{_quoted(word)}:*" for word in folded_words(text))
