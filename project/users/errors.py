from __future__ import annotations

from typing import Any

from project.core.errors import Conflict, NotFound, ProjectError, TooManyRequests, Unauthenticated


class UserNotFound(NotFound):
    def __init__(self, user_id: object) -> None:
        super().__init__(f"User {str(user_id)[:100]} not found")


class ApiKeyNotFound(NotFound):
    def __init__(self, key_id: object) -> None:
        super().__init__(f"API key {str(key_id)[:100]} not found")


class OrganisationNotFound(NotFound):
    def __init__(self, organisation_id: object) -> None:
        super().__init__(f"Organisation {organisation_id} not found")


class EmailTaken(Conflict):
    detail = "There is a user with this e-mail address already"


class NameTaken(Conflict):
    detail = "There is an organisation of this name already"


class LastAdmin(Conflict):
    detail = "This is the organisation's last admin who can sign in; make another one first"


class BuiltIn(Conflict):
    detail = "The built-in user cannot be changed"


class WrongPassword(Unauthenticated):
    """The same for an unknown e-mail address, a wrong password and a user who is shut out."""

    detail = "Wrong e-mail address or password"


class NotSignedIn(Unauthenticated):
    """Of a token or key that was ours, and is not any more."""

    detail = "This credential is not known, has been used, has run out, or was taken back; sign in again"


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
