from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager
from project.imaging.managers.running import JobQueue

if TYPE_CHECKING:
    from project.imaging.models import BatchJob  # noqa: F401  (ruff misses names in a base's brackets)


class JobManager(JobQueue):
    """Those that were asked for here are a queue; the others are read with their run, and written by the ingest."""


class BatchJobManager(Manager["BatchJob"]):
    """Counted with everything else, and written by the ingest."""
