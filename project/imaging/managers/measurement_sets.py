from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json
from tortoise.queryset import QuerySet

from project.core.db.managers import Manager
from project.core.errors import NotFound
from project.imaging.catalogue.report_fields import select_list
from project.imaging.catalogue.run_report import CalibratorMatch, RunReport
from project.imaging.errors import JobNotFound, MeasurementSetNotFound

if TYPE_CHECKING:
    from project.imaging.models import MeasurementSet


REPORT = f"""
SELECT {select_list(RunReport)}
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
        return self.get_queryset().filter(processed_at__not_isnull=True)

    async def report(self, path: str) -> RunReport:
        return await self._report(BY_PATH, path, MeasurementSetNotFound(path))

    async def report_of_run(self, run_id: str) -> RunReport:
        """Return the measurement set of a run that was processed last."""
        return await self._report(BY_RUN, run_id, JobNotFound(run_id))

    async def _report(self, statement: str, name: str, missing: NotFound) -> RunReport:
        rows = await self.sql(statement, name) if "\0" not in name else []
        if not rows:
            raise missing
        return _report_of(rows[0])


def _report_of(row: dict[str, Any]) -> RunReport:
    documents = {name: from_json(row[name]) for name in ("remarks", "image_remarks")}
    matches = [CalibratorMatch(**match) for match in from_json(row["calibrator_matches"])]
    params = None if row["params"] is None else from_json(row["params"])
    return RunReport(**{**row, **documents, "calibrator_matches": matches, "params": params})
