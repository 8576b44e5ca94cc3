"""Responses with MIDI files, MusicXML files and pictures."""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import Any

from fastapi import Response

from project.core.http.streaming import attachment

MIDI_TYPE = "audio/midi"
SVG_TYPE = "image/svg+xml"
#: The W3C media type of uncompressed scores.
MUSICXML_TYPE = "application/vnd.recordare.musicxml+xml"
MAX_STEM = 60


def _binary(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}


MIDI = _binary(MIDI_TYPE)
SVG = _binary(SVG_TYPE)


def file_stem(name: str, otherwise: str) -> str:
    """Reduce a name to ASCII letters, digits and hyphens, safe in headers and file systems."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:MAX_STEM].rstrip("-") or otherwise


def midi_file(data: bytes, stem: str) -> Response:
    return Response(data, media_type=MIDI_TYPE, headers=attachment(f"{stem}.mid"))


def musicxml_file(data: bytes, stem: str) -> Response:
    return Response(data, media_type=MUSICXML_TYPE, headers=attachment(f"{stem}.musicxml"))


def svg_file(svg: str) -> Response:
    return Response(svg, media_type=SVG_TYPE)


def data_url(midi: bytes) -> str:
    return f"data:{MIDI_TYPE};base64,{base64.b64encode(midi).decode('ascii')}"
