from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import CalibrationTable  # noqa: F401  (ruff misses names in a base's brackets)


class CalibrationTableManager(Manager["CalibrationTable"]):
    """Read with the measurement set that they were derived from, written by the ingest."""
