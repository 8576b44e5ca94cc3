from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from project.assessments.demo.clinic import DemoSession
from project.assessments.models import Session
from project.core.db.transactions import transaction
from project.service import Role
from project.users.callers import LOCAL
from project.users.errors import EmailTaken
from project.users.models import Organisation, User


def demo_user(role: Role, password: str) -> dict[str, Any]:
    return {"email": f"{role}@demo.example", "name": f"Demo {role}", "role": role, "password": password}


async def load_sessions(found: Sequence[DemoSession], password: str, advance: Callable[[], None]) -> bool:
    """Load everything into the built-in organisation, or nothing. Return False if it is already there.

    A concurrent second load waits on the first user's unique e-mail address.
    """
    # Outside the transaction, or a running service would wait for these rows until the load ends.
    await Organisation.objects.ensure_local()
    if await Session.objects.of(LOCAL).filter(id__in=[session.values["id"] for session in found]).exists():
        return False
    try:
        async with transaction():
            users = {role: await User.objects.add(LOCAL, demo_user(role, password)) for role in Role}
            clinician = users[Role.CLINICIAN].caller()
            for session in found:
                await Session.objects.record(clinician, *session)
                advance()
    except EmailTaken:
        return False
    return True
