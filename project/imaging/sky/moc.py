"""Maps of the sky by mocpy. Loaded late: it takes a second, and matplotlib with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO

import numpy as np
from mocpy import MOC

from project.imaging.sky.footprints import Footprint
from project.imaging.sky.geometry import position


def made(known: MOC | None, outlines: Sequence[Footprint], order: int) -> MOC:
    """What `known` and the outlines cover, with cells down to the order."""
    found = known if known is not None else MOC.new_empty(order)
    if not outlines:
        return found
    vertices = []
    for outline in outlines:
        ra, dec = zip(*map(position, outline.corners), strict=True)
        vertices += [np.array(ra), np.array(dec)]
    return found.union(*MOC.from_polygons(vertices, max_depth=order))


def written(found: MOC, form: str, order: int) -> bytes:
    shown = found.degrade_to_order(order) if order < found.max_order else found
    if form == "fits":
        file = BytesIO()
        shown.serialize("fits").writeto(file)
        return file.getvalue()
    if form == "json":
        return json.dumps(shown.serialize("json"), separators=(",", ":")).encode()
    text: str = shown.to_string("ascii")
    return text.encode()
