from __future__ import annotations

from typing import TYPE_CHECKING

from project.core.managers import Manager

if TYPE_CHECKING:
    from project.assessments.models import Import  # noqa: F401  (ruff misses names in a base's brackets)


class ImportManager(Manager["Import"]):
    """Takes in whole sittings, many at a time."""
