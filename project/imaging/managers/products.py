from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import MeasurementSet, ProductPath  # noqa: F401  (ruff misses names in a base's brackets)


class ProductPathManager(Manager["ProductPath"]):
    """TODO"""


class MeasurementSetManager(Manager["MeasurementSet"]):
    """TODO"""
