from __future__ import annotations

from project.imaging.managers.ingesting import IngestManager


class PhotometryManager(IngestManager):
    """Measurements, and with them all that the pipeline writes."""
