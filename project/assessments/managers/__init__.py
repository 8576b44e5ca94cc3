from project.assessments.managers.imports import ImportManager
from project.assessments.managers.metrics import MetricManager
from project.assessments.managers.sessions import SessionManager
from project.assessments.managers.tasks import TaskManager

__all__ = ["ImportManager", "MetricManager", "SessionManager", "TaskManager"]
