import httpx2
import pytest

from project.service import ADMIN_ROLE
from project.users.models import Organisation, User
from tests.factories import auth, make_session, make_user


@pytest.fixture
async def admin(clinic: Organisation) -> User:
    return await make_user(clinic, ADMIN_ROLE, email="admin@clinic.example")


async def test_a_foreign_session_in_a_body_is_unknown(client: httpx2.AsyncClient, admin: User, bob: User) -> None:
    own, foreign = await make_session(admin), await make_session(bob)
    body = {"child_name": "A", "child_age": 8, "parent_session_id": str(foreign.id)}

    answers = [
        await client.post("/sessions", json=body, headers=auth(admin)),
        await client.post("/assessments", json=body, headers=auth(admin)),
        await client.patch(f"/sessions/{own.id}", json={"parent_session_id": str(foreign.id)}, headers=auth(admin)),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
