"""Thumbnails of FITS images. Import lazily: loads astropy, numpy and Pillow."""

from __future__ import annotations

import io
import math
import zlib

import numpy as np
from astropy.io import fits
from numpy.typing import NDArray
from PIL import Image

from project.core.compat.astropy import CfitsioException
from project.imaging.errors import FileUnreadable
from project.imaging.fits.files import OpenFile
from project.imaging.fits.orientation import north_up
from project.imaging.fits.pixels import Pixels, downsampled

#: What astropy raises for a broken file; these have no common base class.
BROKEN = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, fits.VerifyError),
    *(EOFError, zlib.error, CfitsioException),  # from compressed tiles
)


def render_thumbnail(file: OpenFile, size: int) -> bytes:
    """Return a PNG of at most `size` pixels a side, north up and east left. Blank pixels are transparent.

    Raises FileUnreadable.
    """
    try:
        pixels = north_up(*downsampled(file, size))
    except BROKEN as error:
        raise FileUnreadable from error
    image = Image.fromarray(_grey_and_alpha(pixels), "LA")
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=3)
    return png.getvalue()


def _grey_and_alpha(pixels: Pixels) -> NDArray[np.uint8]:
    """Scale by asinh (Lupton et al. 2004, PASP 116, 133): linear near the noise, logarithmic far above it."""
    finite = np.isfinite(pixels)
    channels = np.zeros((*pixels.shape, 2), np.uint8)
    if not finite.any():
        return channels
    values = pixels[finite]
    median = float(np.median(values))
    # Standard deviation of Gaussian noise, from the median absolute deviation.
    noise = 1.4826 * float(np.median(np.abs(values - median)))
    low = max(float(values.min()), median - 1.5 * noise)
    high = max(float(np.percentile(values, 99.8)), median + 10 * noise)
    if high > low:
        softening = 2 * noise or high - low
        scaled = np.arcsinh((values - low) / softening) / math.asinh((high - low) / softening)
        channels[finite, 0] = np.clip(scaled * 255, 0, 255).astype(np.uint8)
    channels[finite, 1] = 255
    return channels
