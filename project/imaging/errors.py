"""What can go wrong, with the code that the telescope's clients read.

Each goes out as every problem of the service does, and carries the members of both generations of clients:
`project/imaging/routing.py` adds those that follow from these.
"""

from __future__ import annotations

from typing import Any, ClassVar

from project.core.errors import NotFound, ProjectError, Unavailable


class RecordNotFound(NotFound):
    code: ClassVar[str] = "RECORD_NOT_FOUND"
    entity: ClassVar[str] = "Record"

    def __init__(self, identifier: str) -> None:
        shown = identifier[:1000]
        super().__init__(f"{self.entity} not found: {shown}")
        self.members = {"details": {"entity_type": self.entity, "identifier": shown}}


class ImageNotFound(RecordNotFound):
    entity = "Image"


class SourceNotFound(RecordNotFound):
    entity = "Source"


class JobNotFound(RecordNotFound):
    entity = "Job"


class MeasurementSetNotFound(RecordNotFound):
    entity = "MeasurementSet"


class FileNotAccessible(NotFound):
    """The record is there, but not the file: or not where files may be read."""

    code: ClassVar[str] = "FILE_NOT_ACCESSIBLE"

    def __init__(self, path: str, operation: str = "read") -> None:
        super().__init__(f"Cannot {operation} file: {path}")
        self.members = {"details": {"path": path, "operation": operation}}


class InvalidValue(ProjectError):
    """Readable, but not a value of this field: 400, as the clients expect."""

    status = 400
    title = "Bad Request"
    code: ClassVar[str] = "VALIDATION_ERROR"

    def __init__(self, field: str, message: str, value: Any = None) -> None:
        super().__init__(message)
        details = {"field": field} if value is None else {"field": field, "value": value}
        self.members = {"details": details}


class FileUnreadable(Unavailable):
    """The file is there, but is not what it says it is."""

    status = 500
    code: ClassVar[str] = "FITS_PARSING_ERROR"
    detail = "The file cannot be read as an image"
