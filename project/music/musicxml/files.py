"""Answers that are scores."""

from __future__ import annotations

from fastapi import Response

from project.core.streaming import attachment

#: W3C's for scores that are not packed.
MUSICXML_TYPE = "application/vnd.recordare.musicxml+xml"


def musicxml_file(data: bytes, stem: str) -> Response:
    return Response(data, media_type=MUSICXML_TYPE, headers=attachment(f"{stem}.musicxml"))
