"""Byte ranges of a file (RFC 9110, section 14)."""

from __future__ import annotations

import re

from fastapi import Request

from project.imaging.errors import RangeUnsatisfiable
from project.imaging.fits.files import OpenFile

#: RFC 9110, section 14.1.1: the header is to be ignored where it is anything else.
RANGES = re.compile(r"bytes=\s*((\d{1,18}-\d{0,18}|-\d{1,18})\s*(,\s*(?=[\d-])|$))+", re.ASCII | re.IGNORECASE)
MOST_RANGES = 100


def requested_spans(request: Request, found: OpenFile) -> list[tuple[int, int]] | None:
    """First and last byte of each range, those that meet joined; None for the whole file."""
    wanted, condition = request.headers.get("range", ""), request.headers.get("if-range")
    stale = condition is not None and condition not in (found.etag, found.last_modified)
    if stale or not RANGES.fullmatch(wanted) or wanted.count(",") >= MOST_RANGES:
        return None
    spans: list[tuple[int, int]] = []
    for part in wanted.partition("=")[2].split(","):
        first, _, last = part.strip().partition("-")
        if first and last and int(last) < int(first):
            return None
        start = int(first) if first else max(0, found.size - int(last))
        end = min(int(last), found.size - 1) if first and last else found.size - 1
        if start <= end:
            spans.append((start, end))
    if not spans:
        raise RangeUnsatisfiable(found.size)
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
