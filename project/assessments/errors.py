from __future__ import annotations

from project.core.errors import Conflict, Invalid, NotFound


class SessionNotFound(NotFound):
    def __init__(self, session_id: object) -> None:
        super().__init__(f"Session {str(session_id)[:100]} not found")


class TaskNotFound(NotFound):
    def __init__(self, task_id: object) -> None:
        super().__init__(f"Task {str(task_id)[:100]} not found")


class MetricNotFound(NotFound):
    def __init__(self, metric_id: object) -> None:
        super().__init__(f"Metric {str(metric_id)[:100]} not found")


class ImportKeyReused(Invalid):
    def __init__(self) -> None:
        super().__init__("This key was used for another file", "header", "Idempotency-Key")


class ImportInProgress(Conflict):
    detail = "Another upload with this Idempotency-Key is under way"
