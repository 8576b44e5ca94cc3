from __future__ import annotations


def storable(text: object, length: int) -> str:
    """What of a text PostgreSQL can hold, cut to `length` characters; nothing of what is no text."""
    if not isinstance(text, str):
        return ""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()[:length]
