from project.core.testing.waiting import eventually

__all__ = ["eventually"]
