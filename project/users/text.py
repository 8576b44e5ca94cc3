from __future__ import annotations


def storable(text: object, length: int) -> str:
    """Drop what PostgreSQL cannot store and cut to `length` characters. Return "" for anything but a string."""
    if not isinstance(text, str):
        return ""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()[:length]
