"""Articulation and dynamic markings."""

from __future__ import annotations

#: By articulation, music21's class name.
ARTICULATIONS = {
    "staccato": "Staccato",
    "staccatissimo": "Staccatissimo",
    "tenuto": "Tenuto",
    "accent": "Accent",
    "marcato": "StrongAccent",
    "spiccato": "Spiccato",
    "portato": "DetachedLegato",
}
#: By music21's class name.
ARTICULATION_NAMES = {sign: name for name, sign in ARTICULATIONS.items()}
#: Velocities, evenly spaced.
DYNAMICS = {"ppp": 16, "pp": 33, "p": 49, "mp": 64, "mf": 80, "f": 96, "ff": 112, "fff": 126}


def nearest_dynamic(velocity: float) -> str:
    return min(DYNAMICS, key=lambda sign: abs(DYNAMICS[sign] - velocity))
