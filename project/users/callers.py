"""The authenticated caller, independent of models and queries."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from project.core.errors import Forbidden
from project.service import ADMIN_ROLE, RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """A user making a request. Managers restrict querysets to what the caller may see."""

    user_id: UUID
    organisation_id: UUID
    role: Role
    #: The API key used, or None for a person.
    api_key_id: UUID | None = None
    #: Rights the API key is limited to, or None for a person.
    scopes: frozenset[Right] | None = None

    @property
    def rights(self) -> frozenset[Right]:
        granted = RIGHTS[self.role]
        return granted if self.scopes is None else granted & self.scopes

    def require(self, right: Right) -> None:
        if right not in self.rights:
            raise Forbidden


#: The built-in user: requests without credentials act as it when the service is open.
LOCAL = Caller(
    user_id=UUID("00000000-0000-7000-8000-000000000002"),
    organisation_id=UUID("00000000-0000-7000-8000-000000000001"),
    role=ADMIN_ROLE,
)
