from project.imaging.managers.images import ImageManager
from project.imaging.managers.jobs import JobManager
from project.imaging.managers.measurement_sets import MeasurementSetManager
from project.imaging.managers.photometry import PhotometryManager
from project.imaging.managers.product_paths import ProductPathManager
from project.imaging.managers.sources import SourceManager

__all__ = [
    "ImageManager",
    "JobManager",
    "MeasurementSetManager",
    "PhotometryManager",
    "ProductPathManager",
    "SourceManager",
]
