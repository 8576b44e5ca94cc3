"""Byte ranges of a file (RFC 9110, section 14)."""

from __future__ import annotations

import re

from fastapi import Request

from project.imaging.errors import RangeUnsatisfiable
from project.imaging.fits.files import OpenFile

#: RFC 9110, section 14.1.1. A Range header of any other form is ignored.
RANGES = re.compile(r"bytes=\s*((\d{1,18}-\d{0,18}|-\d{1,18})\s*(,\s*(?=[\d-])|$))+", re.ASCII | re.IGNORECASE)
MAX_RANGES = 100

#: First and last byte.
Span = tuple[int, int]


def requested_spans(request: Request, file: OpenFile) -> list[Span] | None:
    """Return the requested ranges, adjacent ones merged, or None for the whole file. Raises RangeUnsatisfiable."""
    header, condition = request.headers.get("range", ""), request.headers.get("if-range")
    stale = condition is not None and condition not in (file.etag, file.last_modified)
    if stale or not RANGES.fullmatch(header) or header.count(",") >= MAX_RANGES:
        return None
    spans: list[Span] = []
    for part in header.partition("=")[2].split(","):
        first, _, last = part.strip().partition("-")
        if first and last and int(last) < int(first):
            return None
        start = int(first) if first else max(0, file.size - int(last))
        end = min(int(last), file.size - 1) if first and last else file.size - 1
        if start <= end:
            spans.append((start, end))
    if not spans:
        raise RangeUnsatisfiable(file.size)
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
