"""Names of runs."""

from __future__ import annotations

from pathlib import PurePosixPath


def run_id(ms_path: str) -> str:
    """The name of the run that worked on a measurement set.

    `2025-10-02T13:49:06.ms` is of `job-2025-10-02-134906`, `mosaic_epoch1.ms` of `job-mosaic_epoch1`.
    """
    name = PurePosixPath(ms_path).stem
    date, mark, rest = name.partition("T")
    if not mark:
        return f"job-{name}"
    time = rest.partition("T")[0].replace(":", "").partition(".")[0]
    return f"job-{date}-{time}"
