"""Orientation of an image on the sky, from its header."""

from __future__ import annotations

import math

from astropy.io import fits

from project.imaging.fits.pixels import Pixels

Matrix = tuple[tuple[float, float], tuple[float, float]]


def north_up(pixels: Pixels, header: fits.Header) -> Pixels:
    """Turn and flip an image so that north is up and east left, to the nearest right angle. Row 0 becomes the top."""
    (east_x, north_x), (east_y, north_y) = _sky_directions(header)
    if abs(north_x) > abs(north_y):
        pixels = pixels.T
        east_x, north_y = east_y, north_x
    if east_x > 0:
        pixels = pixels[:, ::-1]
    return pixels[::-1] if north_y >= 0 else pixels


def _sky_directions(header: fits.Header) -> Matrix:
    """Return how x and y change towards east and north. East left and north up where the header has no usable WCS."""
    (a, b), (c, d) = _wcs_matrix(header)
    determinant = a * d - b * c
    if not determinant or not math.isfinite(determinant):
        return (-1.0, 0.0), (0.0, 1.0)
    return (d / determinant, -b / determinant), (-c / determinant, a / determinant)


def _wcs_matrix(header: fits.Header) -> Matrix:
    """Return how longitude and latitude change with x and y (FITS WCS paper I, section 2.1; paper II, equation 189)."""

    def number(name: str, default: float) -> float:
        return float(header.get(name, default))

    if any(f"CD{i}_{j}" in header for i in (1, 2) for j in (1, 2)):
        return (number("CD1_1", 0), number("CD1_2", 0)), (number("CD2_1", 0), number("CD2_2", 0))
    cdelt1, cdelt2 = number("CDELT1", -1), number("CDELT2", 1)
    if "CROTA2" in header and not any(f"PC{i}_{j}" in header for i in (1, 2) for j in (1, 2)):
        sine, cosine = math.sin(math.radians(number("CROTA2", 0))), math.cos(math.radians(number("CROTA2", 0)))
        return (cdelt1 * cosine, -cdelt2 * sine), (cdelt1 * sine, cdelt2 * cosine)
    return (
        (cdelt1 * number("PC1_1", 1), cdelt1 * number("PC1_2", 0)),
        (cdelt2 * number("PC2_1", 0), cdelt2 * number("PC2_2", 1)),
    )
