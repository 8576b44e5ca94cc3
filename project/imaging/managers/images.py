from __future__ import annotations

import re

from pydantic_core import from_json

from project.imaging.catalogue.image_report import ImageReport
from project.imaging.catalogue.report_fields import select_list
from project.imaging.errors import ImageNotFound
from project.imaging.managers.observations import ObservationSearch

REPORT = f"""
SELECT {select_list(ImageReport)}
FROM image i JOIN product_path p ON p.id = i.path_id JOIN product_path mp ON mp.id = i.ms_path_id
LEFT JOIN measurement_set m ON m.path_id = i.ms_path_id
LEFT JOIN LATERAL (
    SELECT * FROM image_qa WHERE image_path_id = i.path_id ORDER BY assessed_at DESC, id DESC LIMIT 1
) q ON true
"""
BY_ID = f"{REPORT} WHERE i.id = $1"
BY_PATH = f"{REPORT} WHERE p.path = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT 1"
#: Anything else is a path.
ID = re.compile(r"[0-9]{1,18}", re.ASCII)


class ImageManager(ObservationSearch):
    async def report(self, name: str) -> ImageReport:
        """Return the image with this id, or the newest one at this path. Raises ImageNotFound."""
        if ID.fullmatch(name):
            rows = await self.sql(BY_ID, int(name))
        else:
            rows = await self.sql(BY_PATH, name) if "\0" not in name else []
        if not rows:
            raise ImageNotFound(name)
        row = rows[0]
        return ImageReport(**{**row, "remarks": from_json(row["remarks"])})
