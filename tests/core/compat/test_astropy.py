"""What `project/core/compat/astropy.py` relies on."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from astropy.io import fits

from project.core.compat.astropy import CfitsioException


def test_a_corrupt_tile_raises_cfitsio_exception() -> None:
    file = BytesIO()
    pixels = np.random.default_rng(1).normal(0, 1, (64, 64)).astype(">f4")
    image = fits.CompImageHDU(pixels, compression_type="RICE_1")
    fits.HDUList([fits.PrimaryHDU(), image]).writeto(file)
    content = bytearray(file.getvalue())
    with fits.open(BytesIO(content), disable_image_compression=True) as units:
        heap = units[1].fileinfo()["datLoc"] + units[1].header["NAXIS1"] * units[1].header["NAXIS2"]
    content[heap : heap + 200] = b"\xff" * 200

    with fits.open(BytesIO(bytes(content))) as units, pytest.raises(CfitsioException):
        _ = units[1].data


def test_no_public_base_class_would_do() -> None:
    assert CfitsioException.__bases__ == (Exception,)
