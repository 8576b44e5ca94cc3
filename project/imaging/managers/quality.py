from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import CalibrationQA, ImageQA, QAFlag  # noqa: F401  (ruff misses names in a base's brackets)


class CalibrationQAManager(Manager["CalibrationQA"]):
    """TODO"""


class ImageQAManager(Manager["ImageQA"]):
    """TODO"""


class QAFlagManager(Manager["QAFlag"]):
    """TODO"""
