from project.assessments.schemas.assessments import AssessmentIn, FullSessionOut
from project.assessments.schemas.metrics import GradedMetricOut, MetricIn, MetricOut, MetricsIn
from project.assessments.schemas.sessions import SessionCreated, SessionIn, SessionOut, SessionPatch
from project.assessments.schemas.tasks import FullTaskOut, TaskIn, TaskOut, TaskPatch

__all__ = [
    "AssessmentIn",
    "FullSessionOut",
    "FullTaskOut",
    "GradedMetricOut",
    "MetricIn",
    "MetricOut",
    "MetricsIn",
    "SessionCreated",
    "SessionIn",
    "SessionOut",
    "SessionPatch",
    "TaskIn",
    "TaskOut",
    "TaskPatch",
]
