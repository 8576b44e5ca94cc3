"""What can go wrong, as one tree. Managers and pure code raise these; `core/http/problems.py` puts them on the wire.

ProjectError                500
├── Unreadable              400   the body is not what it says it is
├── Unauthenticated         401   no credentials, or wrong ones
├── Forbidden               403   the role lacks the right
├── NotFound                404   no such row, or not for this caller
├── Conflict                409
├── Stale                   412   If-Match names an older version
├── UnsupportedMediaType    415
├── Invalid                 422   understood, but not acceptable
├── TooManyRequests         429
├── ProviderFailed          502   an outside service answered badly
├── Unavailable             503
│   ├── DatabaseDown
│   └── PoolExhausted
└── TimedOut                504
"""

from __future__ import annotations

from typing import Any, ClassVar


class DeclarationError(Exception):
    """A route is declared in a way that would lose a guarantee. Raised when the application is built."""


class ProjectError(Exception):
    """An error with an answer. `detail` is shown to the caller, so it never holds data of others or a driver's text."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal Server Error"
    detail: str = "Internal server error"

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        #: Further members of the problem document.
        self.members = members
        self.headers: dict[str, str] = {}


class Unreadable(ProjectError):
    """The body is not what it says it is."""

    status = 400
    title = "Bad Request"
    detail = "There was an error parsing the body"


class Unauthenticated(ProjectError):
    status = 401
    title = "Unauthorized"
    detail = "Not authenticated"

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, **members)
        self.headers["WWW-Authenticate"] = "Bearer"


class Forbidden(ProjectError):
    status = 403
    title = "Forbidden"
    detail = "Your role does not allow this"


class NotFound(ProjectError):
    status = 404
    title = "Not Found"
    detail = "Not Found"


class Conflict(ProjectError):
    status = 409
    title = "Conflict"
    detail = "This conflicts with what is stored"


class Stale(ProjectError):
    status = 412
    title = "Precondition Failed"
    detail = "This was changed in the meantime; read it again"


class UnsupportedMediaType(ProjectError):
    status = 415
    title = "Unsupported Media Type"
    detail = "Send Content-Type: application/json"


class Invalid(ProjectError):
    """Bad input that only the domain can see. On the wire `detail` is a list of one, like FastAPI's own."""

    status = 422
    title = "Unprocessable Content"

    def __init__(self, message: str, *loc: str | int) -> None:
        super().__init__(message)
        self.loc = loc or ("body",)


class TooManyRequests(ProjectError):
    status = 429
    title = "Too Many Requests"
    detail = "Too many attempts; try again later"

    def __init__(self, retry_after: int, detail: str | None = None) -> None:
        super().__init__(detail)
        self.headers["Retry-After"] = str(max(1, retry_after))


class ProviderFailed(ProjectError):
    status = 502
    title = "Bad Gateway"
    detail = "A service that this one depends on gave no usable answer"


class Unavailable(ProjectError):
    status = 503
    title = "Service Unavailable"
    detail = "The service is unavailable; try again shortly"

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, **members)
        self.headers["Retry-After"] = "2"


class DatabaseDown(Unavailable):
    detail = "The database is unavailable; try again shortly"


class PoolExhausted(Unavailable):
    detail = "The service is busy; try again shortly"


class TimedOut(ProjectError):
    status = 504
    title = "Gateway Timeout"
    detail = "The database took too long"
