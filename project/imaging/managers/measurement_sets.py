from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json
from tortoise.queryset import QuerySet

from project.core.errors import NotFound
from project.core.managers import Manager
from project.imaging.catalogue.run_report import CalibratorMatch, RunReport
from project.imaging.errors import JobNotFound, MeasurementSetNotFound

if TYPE_CHECKING:
    from project.imaging.models import MeasurementSet


#: A measurement set with its calibration, its newest image, and the newest record that the queue has of its run.
REPORT = """
SELECT p.path, m.run_id, m.stage, m.status AS ms_status, m.cal_applied, m.processed_at,
    coalesce(m.pointing_ra_deg, m.ra_deg) AS pointing_ra_deg,
    coalesce(m.pointing_dec_deg, m.dec_deg) AS pointing_dec_deg, (
        SELECT coalesce(json_agg(json_build_object('cal_table', c.path, 'type', c.table_type)
            ORDER BY c.order_index, c.id), '[]')::text
        FROM calibration_table c WHERE c.source_ms_path_id = m.path_id
    ) AS calibrator_matches, (
        SELECT c.path FROM calibration_table c WHERE c.source_ms_path_id = m.path_id
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1
    ) AS newest_cal_table, i.id AS newest_image_id,
    q.overall_quality, q.k_metrics, q.bp_metrics, q.g_metrics, q.flags_total, q.assessed_at, (
        SELECT coalesce(json_agg(f.details ORDER BY f.raised_at DESC, f.id DESC), '[]')::text
        FROM qa_flag f WHERE f.ms_path_id = m.path_id AND f.image_path_id IS NULL
    ) AS remarks, (
        SELECT iq.overall_quality FROM image_qa iq WHERE iq.image_path_id = i.path_id
        ORDER BY iq.assessed_at DESC, iq.id DESC LIMIT 1
    ) AS image_quality, (
        SELECT coalesce(json_agg(f.details ORDER BY f.raised_at DESC, f.id DESC), '[]')::text
        FROM qa_flag f WHERE f.image_path_id = i.path_id
    ) AS image_remarks,
    j.status AS queue_status, j.params::text AS params, j.started_at AS job_started_at, j.finished_at AS job_finished_at
FROM measurement_set m JOIN product_path p ON p.id = m.path_id
LEFT JOIN LATERAL (
    SELECT id, path_id FROM image WHERE ms_path_id = m.path_id ORDER BY created_at DESC, id DESC LIMIT 1
) i ON true
LEFT JOIN LATERAL (
    SELECT * FROM calibration_qa WHERE ms_path_id = m.path_id ORDER BY assessed_at DESC, id DESC LIMIT 1
) q ON true
LEFT JOIN LATERAL (
    SELECT * FROM job WHERE run_id = m.run_id ORDER BY created_at DESC, id DESC LIMIT 1
) j ON true
"""
BY_PATH = f"{REPORT} WHERE p.path = $1"
BY_RUN = f"{REPORT} WHERE m.run_id = $1 ORDER BY m.processed_at DESC NULLS LAST, m.id DESC LIMIT 1"


class MeasurementSetManager(Manager["MeasurementSet"]):
    def processed(self) -> QuerySet[MeasurementSet]:
        """Those that a run of the pipeline has worked on."""
        return self.get_queryset().filter(processed_at__not_isnull=True)

    async def report(self, path: str) -> RunReport:
        return await self._report(BY_PATH, path, MeasurementSetNotFound(path))

    async def report_of_run(self, run_id: str) -> RunReport:
        """Of several measurement sets of one run, the one that was worked on last."""
        return await self._report(BY_RUN, run_id, JobNotFound(run_id))

    async def _report(self, statement: str, name: str, missing: NotFound) -> RunReport:
        rows = await self.sql(statement, name) if "\0" not in name else []
        if not rows:
            raise missing
        return _read(rows[0])


def _read(row: dict[str, Any]) -> RunReport:
    documents = {name: from_json(row[name]) for name in ("remarks", "image_remarks")}
    matches = [CalibratorMatch(**match) for match in from_json(row["calibrator_matches"])]
    params = None if row["params"] is None else from_json(row["params"])
    return RunReport(**{**row, **documents, "calibrator_matches": matches, "params": params})
