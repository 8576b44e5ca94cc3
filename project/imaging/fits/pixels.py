"""Images read at a fraction of their resolution."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from astropy.io import fits
from numpy.typing import NDArray

from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile
from project.imaging.fits.headers import BLOCK_BYTES, image_hdu_index

MAX_PIXELS = 120_000_000
#: Pixels read at once.
CHUNK_PIXELS = 1_000_000

Pixels = NDArray[np.float64]


def downsampled(file: OpenFile, size: int) -> tuple[Pixels, fits.Header]:
    """Average square blocks of pixels so that no side exceeds `size`. Blocks without a finite pixel are NaN.

    Reads the first plane of a cube. Raises FileUnreadable.
    """
    with fits.open(file.handle, mode="readonly", memmap=False, lazy_load_hdus=True) as hdus:
        hdu = hdus[image_hdu_index(file)]
        shape = tuple(int(length) for length in hdu.shape or ())
        if len(shape) < 2 or min(shape) < 1:
            raise FileUnreadable("The file holds no image")
        height, width = shape[-2:]
        if height * width > MAX_PIXELS:
            raise FileUnreadable(f"The image has more than {MAX_PIXELS} pixels")
        _require_complete(hdu, file)
        factor = math.ceil(max(height, width) / size)
        planes = [_block_means(rows, factor) for rows in _chunks(hdu, shape, factor)]
        return np.concatenate(planes), hdu.header


def _require_complete(hdu: Any, file: OpenFile) -> None:
    """Raise FileUnreadable if data is missing. Padding may be: not every program writes it."""
    info = hdu.fileinfo()
    if info["datLoc"] + info["datSpan"] - BLOCK_BYTES >= file.size:
        raise FileUnreadable("The file has been cut short")


def _chunks(hdu: Any, shape: tuple[int, ...], factor: int) -> Iterator[Pixels]:
    """Yield rows of the first plane from the bottom, a multiple of `factor` at a time."""
    height, width = shape[-2:]
    rows = factor * max(1, CHUNK_PIXELS // (factor * width))
    usable = height // factor * factor
    for bottom in range(0, usable, rows):
        section = (*(0 for _ in shape[:-2]), slice(bottom, min(bottom + rows, usable)), slice(None))
        yield np.asarray(hdu.section[section], dtype=np.float64)


def _block_means(rows: Pixels, factor: int) -> Pixels:
    width = rows.shape[1] // factor * factor
    blocks = rows[:, :width].reshape(rows.shape[0] // factor, factor, width // factor, factor)
    finite = np.isfinite(blocks)
    count = finite.sum(axis=(1, 3))
    total = np.where(finite, blocks, 0.0).sum(axis=(1, 3))
    means: Pixels = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return means
