__all__ = ["ImportManager", "MetricManager", "SessionManager", "TaskManager"]
