from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from project.assessments.models import Session, Task
from project.assessments.schemas import SessionOut
from project.service import Role
from project.users.models import Organisation, User
from project.users.tokens import issue_access_token


async def make_organisation(name: str = "") -> Organisation:
    return await Organisation.create(name=name or f"Organisation {uuid4().hex[:8]}")


async def make_user(organisation: Organisation, role: Role = Role.CLINICIAN, **values: Any) -> User:
    values.setdefault("email", f"{uuid4().hex[:8]}@example.org")
    return await User.create(organisation=organisation, role=role, **values)


def auth(user: User) -> dict[str, str]:
    """The header of a signed-in user."""
    return {"Authorization": f"Bearer {issue_access_token(user.id)}"}


async def make_session(user: User, **values: Any) -> Session:
    """A session of the user's organisation."""
    values = {"child_name": "Mina Haddad", "child_age": 8, **values}
    body = json.loads(await Session.objects.start(user.caller(), values, SessionOut))
    return await Session.get(id=body["id"])


async def make_task(user: User, session: Session, metrics: dict[str, float] | None = None, **values: Any) -> Task:
    """A task whose metrics came with it."""
    values = {"task_name": "one_leg", "status": "success", **values}
    made = await Task.objects.add(user.caller(), str(session.id), values, metrics or {})
    return await Task.get(id=made.id)
