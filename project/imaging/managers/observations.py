from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import asyncpg

from project.core.db.transactions import fetch
from project.core.errors import TimedOut
from project.imaging.managers.image_search import ImageSearch
from project.imaging.sky.cone_cells import cone_ranges, merged
from project.imaging.sky.regions import Region
from project.imaging.vo.obscore import image_id_of, outline
from project.imaging.vo.sia import INTERVALS, ImageRequest

#: Images with the columns of ObsCore, newest first, after the one of time $3 and id $4. If cells $1 to $2 are given,
#: their centres lie in these.
OBSERVATIONS = """
SELECT * FROM (
    SELECT i.id, p.path, i.run_id, i.created_at, i.center_ra_deg, i.center_dec_deg, i.imsize_x, i.imsize_y,
        i.cellsize_arcsec, coalesce(i.field_name, m.field_name) AS target_name, i.beam_major_arcsec AS s_resolution,
        sqrt(i.imsize_x::float8 * i.imsize_x + i.imsize_y::float8 * i.imsize_y) * i.cellsize_arcsec / 3600 AS s_fov,
        coalesce(m.start_mjd, m.mid_mjd - coalesce(i.integration_sec, 0) / 172800) AS t_min,
        coalesce(m.end_mjd, m.mid_mjd + coalesce(i.integration_sec, 0) / 172800) AS t_max,
        i.integration_sec AS t_exptime,
        0.299792458 / nullif(greatest(freq_ghz + coalesce(bandwidth_mhz, 0) / 2000, 0), 0) AS em_min,
        0.299792458 / nullif(greatest(freq_ghz - coalesce(bandwidth_mhz, 0) / 2000, 0), 0) AS em_max
    FROM {images} i JOIN product_path p ON p.id = i.path_id LEFT JOIN measurement_set m ON m.path_id = i.ms_path_id
) observations
WHERE ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::bigint)) {conditions}
ORDER BY created_at DESC, id DESC LIMIT $5
"""
ALL_IMAGES = "image"
NEAR_IMAGES = """(SELECT near.* FROM unnest($1::bigint[], $2::bigint[]) AS cells (first, last) CROSS JOIN LATERAL (
    SELECT * FROM image WHERE hpx29 BETWEEN cells.first AND cells.last OFFSET 0
) near)"""
UNUSED_CELLS = "AND $1::bigint[] IS NULL AND $2::bigint[] IS NULL"
OVERLAP = """AND EXISTS (
    SELECT 1 FROM unnest(${0}::float8[], ${1}::float8[]) AS v (low, high) WHERE {2} <= v.high AND {3} >= v.low
)"""
#: Rows read at once if they are compared with regions afterwards.
BATCH_ROWS = 2_000
#: Polygons of many corners are compared with images one by one, which can take too long.
TIMEOUT_SECONDS = 20.0
#: Number of the first parameter in the conditions.
FIRST_PARAMETER = 6


class ObservationPage(NamedTuple):
    rows: list[asyncpg.Record]
    #: Whether there are more.
    overflow: bool


class ObservationSearch(ImageSearch):
    async def observed(self, request: ImageRequest, base_url: str) -> ObservationPage:
        """Find images for a request of SIA, newest first. Raises TimedOut."""
        if request.unsatisfiable:
            return ObservationPage([], overflow=False)
        conditions, values = _conditions(request, base_url)
        cells = await self._cells(request.regions) if request.regions else (None, None)
        matches: list[asyncpg.Record] = []
        last: tuple[Any, Any] = (None, None)
        images = NEAR_IMAGES if request.regions else ALL_IMAGES
        sql = OBSERVATIONS.format(images=images, conditions=conditions + ("" if request.regions else UNUSED_CELLS))
        size = BATCH_ROWS if request.regions else request.maxrec + 1
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while len(matches) <= request.maxrec:
            rows = await fetch(sql, [*cells, *last, size, *values])
            if request.regions:
                matches += await asyncio.to_thread(_overlapping, rows, request.regions, deadline)
            else:
                matches += rows
            if len(rows) < size:
                break
            last = rows[-1]["created_at"], rows[-1]["id"]
        return ObservationPage(matches[: request.maxrec], overflow=len(matches) > request.maxrec)

    async def _cells(self, regions: Sequence[Region]) -> tuple[list[int], list[int]]:
        """Return the cells in which an image that overlaps a region can have its centre."""
        image_radius = await self.max_radius_deg()
        wider = [r.cone._replace(radius_deg=min(180.0, r.cone.radius_deg + image_radius)) for r in regions]
        ranges = merged(chain.from_iterable(map(cone_ranges, wider)))
        return [r.first for r in ranges], [r.last for r in ranges]


def _overlapping(rows: Sequence[asyncpg.Record], regions: Sequence[Region], deadline: float) -> list[asyncpg.Record]:
    """Select the rows whose image overlaps a region. Raises TimedOut at the deadline of the monotonic clock."""
    selected = []
    for row in rows:
        if time.monotonic() > deadline:
            raise TimedOut("The search took too long: ask for less of the sky, or with fewer corners")
        if (footprint := outline(row)) and any(region.overlaps(footprint) for region in regions):
            selected.append(row)
    return selected


def _conditions(request: ImageRequest, base_url: str) -> tuple[str, list[Any]]:
    """Return SQL, and its parameters from $6 on."""
    parts: list[str] = []
    values: list[Any] = []

    def parameter(value: Any) -> int:
        values.append(value)
        return FIRST_PARAMETER + len(values) - 1

    for name, intervals in request.intervals.items():
        low, high = (parameter(list(ends)) for ends in zip(*intervals, strict=True))
        parts.append(OVERLAP.format(low, high, *INTERVALS[name]))
    if request.targets:
        parts.append(f"AND target_name = ANY (${parameter(request.targets)}::text[])")
    if request.ids:
        ids = [image_id for did in request.ids if (image_id := image_id_of(did, base_url)) is not None]
        parts.append(f"AND id = ANY (${parameter(ids)}::bigint[])")
    return " ".join(parts), values
