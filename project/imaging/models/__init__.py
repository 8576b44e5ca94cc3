from project.imaging.models.products import Image, MeasurementSet, ProductPath
from project.imaging.models.quality import CalibrationQA, CalibrationTable, ImageQA, QAFlag
from project.imaging.models.runs import BatchJob, Job
from project.imaging.models.sources import Photometry, Source

__all__ = [
    "BatchJob",
    "CalibrationQA",
    "CalibrationTable",
    "Image",
    "ImageQA",
    "Job",
    "MeasurementSet",
    "Photometry",
    "ProductPath",
    "QAFlag",
    "Source",
]
