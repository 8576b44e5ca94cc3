"""Images reduced to few pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from astropy.io import fits
from numpy.typing import NDArray

from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile
from project.imaging.fits.headers import BLOCK, image_hdu_index

#: Of an image, and bytes of a header: what is beyond would take too long, or too much memory.
MOST_PIXELS = 120_000_000

#: Pixels that are read at once.
CHUNK = 1_000_000

Pixels = NDArray[np.float64]


def downsampled(found: OpenFile, size: int) -> tuple[Pixels, fits.Header]:
    """Means of squares of pixels, so many that no side is longer than `size`; NaN where all of a square is blank."""
    with fits.open(found.file, mode="readonly", memmap=False, lazy_load_hdus=True) as units:
        unit = units[image_hdu_index(found)]
        shape = tuple(int(length) for length in unit.shape or ())
        if len(shape) < 2 or min(shape) < 1:
            raise FileUnreadable("The file holds no image")
        height, width = shape[-2:]
        if height * width > MOST_PIXELS:
            raise FileUnreadable(f"The image has more than {MOST_PIXELS} pixels")
        _require_whole(unit, found)
        factor = math.ceil(max(height, width) / size)
        planes = [_means(rows, factor) for rows in _chunks(unit, shape, factor)]
        return np.concatenate(planes), unit.header


def _require_whole(unit: Any, found: OpenFile) -> None:
    """Data that the file says it has; without the padding at its end, which not every program writes."""
    known = unit.fileinfo()
    if known["datLoc"] + known["datSpan"] - BLOCK >= found.size:
        raise FileUnreadable("The file has been cut short")


def _chunks(unit: Any, shape: tuple[int, ...], factor: int) -> Iterator[Pixels]:
    """Rows of the first plane, from the bottom, in numbers that are multiples of the factor."""
    height, width = shape[-2:]
    rows = factor * max(1, CHUNK // (factor * width))
    usable = height // factor * factor
    for bottom in range(0, usable, rows):
        part = (*(0 for _ in shape[:-2]), slice(bottom, min(bottom + rows, usable)), slice(None))
        yield np.asarray(unit.section[part], dtype=np.float64)


def _means(rows: Pixels, factor: int) -> Pixels:
    width = rows.shape[1] // factor * factor
    squares = rows[:, :width].reshape(rows.shape[0] // factor, factor, width // factor, factor)
    known = np.isfinite(squares)
    count = known.sum(axis=(1, 3))
    total = np.where(known, squares, 0.0).sum(axis=(1, 3))
    means: Pixels = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return means
