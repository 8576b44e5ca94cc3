"""HEALPix cells of positions (Górski et al. 2005, ApJ 622, 759)."""

from __future__ import annotations

import math

#: Of `hpx29`: cells of 0.4 milliarcseconds.
DEEPEST = 29


def hpx29(ra_deg: float, dec_deg: float) -> int:
    """HEALPix index, nested, order 29, of a declination within ±90."""
    z = math.sin(math.radians(dec_deg))
    # In quarters of a turn. The half angle keeps what 1 - |z| would lose near the poles.
    turn = (ra_deg % 360.0) / 90.0 % 4.0
    nside = 1 << DEEPEST
    if abs(z) <= 2 / 3:
        face, x, y = _in_belt(turn, z, nside)
    else:
        half = math.sqrt(6) * math.sin(math.radians(90 - abs(dec_deg)) / 2)
        face, x, y = _in_cap(turn, half, nside, north=z > 0)
    return (face << 2 * DEEPEST) + _interleaved(x) + 2 * _interleaved(y)


def _in_belt(turn: float, z: float, nside: int) -> tuple[int, int, int]:
    """Base cell, and column and row within it, between the polar caps (Górski et al., section 5.2)."""
    rising, falling = nside * (0.5 + turn - 0.75 * z), int(nside * (0.5 + turn + 0.75 * z))
    up, down = int(rising) // nside, falling // nside
    face = 4 + up % 4 if up == down else up % 4 if up < down else 8 + down % 4
    return face, falling % nside, min(nside - 1, nside - math.ceil(rising - up * nside))


def _in_cap(turn: float, half: float, nside: int, *, north: bool) -> tuple[int, int, int]:
    """The same north or south of the belt; `half` is √(3(1 - |z|))."""
    quarter = min(int(turn), 3)
    part = turn - quarter
    rising, falling = (min(int(nside * half * share), nside - 1) for share in (part, 1 - part))
    if north:
        return quarter, nside - 1 - falling, nside - 1 - rising
    return 8 + quarter, rising, falling


def _interleaved(value: int) -> int:
    """Each of up to 32 bits with a 0 before it."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
