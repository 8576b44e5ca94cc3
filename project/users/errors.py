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
