from project.imaging.managers.images import ImageManager
from project.imaging.managers.ingesting import PhotometryManager
from project.imaging.managers.products import MeasurementSetManager, ProductPathManager
from project.imaging.managers.running import JobManager
from project.imaging.managers.sources import SourceManager

__all__ = [
    "ImageManager",
    "JobManager",
    "MeasurementSetManager",
    "PhotometryManager",
    "ProductPathManager",
    "SourceManager",
]
