"""The service as an operator runs it, and other Python: in a process of its own."""

from project.core.testing.processes import Service, free_port, printed_by, running

__all__ = ["Service", "free_port", "printed_by", "running"]
