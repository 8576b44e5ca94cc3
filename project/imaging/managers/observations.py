from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import asyncpg

from project.core.database import fetch
from project.core.errors import TimedOut
from project.imaging.managers.image_search import ImageSearch
from project.imaging.sky import cone_cells
from project.imaging.sky.regions import Region
from project.imaging.vo.obscore import image_id, outline
from project.imaging.vo.sia import INTERVALS, ImageRequest

#: Images as ObsCore has them, the newest first, from after that of time $3 and id $4 on; with cells given, those whose
#: centre lies in one of the cells $1 to $2.
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
#: Read at once where what is read still has to be looked at.
BATCH = 2_000
#: Seconds after which a search is given up, because outlines of many corners are held against images one by one.
PATIENCE = 20.0
FIRST_VALUE = 6


class ObservationPage(NamedTuple):
    rows: list[asyncpg.Record]
    #: Whether there are more.
    overflow: bool


class ObservationSearch(ImageSearch):
    async def observed(self, request: ImageRequest, base_url: str) -> ObservationPage:
        """Images that meet a request of SIA, the newest first; at most `maxrec`. Raises TimedOut."""
        if request.of_others:
            return ObservationPage([], overflow=False)
        conditions, values = _conditions(request, base_url)
        cells = await self._cells(request.regions) if request.regions else (None, None)
        found: list[asyncpg.Record] = []
        last: tuple[Any, Any] = (None, None)
        images = NEAR_IMAGES if request.regions else ALL_IMAGES
        sql = OBSERVATIONS.format(images=images, conditions=conditions + ("" if request.regions else UNUSED_CELLS))
        size = BATCH if request.regions else request.maxrec + 1
        latest = time.monotonic() + PATIENCE
        while len(found) <= request.maxrec:
            rows = await fetch(sql, [*cells, *last, size, *values])
            found += await asyncio.to_thread(_meeting, rows, request.regions, latest) if request.regions else rows
            if len(rows) < size:
                break
            last = rows[-1]["created_at"], rows[-1]["id"]
        return ObservationPage(found[: request.maxrec], overflow=len(found) > request.maxrec)

    async def _cells(self, regions: Sequence[Region]) -> tuple[list[int], list[int]]:
        """Of all places where an image can have its centre that meets one of the regions."""
        reach = await self.reach()
        wider = [region.cone._replace(radius_deg=min(180.0, region.cone.radius_deg + reach)) for region in regions]
        ranges = cone_cells.merged(chain.from_iterable(map(cone_cells.cone_ranges, wider)))
        return [r.first for r in ranges], [r.last for r in ranges]


def _meeting(rows: Sequence[asyncpg.Record], regions: Sequence[Region], latest: float) -> list[asyncpg.Record]:
    """Those of the rows whose image meets one of the regions. Raises TimedOut at `latest`, of the monotonic clock."""
    found = []
    for row in rows:
        if time.monotonic() > latest:
            raise TimedOut("The search took too long: ask for less of the sky, or with fewer corners")
        if (place := outline(row)) and any(region.meets(place) for region in regions):
            found.append(row)
    return found


def _conditions(request: ImageRequest, base_url: str) -> tuple[str, list[Any]]:
    """SQL, and its values from $6 on."""
    parts: list[str] = []
    values: list[Any] = []

    def place(value: Any) -> int:
        values.append(value)
        return FIRST_VALUE + len(values) - 1

    for name, intervals in request.intervals.items():
        low, high = (place(list(ends)) for ends in zip(*intervals, strict=True))
        parts.append(OVERLAP.format(low, high, *INTERVALS[name]))
    if request.targets:
        parts.append(f"AND target_name = ANY (${place(request.targets)}::text[])")
    if request.ids:
        ids = [found for did in request.ids if (found := image_id(did, base_url)) is not None]
        parts.append(f"AND id = ANY (${place(ids)}::bigint[])")
    return " ".join(parts), values
