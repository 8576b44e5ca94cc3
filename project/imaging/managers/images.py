from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.imaging.models import Image  # noqa: F401  (ruff misses names in a base's brackets)


class ImageManager(Manager["Image"]):
    """TODO"""
