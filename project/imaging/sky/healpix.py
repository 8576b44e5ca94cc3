"""HEALPix indexes (Górski et al. 2005, ApJ 622, 759), nested.

Not from a library: calling one takes longer than this computation, and loading it a second.
"""

from __future__ import annotations

import math

#: Cells of 0.4 milliarcseconds.
HPX29_ORDER = 29


def hpx29(ra_deg: float, dec_deg: float) -> int:
    """Return the nested index at order 29."""
    z = math.sin(math.radians(dec_deg))
    # In quarter turns.
    turn = (ra_deg % 360.0) / 90.0 % 4.0
    nside = 1 << HPX29_ORDER
    if abs(z) <= 2 / 3:
        face, x, y = _in_belt(turn, z, nside)
    else:
        # √(3(1 - |z|)); the half angle keeps the digits that 1 - |z| loses near the poles.
        half = math.sqrt(6) * math.sin(math.radians(90 - abs(dec_deg)) / 2)
        face, x, y = _in_cap(turn, half, nside, north=z > 0)
    return (face << 2 * HPX29_ORDER) + _interleaved(x) + 2 * _interleaved(y)


def _in_belt(turn: float, z: float, nside: int) -> tuple[int, int, int]:
    """Return base cell, column and row in the equatorial belt (Górski et al., section 5.2)."""
    rising, falling = nside * (0.5 + turn - 0.75 * z), int(nside * (0.5 + turn + 0.75 * z))
    up, down = int(rising) // nside, falling // nside
    face = 4 + up % 4 if up == down else up % 4 if up < down else 8 + down % 4
    return face, falling % nside, min(nside - 1, nside - math.ceil(rising - up * nside))


def _in_cap(turn: float, half: float, nside: int, *, north: bool) -> tuple[int, int, int]:
    """Return base cell, column and row in a polar cap."""
    quarter = min(int(turn), 3)
    part = turn - quarter
    rising, falling = (min(int(nside * half * share), nside - 1) for share in (part, 1 - part))
    if north:
        return quarter, nside - 1 - falling, nside - 1 - rising
    return 8 + quarter, rising, falling


def _interleaved(value: int) -> int:
    """Put a 0 bit before each of the lower 32 bits."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
