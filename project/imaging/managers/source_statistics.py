"""Sources follow their measurements: what a block adds is merged into what is known, what it changes is done anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import asyncpg

from project.imaging.lightcurves.source_statistics import COLUMNS, Latest, Sums
from project.imaging.lightcurves.variability import LARGEST, SMALLEST
from project.imaging.managers.staged_rows import NEW_PATHS

#: So many are worked out anew by one statement, which is to end in time.
PART_SOURCES = 100
#: Sums over measurements by their source. A second look at each, because squares of what is far from 0 would cancel.
SUMS = f"""
WITH measured AS (
    SELECT
        source_id, image_path_id, is_new_there, peak_jyb, mjd, ra_deg, dec_deg,
        CASE WHEN abs(flux) >= {SMALLEST} THEN flux ELSE 0 END AS flux,
        CASE WHEN error BETWEEN {SMALLEST} AND {LARGEST} THEN 1 / (error * error) END AS weight,
        greatest(snr, 1) * greatest(snr, 1) AS worth
    FROM (
        SELECT *, coalesce(flux_jy, peak_jyb) AS flux, coalesce(flux_err_jy, peak_err_jyb) AS error FROM ({{rows}}) rows
    ) rows
), weighed AS (
    SELECT *, sum(weight * flux) OVER same / sum(weight) OVER same AS weighted_mean
    FROM measured WINDOW same AS (PARTITION BY source_id)
)
SELECT
    source_id, count(*), avg(flux) AS mean, var_pop(flux) * count(*) AS m2,
    count(weight) AS weighted_count, sum(weight) AS weight_sum, max(weighted_mean) AS weighted_mean,
    coalesce(sum(weight * (flux - weighted_mean) * (flux - weighted_mean)), 0) AS weighted_m2,
    sum(worth * cosd(dec_deg) * cosd(ra_deg)) AS x, sum(worth * cosd(dec_deg) * sind(ra_deg)) AS y,
    sum(worth * sind(dec_deg)) AS z,
    count(DISTINCT image_path_id) FILTER (WHERE is_new_there) AS images,
    max(peak_jyb) AS peak, min(mjd) AS first_mjd, max(mjd) AS last_mjd
FROM weighed GROUP BY source_id
"""
#: OFFSET 0 has PostgreSQL look each of them up.
SUMS_OF_ADDED = SUMS.format(
    rows=f"""
    SELECT s.*, CASE WHEN s.image_path_id >= {NEW_PATHS} THEN true ELSE NOT EXISTS (
        SELECT FROM photometry p WHERE p.source_id = s.source_id AND p.image_path_id = s.image_path_id OFFSET 0
    ) END AS is_new_there
    FROM staged_photometry s WHERE s.target IS NULL AND s.source_id <> ALL($1)
"""
)
SUMS_OF_ALL = SUMS.format(rows="SELECT *, true AS is_new_there FROM photometry WHERE source_id = ANY($1)")
STORED = """
SELECT source.*, image.created_at AS latest_at FROM source LEFT JOIN image ON image.id = source.latest_image_id
WHERE source.id = ANY($1)
"""
#: Sources that are to have measurements. What is said of them here is never seen.
BEGIN = """
INSERT INTO source (id, name, ra_deg, dec_deg, x, y, z, hpx29)
SELECT source_id, source_id, 0, 0, 1, 0, 0, 0
FROM (SELECT DISTINCT source_id FROM staged_photometry WHERE source_id IS NOT NULL) s
WHERE NOT EXISTS (SELECT FROM source WHERE source.id = s.source_id OFFSET 0)
"""
STAGE = f"""
CREATE TEMPORARY TABLE staged_source ON COMMIT DROP AS SELECT id, {", ".join(COLUMNS)} FROM source WITH NO DATA
"""
WRITE = f"""
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
UPDATE source t SET {", ".join(f"{name} = s.{name}" for name in COLUMNS)} FROM staged_source s WHERE t.id = s.id;
SET LOCAL enable_hashjoin TO DEFAULT;
SET LOCAL enable_mergejoin TO DEFAULT;
DROP TABLE staged_source
"""
NAME = """
UPDATE source SET name = given.name FROM unnest($1::text[], $2::text[]) given (id, name)
WHERE source.id = given.id AND source.name IS DISTINCT FROM given.name
"""
#: Of sources whose last measurement is now another's.
FORGET = "DELETE FROM source WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM photometry p WHERE p.source_id = source.id)"
NEWEST = """
SELECT DISTINCT ON (path_id) path_id, created_at, id FROM image WHERE path_id = ANY($1)
ORDER BY path_id, created_at DESC, id DESC
"""
#: The newest image that a source is on.
LATEST = """
UPDATE source SET latest_image_id = found.id
FROM ({touched}) touched LEFT JOIN LATERAL (
    SELECT image.id FROM (SELECT DISTINCT image_path_id FROM photometry p WHERE p.source_id = touched.source_id) p
    JOIN image ON image.path_id = p.image_path_id ORDER BY image.created_at DESC, image.id DESC LIMIT 1
) found ON true
WHERE source.id = touched.source_id AND source.latest_image_id IS DISTINCT FROM found.id
"""
LATEST_ON = LATEST.format(touched="SELECT DISTINCT source_id FROM photometry WHERE image_path_id = ANY($1)")
LATEST_OF = LATEST.format(touched="SELECT unnest($1::text[]) AS source_id")


class Sources:
    """Those that a block touches, in its transaction."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def begin(self) -> None:
        """So that staged measurements have a source to belong to."""
        await self._connection.execute(BEGIN)

    async def newest(self, paths: Iterable[int]) -> dict[int, Latest]:
        """Of these paths that have an image, the newest one."""
        rows = await self._connection.fetch(NEWEST, list(paths))
        return {row["path_id"]: Latest(row["created_at"], row["id"]) for row in rows}

    async def added(self, but: Collection[str]) -> dict[str, Sums]:
        """Of what is staged and new, by source. To be asked before it is stored."""
        return await self._sums(SUMS_OF_ADDED, but)

    async def merge(self, added: Mapping[str, Sums]) -> None:
        """Add these to what is known of their sources."""
        stored = await self._stored(added)
        await self._write(stored, {row["id"]: Sums.stored(row) + added[row["id"]] for row in stored})

    async def renew(self, source_ids: Collection[str]) -> None:
        """Work out all of them from all of their measurements; those without any end here."""
        ids = sorted(source_ids)
        for first in range(0, len(ids), PART_SOURCES):
            part = ids[first : first + PART_SOURCES]
            await self._connection.execute(FORGET, part)
            await self._write(await self._stored(part), await self._sums(SUMS_OF_ALL, part))
            await self._connection.execute(LATEST_OF, part)

    async def follow(self, paths: Iterable[int]) -> None:
        """Tell the sources on these images which one is their latest now."""
        await self._connection.execute(LATEST_ON, list(paths))

    async def name(self, names: Mapping[str, str]) -> int:
        """Name those that there are; gives how many had another name."""
        status: str = await self._connection.execute(NAME, list(names), list(names.values()))
        return int(status.split()[-1])

    async def _sums(self, statement: str, source_ids: Collection[str]) -> dict[str, Sums]:
        rows = await self._connection.fetch(statement, list(source_ids))
        return {row["source_id"]: Sums.of(row) for row in rows}

    async def _stored(self, source_ids: Iterable[str]) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(STORED, list(source_ids))
        return rows

    async def _write(self, stored: Iterable[asyncpg.Record], sums: Mapping[str, Sums]) -> None:
        places = {row["id"]: (row["ra_deg"], row["dec_deg"], row["hpx29"]) for row in stored}
        await self._connection.execute(STAGE)
        await self._connection.copy_records_to_table(
            "staged_source",
            columns=("id", *COLUMNS),
            records=((source_id, *found.columns(*places[source_id])) for source_id, found in sums.items()),
        )
        await self._connection.execute(WRITE)
