"""Pytest plugin with two organisations and their members. Needs `project.core.testing.plugin`."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI

from project.service import EXAMPLE_ROLE, Role
from project.users.models import Organisation, User
from project.users.tokens import issue_access_token


async def make_organisation(name: str = "") -> Organisation:
    return await Organisation.create(name=name or f"Organisation {uuid4().hex[:8]}")


async def make_user(organisation: Organisation, role: Role = EXAMPLE_ROLE, **values: Any) -> User:
    values.setdefault("email", f"{uuid4().hex[:8]}@example.org")
    return await User.create(organisation=organisation, role=role, **values)


def auth(user: User) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_access_token(user.id)}"}


@pytest.fixture
async def clinic(app: FastAPI) -> Organisation:
    return await make_organisation("Clinic")


@pytest.fixture
async def alice(clinic: Organisation) -> User:
    return await make_user(clinic, email="alice@clinic.example")


@pytest.fixture
async def bob(app: FastAPI) -> User:
    return await make_user(await make_organisation("Elsewhere"), email="bob@elsewhere.example")


@pytest.fixture
async def as_alice(client: httpx2.AsyncClient, alice: User) -> httpx2.AsyncClient:
    client.headers |= auth(alice)
    return client
