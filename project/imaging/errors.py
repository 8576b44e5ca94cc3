"""What can go wrong, with the code that the telescope's clients read.

Each goes out as every problem of the service does, and carries the members of both generations of clients:
`project/imaging/routing.py` adds those that follow from these.
"""

from __future__ import annotations

from typing import Any, ClassVar

from project.core.errors import Conflict, Forbidden, NotFound, ProjectError, Unauthenticated


class RecordNotFound(NotFound):
    code: ClassVar[str] = "RECORD_NOT_FOUND"
    entity: ClassVar[str] = "Record"

    def __init__(self, identifier: str) -> None:
        shown = identifier[:1000]
        super().__init__(f"{self.entity} not found: {shown}")
        details = {"entity_type": self.entity, "identifier": shown}
        self.members = {"error": self.code, "details": details}


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
        self.members = {"error": self.code, "details": {"path": path, "operation": operation}}


class InvalidValue(ProjectError):
    """Readable, but not a value of this field: 400, as the clients expect."""

    status = 400
    title = "Bad Request"
    code: ClassVar[str] = "VALIDATION_ERROR"

    def __init__(self, field: str, message: str, value: Any = None) -> None:
        super().__init__(message)
        details = {"field": field} if value is None else {"field": field, "value": value}
        self.members = {"error": self.code, "details": details}


class FileUnreadable(ProjectError):
    """The file is there, but is not what it says it is."""

    code: ClassVar[str] = "FITS_PARSING_ERROR"
    detail = "The file cannot be read as an image"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, error=self.code, action="Have the file made anew")


class RangeUnsatisfiable(ProjectError):
    """No byte of a range that is asked for is there."""

    status = 416
    title = "Range Not Satisfiable"
    detail = "The file has no such bytes"

    def __init__(self, size: int) -> None:
        super().__init__()
        self.headers["Content-Range"] = f"bytes */{size}"


class WriteUnauthenticated(Unauthenticated):
    """`detail` is the object that the clients read."""

    detail: Any

    def __init__(self) -> None:
        super().__init__()
        self.headers["WWW-Authenticate"] = 'ApiKey realm="DSA-110 API"'
        self.detail = {
            "code": "UNAUTHORIZED",
            "http_status": 401,
            "user_message": "Authentication required",
            "action": "Provide a valid API key in the X-API-Key header",
            "ref_id": "",
        }


class WriteForbidden(Forbidden):
    """`detail` is the object that the clients read."""

    detail: Any

    def __init__(self) -> None:
        super().__init__()
        self.detail = {
            "code": "FORBIDDEN",
            "http_status": 403,
            "user_message": "Write access denied",
            "action": "Use a credential with the right to write",
            "ref_id": "",
        }


class AddressRefused(Forbidden):
    detail = "Requests from this address are not allowed"

    def __init__(self) -> None:
        super().__init__(hint="The operator sets the addresses that may ask in DSA110_ALLOWED_IPS")


class RerunAlreadyQueued(Conflict):
    """One at a time: two would write the same products."""

    def __init__(self, run_id: str, key: str) -> None:
        details = {"entity_type": "Job", "identifier": run_id, "job_id": key}
        super().__init__(
            f"Job {run_id} is queued for a re-run already",
            error="RECORD_ALREADY_EXISTS",
            details=details,
            action="Wait for its end",
        )
