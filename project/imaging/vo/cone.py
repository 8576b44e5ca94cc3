"""Requests of Simple Cone Search 1.03."""

from __future__ import annotations

from dataclasses import dataclass

from project.imaging.sky.geometry import Cone, snapped
from project.imaging.vo.parameters import Parameters, UsageFault
from project.imaging.votable.formats import TableFormat


@dataclass(frozen=True)
class ConeRequest:
    """A cone search. A radius of 0 asks for the columns without rows."""

    cone: Cone
    #: 1 to 3: how many columns.
    verbosity: int
    maxrec: int
    format: TableFormat


def read_cone(parameters: Parameters) -> ConeRequest:
    ra, dec = snapped(parameters.number("RA", 0, 360)), snapped(parameters.number("DEC", -90, 90))
    cone = Cone(ra, dec, parameters.number("SR", 0, 180))
    verbosity = parameters.count("VERB", 2)
    if verbosity not in (1, 2, 3):
        raise UsageFault("VERB is 1, 2 or 3")
    return ConeRequest(cone, verbosity, parameters.maxrec if cone.radius_deg else 0, parameters.format)
