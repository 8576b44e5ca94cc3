from __future__ import annotations

from typing import Any

from project.core.errors import Conflict, NotFound, ProjectError, TooManyRequests


class ReaderGone(Conflict):
    detail = "This reader was joined with another one, or deleted, at the same moment; try again"


class ReaderNotFound(NotFound):
    detail = "No reader is known by this value"


class DailyLimitReached(TooManyRequests):
    """The day's calls of the language model are used up. `detail` is the object that the clients read."""

    detail: Any

    def __init__(self, used: int, limit: int, retry_after: int) -> None:
        text = f"Daily limit of {limit} AI requests reached. Please try again tomorrow or upgrade to pro."
        super().__init__(retry_after, text)
        self.detail = {"message": text, "current_usage": used, "limit": limit, "is_pro": False}


class Refused(ProjectError):
    """Understood and readable, but not to be done: the clients expect 400 and a sentence."""

    status = 400
    title = "Bad Request"


class TooManyLinkCodes(Refused):
    detail = "Too many active link codes. Maximum 3 allowed."


class InvalidLinkCode(Refused):
    detail = "Invalid link code"


class LinkedToItself(Refused):
    detail = "Cannot link device to itself"


class LinkCodeOverdue(Refused):
    detail = "This code has expired. Please generate a new one."


class LinkCodeSpent(Refused):
    def __init__(self, status: str) -> None:
        been = {"used": "has already been used", "expired": "has expired", "revoked": "has been revoked"}
        super().__init__(f"This code {been[status]}")


class TwoAccounts(Refused):
    detail = "Both devices are signed in to different accounts"


class DeviceNotFound(Refused):
    detail = "Device not found or doesn't belong to user"
