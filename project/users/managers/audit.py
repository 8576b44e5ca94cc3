from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from pydantic_core import to_json
from tortoise.queryset import QuerySet
from uuid_utils import uuid7

from project.core.db.managers import Manager, ManagerOf
from project.core.db.statements import Statement, array_text
from project.users.callers import Caller

if TYPE_CHECKING:
    from project.users.models import AuditLine
    from project.users.schemas import AuditQuery

Action = Literal["create", "update", "delete"]

Line = dict[str, Any]

INSERT = """
INSERT INTO audit_line (id, at, organisation_id, user_id, api_key_id, action, kind, row_id, changed)
SELECT id, now(), organisation_id, user_id, api_key_id, action, kind, row_id, changed::text[]
FROM json_to_recordset({0}::json) AS line (
    id uuid, organisation_id uuid, user_id uuid, api_key_id uuid, action text, kind text, row_id uuid, changed text
)
"""


class AuditLineManager(Manager["AuditLine"]):
    @staticmethod
    def line(caller: Caller, action: Action, kind: str, row_id: UUID, changed: Iterable[str] = ()) -> Line:
        return {
            "id": str(uuid7()),
            "organisation_id": caller.organisation_id,
            "user_id": caller.user_id,
            "api_key_id": caller.api_key_id,
            "action": action,
            "kind": kind,
            "row_id": row_id,
            "changed": array_text(changed),
        }

    @staticmethod
    def statement(*lines: Line) -> Statement:
        """Return a statement that inserts the lines, to combine with the change itself."""
        return Statement(INSERT, [to_json(lines).decode()])

    async def record(self, *lines: Line) -> None:
        """Insert lines. Call it in the transaction of the change."""
        await self.run(self.statement(*lines))

    def search(self, caller: Caller, query: AuditQuery) -> QuerySet[AuditLine]:
        filters: dict[str, Any] = {
            "row_id": query.row_id,
            "kind": query.kind,
            "user_id": query.user_id,
            "at__gte": query.at_after,
            "at__lt": query.at_before,
        }
        given = {name: value for name, value in filters.items() if value is not None}
        return self.get_queryset().filter(organisation_id=caller.organisation_id, **given)


class AuditMixin:
    """Adds `audit` to a manager. `Owned` models are audited without it."""

    audit_lines: ManagerOf[AuditLineManager] = ManagerOf("AuditLine")

    async def audit(self, caller: Caller, action: Action, kind: str, row_id: UUID, changed: Iterable[str] = ()) -> None:
        await self.audit_lines.record(self.audit_lines.line(caller, action, kind, row_id, changed))
