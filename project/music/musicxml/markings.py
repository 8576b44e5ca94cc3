"""Signs of a score: which articulations have one, and how loud the dynamics are."""

from __future__ import annotations

#: By the name that notes have, what music21 calls the sign.
ARTICULATIONS = {
    "staccato": "Staccato",
    "staccatissimo": "Staccatissimo",
    "tenuto": "Tenuto",
    "accent": "Accent",
    "marcato": "StrongAccent",
    "spiccato": "Spiccato",
    "portato": "DetachedLegato",
}
#: By what music21 calls the sign.
ARTICULATION_NAMES = {sign: name for name, sign in ARTICULATIONS.items()}
#: Velocities, in even steps.
DYNAMICS = {"ppp": 16, "pp": 33, "p": 49, "mp": 64, "mf": 80, "f": 96, "ff": 112, "fff": 126}


def nearest_dynamic(velocity: float) -> str:
    """The sign that comes nearest."""
    return min(DYNAMICS, key=lambda sign: abs(DYNAMICS[sign] - velocity))
