"""Who is asking, as the rest of the service sees them: no model, no query."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from project.core.errors import Forbidden
from project.service import ADMIN_ROLE, RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Caller:
    """A user at work: every manager narrows to what this caller may see."""

    user_id: UUID
    organisation_id: UUID
    role: Role
    #: Of the API key that was used; None for a person.
    api_key_id: UUID | None = None
    #: Rights that the API key is narrowed to; None for a person.
    scopes: frozenset[Right] | None = None

    @property
    def rights(self) -> frozenset[Right]:
        held = RIGHTS[self.role]
        return held if self.scopes is None else held & self.scopes

    def require(self, right: Right) -> None:
        """Raises Forbidden where the caller lacks the right."""
        if right not in self.rights:
            raise Forbidden


#: Whom a request without credentials acts as where the service is open.
LOCAL = Caller(
    user_id=UUID("00000000-0000-7000-8000-000000000002"),
    organisation_id=UUID("00000000-0000-7000-8000-000000000001"),
    role=ADMIN_ROLE,
)
