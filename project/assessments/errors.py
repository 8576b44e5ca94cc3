from __future__ import annotations

from project.core.errors import NotFound


class SessionNotFound(NotFound):
    def __init__(self, session_id: object) -> None:
        super().__init__(f"Session {str(session_id)[:100]} not found")


class TaskNotFound(NotFound):
    def __init__(self, task_id: object) -> None:
        super().__init__(f"Task {str(task_id)[:100]} not found")


class MetricNotFound(NotFound):
    def __init__(self, metric_id: object) -> None:
        super().__init__(f"Metric {str(metric_id)[:100]} not found")
