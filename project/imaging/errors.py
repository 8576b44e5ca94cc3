"""Errors of the catalogue, with the codes that the telescope's clients read.

They are sent as problem documents like all errors of the service; `routing/problem_members.py` adds the members that
follow from the status.
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
    """The record exists, but its file is missing or lies outside the configured folders."""

    code: ClassVar[str] = "FILE_NOT_ACCESSIBLE"

    def __init__(self, path: str, operation: str = "read") -> None:
        super().__init__(f"Cannot {operation} file: {path}")
        self.members = {"error": self.code, "details": {"path": path, "operation": operation}}


class InvalidValue(ProjectError):
    """A value that the field does not accept: 400, as the clients expect."""

    status = 400
    title = "Bad Request"
    code: ClassVar[str] = "VALIDATION_ERROR"

    def __init__(self, field: str, message: str, value: Any = None) -> None:
        super().__init__(message)
        details = {"field": field} if value is None else {"field": field, "value": value}
        self.members = {"error": self.code, "details": details}


class FileUnreadable(ProjectError):
    """The file exists but is not the FITS image that its record claims."""

    code: ClassVar[str] = "FITS_PARSING_ERROR"
    detail = "The file cannot be read as an image"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, error=self.code, action="Regenerate the file")


class RangeUnsatisfiable(ProjectError):
    status = 416
    title = "Range Not Satisfiable"
    detail = "The file has no such bytes"

    def __init__(self, size: int) -> None:
        super().__init__()
        self.headers["Content-Range"] = f"bytes */{size}"


class WriteUnauthenticated(Unauthenticated):
    #: An object, as the clients expect.
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
    #: An object, as the clients expect.
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
        super().__init__(hint="The operator lists allowed addresses in DSA110_ALLOWED_IPS")


class RerunAlreadyQueued(Conflict):
    """Two reruns at once would write the same products."""

    def __init__(self, run_id: str, key: str) -> None:
        details = {"entity_type": "Job", "identifier": run_id, "job_id": key}
        super().__init__(
            f"Job {run_id} is already queued for a re-run",
            error="RECORD_ALREADY_EXISTS",
            details=details,
            action="Wait until it ends",
        )
