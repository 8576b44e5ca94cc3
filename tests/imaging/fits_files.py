"""FITS files for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from astropy.io import fits

from tests.imaging.rows import make_image

#: Noise of 1 mJy and one bright source, right (west) of the centre and above (north of) it.
SKY = np.random.default_rng(5).normal(0, 1e-3, (60, 90)).astype(">f4")
SKY[45:48, 70:73] = 0.5


def save(path: Path, pixels: Any = SKY, **header: Any) -> Path:
    unit = fits.PrimaryHDU(pixels)
    unit.header.update(header)
    unit.writeto(path, overwrite=True)
    return path


async def url_of(path: Path | str, under: str = "fits") -> str:
    """Create an image with its file at this path."""
    return f"/api/v1/images/{(await make_image(str(path))).id}/{under}"
