"""Races between concurrent connections."""

import asyncio

import httpx2
import pytest

from project.service import Role
from project.users.models import Organisation, RefreshToken, User
from project.users.testing import auth, make_user

pytestmark = pytest.mark.alone


async def admins(organisation: Organisation) -> int:
    return await User.filter(organisation=organisation, role=Role.ADMIN, disabled_at=None).count()


async def test_concurrent_demotions_leave_one_admin(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    users = [await make_user(clinic, Role.ADMIN) for _ in range(6)]

    answers = await asyncio.gather(
        *(client.patch(f"/users/{user.id}", json={"role": "viewer"}, headers=auth(user)) for user in users)
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [409]
    assert await admins(clinic) == 1


async def test_concurrent_deletions_leave_one_admin(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    users = [await make_user(clinic, Role.ADMIN) for _ in range(6)]

    answers = await asyncio.gather(*(client.delete(f"/users/{user.id}", headers=auth(user)) for user in users))

    assert sorted(answer.status_code for answer in answers) == [204] * 5 + [409]
    assert await admins(clinic) == 1


async def test_one_of_many_requests_with_one_refresh_token_succeeds(client: httpx2.AsyncClient, carol: User) -> None:
    body = {"refresh_token": await RefreshToken.objects.start(carol)}

    answers = await asyncio.gather(*(client.post("/auth/refresh", json=body) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7
    assert await RefreshToken.filter(user_id=carol.id).count() == 0


async def test_one_of_many_new_users_gets_the_address(client: httpx2.AsyncClient, carol: User) -> None:
    body = {"email": "eve@clinic.example", "password": "correct horse battery"}

    answers = await asyncio.gather(*(client.post("/users", json=body, headers=auth(carol)) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


async def test_concurrent_requests_with_one_idempotency_key_create_one_api_key(
    client: httpx2.AsyncClient, carol: User
) -> None:
    headers = {**auth(carol), "Idempotency-Key": "one"}

    answers = await asyncio.gather(
        *(client.post("/users/me/keys", json={"name": "Pipeline"}, headers=headers) for _ in range(20))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


async def test_concurrent_starts_create_one_built_in_organisation(client: httpx2.AsyncClient) -> None:
    await asyncio.gather(*(Organisation.objects.ensure_local() for _ in range(8)))

    assert await Organisation.all().count() == 1
    assert await User.all().count() == 1
