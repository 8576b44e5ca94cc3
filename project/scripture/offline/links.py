"""Links to passages in the reader's page."""

from __future__ import annotations

import re
from urllib.parse import quote

REFERENCE = re.compile(
    r"(?P<book>.*[^\W\d_]) (?P<chapter>\d+)(?::(?P<first>\d+)(?:[-–](?P<last>\d+))?)?(?: \((?P<code>\w+)\))?"
)
#: A reference in the middle of a sentence.
MENTIONED = re.compile(
    r"(?:[1-3] )?[A-Z][a-z]+(?: of [A-Z][a-z]+)? \d{1,3}(?::\d{1,3}(?:[-–]\d{1,3})?)?(?![\d:]| [A-Z][a-z]+ \d)"
)


def passage_link(reference: str, translation: str = "") -> str:
    """Return a Markdown link for a reference such as `John 3:16-18`; anything else is returned as it is."""
    found = REFERENCE.fullmatch(reference.strip())
    if found is None:
        return reference
    query = f"book={quote(found['book'])}&chapter={found['chapter']}"
    if found["last"]:
        query += f"&verseStart={found['first']}&verseEnd={found['last']}"
    elif found["first"]:
        query += f"&verse={found['first']}"
    if code := translation or found["code"]:
        query += f"&translation={quote(code)}"
    return f"[{reference}](/?{query})"


def mentioned_reference(text: str) -> str:
    found = MENTIONED.search(text)
    return found[0] if found else ""
