from __future__ import annotations

from typing import Any

from project.core.errors import Conflict, NotFound, ProjectError, TooManyRequests


class ReaderGone(Conflict):
    detail = "This reader was merged with another, or deleted, at the same time; try again"


class ReaderNotFound(NotFound):
    detail = "No reader has this id"


class DailyLimitReached(TooManyRequests):
    """The day's language model calls are used up. `detail` is the object that clients read."""

    detail: Any

    def __init__(self, used: int, limit: int, retry_after: int) -> None:
        text = f"Daily limit of {limit} AI requests reached. Please try again tomorrow or upgrade to pro."
        super().__init__(retry_after, text)
        self.detail = {"message": text, "current_usage": used, "limit": limit, "is_pro": False}


class BadRequest(ProjectError):
    """A refused action. Clients expect 400 with a sentence."""

    status = 400
    title = "Bad Request"


class TooManyLinkCodes(BadRequest):
    detail = "Too many active link codes. Maximum 3 allowed."


class InvalidLinkCode(BadRequest):
    detail = "Invalid link code"


class SelfLink(BadRequest):
    detail = "Cannot link device to itself"


class LinkCodeExpired(BadRequest):
    detail = "This code has expired. Please generate a new one."


class LinkCodeNotPending(BadRequest):
    def __init__(self, status: str) -> None:
        been = {"used": "has already been used", "expired": "has expired", "revoked": "has been revoked"}
        super().__init__(f"This code {been[status]}")


class DifferentAccounts(BadRequest):
    detail = "Both devices are signed in to different accounts"


class DeviceNotFound(BadRequest):
    detail = "Device not found or doesn't belong to user"
