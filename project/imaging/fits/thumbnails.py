"""Small pictures of FITS images. Loads astropy, numpy and Pillow, so it is to be loaded when the first is asked for."""

from __future__ import annotations

import io
import math
import os
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from astropy.io import fits
from astropy.io.fits.hdu.compressed._compression import CfitsioException
from numpy.typing import NDArray
from PIL import Image

from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile

#: Of an image, and bytes of a header: what is beyond would take too long, or too much memory.
MOST_PIXELS = 120_000_000
MOST_HEADER = 1_048_576
BLOCK, CARD = 2880, 80
#: Pixels that are read at once.
CHUNK = 1_000_000
#: What astropy raises for a file that is broken; it has no common class for that.
BROKEN = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, fits.VerifyError),
    *(EOFError, zlib.error, CfitsioException),  # of tiles
)

Pixels = NDArray[np.float64]


def thumbnail(found: OpenFile, size: int) -> bytes:
    """PNG of at most `size` pixels on a side, north up and east to the left as near as turning by right angles gets.

    What has no value is transparent. Raises FileUnreadable.
    """
    try:
        pixels = _turned(*_reduced(found, size))
    except BROKEN as error:
        raise FileUnreadable from error
    image = Image.fromarray(_shades(pixels), "LA")
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _reduced(found: OpenFile, size: int) -> tuple[Pixels, fits.Header]:
    """Means of squares of pixels, so many that no side is longer than `size`; NaN where all of a square is blank."""
    with fits.open(found.file, mode="readonly", memmap=False, lazy_load_hdus=True) as units:
        unit = units[_place_of_image(found)]
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


def _place_of_image(found: OpenFile) -> int:
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


def _turned(pixels: Pixels, header: fits.Header) -> Pixels:
    """With its first row at the top."""
    (east_x, north_x), (east_y, north_y) = _directions(header)
    if abs(north_x) > abs(north_y):
        pixels = pixels.T
        east_x, north_y = east_y, north_x
    if east_x > 0:
        pixels = pixels[:, ::-1]
    return pixels[::-1] if north_y >= 0 else pixels


def _directions(header: fits.Header) -> tuple[tuple[float, float], tuple[float, float]]:
    """How x and y change towards east and north. As usual where the header does not tell."""
    (a, b), (c, d) = _world_matrix(header)
    determinant = a * d - b * c
    if not determinant or not math.isfinite(determinant):
        return (-1.0, 0.0), (0.0, 1.0)
    return (d / determinant, -b / determinant), (-c / determinant, a / determinant)


def _world_matrix(header: fits.Header) -> tuple[tuple[float, float], tuple[float, float]]:
    """How longitude and latitude change with x and y (FITS WCS paper I, section 2.1; paper II, equation 189)."""

    def number(name: str, default: float) -> float:
        return float(header.get(name, default))

    if any(f"CD{i}_{j}" in header for i in (1, 2) for j in (1, 2)):
        return (number("CD1_1", 0), number("CD1_2", 0)), (number("CD2_1", 0), number("CD2_2", 0))
    across, up = number("CDELT1", -1), number("CDELT2", 1)
    if "CROTA2" in header and not any(f"PC{i}_{j}" in header for i in (1, 2) for j in (1, 2)):
        sine, cosine = math.sin(math.radians(number("CROTA2", 0))), math.cos(math.radians(number("CROTA2", 0)))
        return (across * cosine, -up * sine), (across * sine, up * cosine)
    return (
        (across * number("PC1_1", 1), across * number("PC1_2", 0)),
        (up * number("PC2_1", 0), up * number("PC2_2", 1)),
    )


def _shades(pixels: Pixels) -> NDArray[np.uint8]:
    """Grey and opacity, by asinh (Lupton et al. 2004): linear about the noise and logarithmic far above it."""
    known = np.isfinite(pixels)
    shades = np.zeros((*pixels.shape, 2), np.uint8)
    if not known.any():
        return shades
    values = pixels[known]
    middle = float(np.median(values))
    noise = 1.4826 * float(np.median(np.abs(values - middle)))
    low = max(float(values.min()), middle - 1.5 * noise)
    high = max(float(np.percentile(values, 99.8)), middle + 10 * noise)
    if high > low:
        soft = 2 * noise or high - low
        scaled = np.arcsinh((values - low) / soft) / math.asinh((high - low) / soft)
        shades[known, 0] = np.clip(scaled * 255, 0, 255).astype(np.uint8)
    shades[known, 1] = 255
    return shades
