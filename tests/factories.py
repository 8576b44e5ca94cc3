from __future__ import annotations

import json
from typing import Any

from project.assessments.models import Session, Task
from project.assessments.schemas import SessionOut
from project.users.models import User
from project.users.testing import auth, make_organisation, make_user

#: Every app imports its factories from here.
__all__ = ["auth", "make_organisation", "make_session", "make_task", "make_user"]


async def make_session(user: User, **values: Any) -> Session:

    values = {"child_name": "Mina Haddad", "child_age": 8, **values}
    body = json.loads(await Session.objects.start(user.caller(), values, SessionOut))
    return await Session.get(id=body["id"])


async def make_task(user: User, session: Session, metrics: dict[str, float] | None = None, **values: Any) -> Task:
    """Create a task together with its metrics."""
    values = {"task_name": "one_leg", "status": "success", **values}
    task = await Task.objects.add(user.caller(), str(session.id), values, metrics or {})
    return await Task.get(id=task.id)
