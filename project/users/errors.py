from __future__ import annotations

from project.core.errors import Conflict, NotFound, Unauthenticated


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
    detail = "A user with this e-mail address already exists"


class NameTaken(Conflict):
    detail = "An organisation with this name already exists"


class LastAdmin(Conflict):
    detail = "This is the organisation's last admin who can sign in; add another one first"


class BuiltInUser(Conflict):
    detail = "The built-in user cannot be changed"


class WrongPassword(Unauthenticated):
    """One answer for an unknown address, a wrong password and a disabled user."""

    detail = "Wrong e-mail address or password"


class InvalidCredential(Unauthenticated):
    detail = "This credential is unknown, used, expired or revoked; sign in again"
