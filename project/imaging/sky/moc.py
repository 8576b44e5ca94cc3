"""MOCs by mocpy. Import lazily: it takes a second to load, and loads matplotlib."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO

import numpy as np
from mocpy import MOC

from project.imaging.sky.footprints import Footprint
from project.imaging.sky.geometry import position


def extended(coverage: MOC | None, outlines: Sequence[Footprint], order: int) -> MOC:
    known = coverage if coverage is not None else MOC.new_empty(order)
    if not outlines:
        return known
    vertices = []
    for outline in outlines:
        ra, dec = zip(*map(position, outline.corners), strict=True)
        vertices += [np.array(ra), np.array(dec)]
    return known.union(*MOC.from_polygons(vertices, max_depth=order))


def serialize(coverage: MOC, form: str, order: int) -> bytes:
    degraded = coverage.degrade_to_order(order) if order < coverage.max_order else coverage
    if form == "fits":
        file = BytesIO()
        degraded.serialize("fits").writeto(file)
        return file.getvalue()
    if form == "json":
        return json.dumps(degraded.serialize("json"), separators=(",", ":")).encode()
    text: str = degraded.to_string("ascii")
    return text.encode()
