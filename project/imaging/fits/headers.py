"""FITS headers: which unit of a file holds the image."""

from __future__ import annotations

import math
import os

from astropy.io import fits

from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile

MAX_HEADER_BYTES = 1_048_576
#: FITS standard 4.0, sections 3.1 and 4.1.
BLOCK_BYTES, CARD_BYTES = 2880, 80


def image_hdu_index(file: OpenFile) -> int:
    """Return 1 if the primary unit has no data, else 0.

    Raises FileUnreadable if a header has no END card: astropy would read on for ever.
    """
    end = _end_of_header(file, 0)
    primary = fits.Header.fromstring(os.pread(file.handle.fileno(), end, 0))
    if primary.get("NAXIS", 0) != 0:
        return 0
    _end_of_header(file, end)
    return 1


def _end_of_header(file: OpenFile, start: int) -> int:
    header = os.pread(file.handle.fileno(), MAX_HEADER_BYTES, start)
    for offset in range(0, len(header) - CARD_BYTES + 1, CARD_BYTES):
        if header[offset : offset + CARD_BYTES] == b"END".ljust(CARD_BYTES):
            return start + math.ceil((offset + CARD_BYTES) / BLOCK_BYTES) * BLOCK_BYTES
    raise FileUnreadable("The file's header has no end")
