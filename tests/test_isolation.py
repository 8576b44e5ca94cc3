"""No route shows, changes, counts or names another organisation's rows."""

import httpx2
import pytest
from fastapi import FastAPI

from project.core.testing import isolation
from project.service import ADMIN_ROLE
from project.users.models import Organisation, User
from project.users.testing import auth, make_organisation, make_user


@pytest.fixture
async def admin(clinic: Organisation) -> User:
    return await make_user(clinic, ADMIN_ROLE, email="admin@clinic.example")


async def make_strangers_rows(client: httpx2.AsyncClient) -> dict[str, str]:
    clinic = await make_organisation("Stranger-Clinic")
    admin = await make_user(clinic, ADMIN_ROLE, email="stranger-one@example.org")
    user = await make_user(clinic, email="stranger-two@example.org")
    return await isolation.make_rows(isolation.Foreign(client, admin, user))


def test_every_path_id_has_a_foreign_row(app: FastAPI) -> None:
    assert isolation.undeclared(app) == set(), "declare such a row in tests/<app>/isolation.py"


async def test_a_foreign_id_is_unknown_to_every_route(client: httpx2.AsyncClient, app: FastAPI, admin: User) -> None:
    ids = await make_strangers_rows(client)
    before = await isolation.snapshot()

    assert await isolation.leaks(client, app, ids, auth(admin)) == {}
    assert await isolation.snapshot() == before


async def test_other_organisations_rows_change_no_response(
    client: httpx2.AsyncClient, app: FastAPI, admin: User
) -> None:
    own = await isolation.make_rows(isolation.Foreign(client, admin, admin))
    before = await isolation.answers(client, app, own, auth(admin))

    await make_strangers_rows(client)

    assert await isolation.answers(client, app, own, auth(admin)) == before


async def test_every_open_route_is_declared(app: FastAPI) -> None:
    assert isolation.open_operations(app) == isolation.declared_open()


async def test_without_credentials_every_other_route_is_401(client: httpx2.AsyncClient, app: FastAPI) -> None:
    assert set((await isolation.statuses_of_nobody(client, app)).values()) == {401}
