"""SQL of `source_updates.py`."""

from __future__ import annotations

from project.imaging.lightcurves.epochs import LARGEST, SMALLEST
from project.imaging.lightcurves.source_statistics import COLUMNS
from project.imaging.managers.staged_rows import FIRST_NEW_PATH

#: Statistics of measurements by source. Deviations come from a second pass: sums of squares would cancel.
STATISTICS = f"""
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
#: OFFSET 0 makes PostgreSQL look up each measurement by the index.
ADDED_STATISTICS = STATISTICS.format(
    rows=f"""
    SELECT s.*, CASE WHEN s.image_path_id >= {FIRST_NEW_PATH} THEN true ELSE NOT EXISTS (
        SELECT FROM photometry p WHERE p.source_id = s.source_id AND p.image_path_id = s.image_path_id OFFSET 0
    ) END AS is_new_there
    FROM staged_photometry s WHERE s.target IS NULL AND s.source_id <> ALL($1)
"""
)
ALL_STATISTICS = STATISTICS.format(rows="SELECT *, true AS is_new_there FROM photometry WHERE source_id = ANY($1)")
STORED = """
SELECT source.*, image.created_at AS latest_at FROM source LEFT JOIN image ON image.id = source.latest_image_id
WHERE source.id = ANY($1)
"""
#: Placeholders: the statistics are written in the same transaction.
CREATE_MISSING = """
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
RENAME = """
UPDATE source SET name = given.name FROM unnest($1::text[], $2::text[]) given (id, name)
WHERE source.id = given.id AND source.name IS DISTINCT FROM given.name
"""
#: For sources whose last measurement has moved to another one.
DELETE_UNMEASURED = (
    "DELETE FROM source WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM photometry p WHERE p.source_id = source.id)"
)
NEWEST_IMAGES = """
SELECT DISTINCT ON (path_id) path_id, created_at, id FROM image WHERE path_id = ANY($1)
ORDER BY path_id, created_at DESC, id DESC
"""
LATEST_IMAGE = """
UPDATE source SET latest_image_id = found.id
FROM ({affected}) affected LEFT JOIN LATERAL (
    SELECT image.id FROM (SELECT DISTINCT image_path_id FROM photometry p WHERE p.source_id = affected.source_id) p
    JOIN image ON image.path_id = p.image_path_id ORDER BY image.created_at DESC, image.id DESC LIMIT 1
) found ON true
WHERE source.id = affected.source_id AND source.latest_image_id IS DISTINCT FROM found.id
"""
SET_LATEST_IMAGE_AT = LATEST_IMAGE.format(
    affected="SELECT DISTINCT source_id FROM photometry WHERE image_path_id = ANY($1)"
)
SET_LATEST_IMAGE = LATEST_IMAGE.format(affected="SELECT unnest($1::text[]) AS source_id")
