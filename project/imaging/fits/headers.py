"""Where an image begins in its file."""

from __future__ import annotations

import math
import os

from astropy.io import fits

from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile

MOST_HEADER = 1_048_576
BLOCK, CARD = 2880, 80


def image_hdu_index(found: OpenFile) -> int:
    """0, or 1 where the first unit has only a header. Each header has to end: astropy would look on for ever."""
    end = _end_of_header(found, 0)
    first = fits.Header.fromstring(os.pread(found.file.fileno(), end, 0))
    if first.get("NAXIS", 0) != 0:
        return 0
    _end_of_header(found, end)
    return 1


def _end_of_header(found: OpenFile, start: int) -> int:
    text = os.pread(found.file.fileno(), MOST_HEADER, start)
    for place in range(0, len(text) - CARD + 1, CARD):
        if text[place : place + CARD] == b"END".ljust(CARD):
            return start + math.ceil((place + CARD) / BLOCK) * BLOCK
    raise FileUnreadable("The file's header has no end")
