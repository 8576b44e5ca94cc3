from __future__ import annotations

from pathlib import PurePosixPath


def run_id(ms_path: str) -> str:
    """Return the id of the run that produced a measurement set.

    `2025-10-02T13:49:06.ms` gives `job-2025-10-02-134906`, `mosaic_epoch1.ms` gives `job-mosaic_epoch1`.
    """
    name = PurePosixPath(ms_path).stem
    date, separator, rest = name.partition("T")
    if not separator:
        return f"job-{name}"
    time = rest.partition("T")[0].replace(":", "").partition(".")[0]
    return f"job-{date}-{time}"
