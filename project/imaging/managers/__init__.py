from project.imaging.managers.calibration import CalibrationTableManager
from project.imaging.managers.images import ImageManager
from project.imaging.managers.jobs import BatchJobManager, JobManager
from project.imaging.managers.photometry import PhotometryManager
from project.imaging.managers.products import MeasurementSetManager, ProductPathManager
from project.imaging.managers.quality import CalibrationQAManager, ImageQAManager, QAFlagManager
from project.imaging.managers.sources import SourceManager

__all__ = [
    "BatchJobManager",
    "CalibrationQAManager",
    "CalibrationTableManager",
    "ImageManager",
    "ImageQAManager",
    "JobManager",
    "MeasurementSetManager",
    "PhotometryManager",
    "ProductPathManager",
    "QAFlagManager",
    "SourceManager",
]
