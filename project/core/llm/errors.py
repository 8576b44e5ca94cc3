"""Errors of a call to a language model.

ProviderFailed
└── ProviderError           502   no usable answer
    ├── ProviderRefused     502   our credential is refused
    │   ├── KeyRefused
    │   └── AccessDenied
    └── ProviderBusy        503   overloaded, or too slow
"""

from __future__ import annotations

from typing import Any

from project.core.errors import ProviderFailed


class ProviderError(ProviderFailed):
    detail = "The language model gave no usable answer; try again"


class ProviderRefused(ProviderError):
    """The provider refuses our credential: nothing a caller can fix."""

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, error_type="auth_error", **members)


class KeyRefused(ProviderRefused):
    detail = "API key is invalid or expired. Please check your server configuration."


class AccessDenied(ProviderRefused):
    detail = "API access denied. The account may be out of credits."


class ProviderBusy(ProviderError):
    """Overloaded or too slow, even after retries."""

    status = 503
    title = "Service Unavailable"
    detail = "The language model is busy; try again shortly"

    def __init__(self, detail: str | None = None, **members: Any) -> None:
        super().__init__(detail, **members)
        self.headers["Retry-After"] = "10"
