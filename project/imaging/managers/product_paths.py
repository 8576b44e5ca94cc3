from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from project.core.db.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import ProductPath  # noqa: F401  (ruff misses names in a base's brackets)


#: The dashboard's numbers as one JSON document. Its jobs are the batch jobs.
STATISTICS = """
SELECT json_build_object(
    'ms', (SELECT json_build_object('total', count(*), 'by_stage', json_build_object(
        'imaged', count(*) FILTER (WHERE stage = 'imaged'),
        'calibrated', count(*) FILTER (WHERE stage = 'calibrated'),
        'ingested', count(*) FILTER (WHERE stage = 'ingested'),
        'pending', count(*) FILTER (WHERE coalesce(stage, '') = '')
    )) FROM measurement_set),
    'images', json_build_object('total', (SELECT count(*) FROM image)),
    'photometry', json_build_object('total',
        (SELECT coalesce(sum(num_measurements), 0) FROM source)
        + (SELECT count(*) FROM photometry WHERE source_id IS NULL)),
    'sources', json_build_object('total', (SELECT count(*) FROM source)),
    'jobs', (SELECT json_build_object('total', count(*), 'by_status', json_build_object(
        'completed', count(*) FILTER (WHERE status = 'completed'),
        'running', count(*) FILTER (WHERE status = 'running'),
        'pending', count(*) FILTER (WHERE coalesce(status, 'pending') = 'pending'),
        'failed', count(*) FILTER (WHERE status = 'failed')
    )) FROM batch_job),
    'recent_images', (SELECT coalesce(json_agg(json_build_object(
        'path', path, 'created_at', created_at, 'type', type
    ) ORDER BY created_at DESC, id DESC), '[]') FROM (
        SELECT i.id, p.path, i.created_at, i.type FROM image i JOIN product_path p ON p.id = i.path_id
        ORDER BY i.created_at DESC, i.id DESC LIMIT 10
    ) newest),
    'cal_tables', json_build_object('total', (SELECT count(*) FROM calibration_table))
)::text AS counts
"""


class ProductPathManager(Manager["ProductPath"]):
    async def statistics(self) -> dict[str, Any]:
        """Count everything in one round trip. Returns the fields of `StatisticsOut` except `_meta`."""
        (row,) = await self.sql(STATISTICS)
        counts: dict[str, Any] = from_json(row["counts"])
        return counts
