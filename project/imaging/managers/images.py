from __future__ import annotations

import re

from pydantic_core import from_json

from project.imaging.catalogue.image_report import ImageReport
from project.imaging.errors import ImageNotFound
from project.imaging.managers.observations import ObservationSearch

#: An image with its newest assessment, what is known of its measurement set, and remarks on it.
REPORT = """
SELECT i.id, p.path, mp.path AS ms_path, i.run_id, i.created_at, i.center_ra_deg, i.center_dec_deg,
    i.noise_jy AS own_noise_jy, i.dynamic_range AS own_dynamic_range, i.beam_major_arcsec AS own_beam_major_arcsec,
    i.beam_minor_arcsec AS own_beam_minor_arcsec, i.beam_pa_deg AS own_beam_pa_deg,
    m.id IS NOT NULL AS indexed, m.stage, (
        SELECT path FROM calibration_table c WHERE c.source_ms_path_id = i.ms_path_id
        ORDER BY c.created_at DESC, c.id DESC LIMIT 1
    ) AS cal_table,
    q.rms_noise AS qa_noise_jy, q.dynamic_range AS qa_dynamic_range, q.beam_major AS qa_beam_major_arcsec,
    q.beam_minor AS qa_beam_minor_arcsec, q.beam_pa AS qa_beam_pa_deg, q.peak_flux AS qa_peak_flux_jy,
    q.num_sources AS qa_num_sources, q.overall_quality AS qa_overall_quality, q.assessed_at AS qa_assessed_at, (
        SELECT coalesce(json_agg(f.details ORDER BY f.raised_at DESC, f.id DESC), '[]')::text
        FROM qa_flag f WHERE f.image_path_id = i.path_id
    ) AS remarks
FROM image i JOIN product_path p ON p.id = i.path_id JOIN product_path mp ON mp.id = i.ms_path_id
LEFT JOIN measurement_set m ON m.path_id = i.ms_path_id
LEFT JOIN LATERAL (
    SELECT * FROM image_qa WHERE image_path_id = i.path_id ORDER BY assessed_at DESC, id DESC LIMIT 1
) q ON true
"""
BY_ID = f"{REPORT} WHERE i.id = $1"
BY_PATH = f"{REPORT} WHERE p.path = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT 1"
#: What is an id; all else is a path.
ID = re.compile(r"[0-9]{1,18}", re.ASCII)


class ImageManager(ObservationSearch):
    async def report(self, name: str) -> ImageReport:
        """The image of this id, or the newest one at this path."""
        if ID.fullmatch(name):
            rows = await self.sql(BY_ID, int(name))
        else:
            rows = await self.sql(BY_PATH, name) if "\0" not in name else []
        if not rows:
            raise ImageNotFound(name)
        row = rows[0]
        return ImageReport(**{**row, "remarks": from_json(row["remarks"])})
