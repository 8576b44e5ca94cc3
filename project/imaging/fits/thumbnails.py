"""Small pictures of FITS images. Loads astropy, numpy and Pillow, so it is to be loaded when the first is asked for."""

from __future__ import annotations

import io
import math
import zlib

import numpy as np
from astropy.io import fits
from astropy.io.fits.hdu.compressed._compression import CfitsioException
from numpy.typing import NDArray
from PIL import Image

from project.imaging.errors import FileUnreadable
from project.imaging.fits.downsampling import Pixels, downsampled
from project.imaging.fits.files import OpenFile
from project.imaging.fits.orientation import north_up

#: What astropy raises for a file that is broken; it has no common class for that.
BROKEN = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, fits.VerifyError),
    *(EOFError, zlib.error, CfitsioException),  # of tiles
)


def thumbnail(found: OpenFile, size: int) -> bytes:
    """PNG of at most `size` pixels on a side, north up and east to the left as near as turning by right angles gets.

    What has no value is transparent. Raises FileUnreadable.
    """
    try:
        pixels = north_up(*downsampled(found, size))
    except BROKEN as error:
        raise FileUnreadable from error
    image = Image.fromarray(_shades(pixels), "LA")
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


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
