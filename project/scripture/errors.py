from __future__ import annotations

from typing import Any

from project.core.errors import Forbidden, NotFound, ProjectError, ProviderFailed


class PassageNotFound(NotFound):
    detail = "Passage not found"


class ChapterNotFound(NotFound):
    detail = "Chapter not found"


class ContentNotFound(NotFound):
    detail = "Chapter content not found"


class ProOnly(Forbidden):
    detail: Any

    def __init__(self, code: str) -> None:
        message = f"The {code} translation requires a pro subscription."
        super().__init__(message)
        self.detail = {"message": message, "translation": code, "requires_pro": True}


class ChatNotFound(NotFound):
    detail = "Chat not found"


class InsightNotFound(NotFound):
    detail = "Insight not found"


class ImportRefused(ProjectError):
    """Of a file of a reader's data: nothing of it was taken."""

    status = 400
    title = "Bad Request"


class ProviderError(ProviderFailed):
    """The language model gave no usable answer."""

    detail = "The language model gave no usable answer; try again"


class ProviderRefused(ProviderError):
    """The provider does not take our credential: nothing that a reader can mend."""

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, error_type="auth_error", **members)


class KeyRefused(ProviderRefused):
    detail = "API key is invalid or expired. Please check your server configuration."


class AccessDenied(ProviderRefused):
    detail = "API access denied. The account may be out of credits."


class ProviderBusy(ProviderError):
    """It is overloaded, or does not answer in time, also when asked again."""

    status = 503
    title = "Service Unavailable"
    detail = "The language model is busy; try again shortly"

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, **members)
        self.headers["Retry-After"] = "10"
