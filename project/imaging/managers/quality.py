from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import CalibrationQA, ImageQA, QAFlag  # noqa: F401  (ruff misses names in a base's brackets)


class CalibrationQAManager(Manager["CalibrationQA"]):
    """Read with the measurement set, written by the ingest."""


class ImageQAManager(Manager["ImageQA"]):
    """Read with the image, written by the ingest."""


class QAFlagManager(Manager["QAFlag"]):
    """Read with what they are raised on, written by the ingest."""
