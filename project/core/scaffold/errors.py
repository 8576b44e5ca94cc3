from __future__ import annotations

from project.core.errors import ProjectError


class ScaffoldRefused(ProjectError):
    """What was asked for cannot be written, and nothing was."""
