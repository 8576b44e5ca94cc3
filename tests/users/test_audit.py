from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from uuid_utils.compat import uuid7

from project.users.models import AuditLine, User
from project.users.testing import auth


async def make_line(user: User, kind: str = "session", row_id: UUID | None = None, **values: Any) -> AuditLine:
    line = AuditLine.objects.line(user.caller(), "update", kind, row_id or uuid7(), ["child_notes"])
    return await AuditLine.create(**{**line, "changed": ["child_notes"], **values})


async def listed(client: httpx2.AsyncClient, carol: User, **query: Any) -> list[str]:
    answer = await client.get("/audit", params=query, headers=auth(carol))
    assert answer.status_code == 200, answer.text
    return [line["id"] for line in answer.json()]


async def test_the_newest_line_comes_first(client: httpx2.AsyncClient, carol: User, alice: User) -> None:
    first, second = await make_line(alice), await make_line(carol)

    assert await listed(client, carol) == [str(second.id), str(first.id)]


async def test_a_line_names_fields_and_not_values(client: httpx2.AsyncClient, carol: User, alice: User) -> None:
    line = await make_line(alice)

    answer = await client.get("/audit", headers=auth(carol))

    assert answer.json() == [
        {
            "id": str(line.id),
            "at": line.at.isoformat().replace("+00:00", "Z"),
            "user_id": str(alice.id),
            "api_key_id": None,
            "action": "update",
            "kind": "session",
            "row_id": str(line.row_id),
            "changed": ["child_notes"],
        }
    ]


async def test_lines_of_another_organisation_are_not_listed(client: httpx2.AsyncClient, carol: User, bob: User) -> None:
    await make_line(bob)

    assert await listed(client, carol) == []


async def test_lines_can_be_filtered(client: httpx2.AsyncClient, carol: User, alice: User) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    old, task, own = await make_line(alice), await make_line(alice, "task"), await make_line(carol)
    await AuditLine.filter(id=old.id).update(at=yesterday)

    assert await listed(client, carol, kind="task") == [str(task.id)]
    assert await listed(client, carol, user_id=str(carol.id)) == [str(own.id)]
    assert await listed(client, carol, row_id=str(old.row_id)) == [str(old.id)]
    assert await listed(client, carol, at_before=(yesterday + timedelta(hours=1)).isoformat()) == [str(old.id)]
    assert await listed(client, carol, at_after=yesterday.isoformat(), kind="session") == [str(own.id), str(old.id)]


async def test_pages_follow_each_other(client: httpx2.AsyncClient, carol: User) -> None:
    lines = [await make_line(carol) for _ in range(3)]

    first = await client.get("/audit?limit=2&kind=session", headers=auth(carol))
    second = await client.get(first.links["next"]["url"], headers=auth(carol))

    assert [line["id"] for line in first.json() + second.json()] == [str(line.id) for line in reversed(lines)]


async def test_who_is_no_admin_is_403(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.get("/audit", headers=auth(alice))

    assert answer.status_code == 403


async def test_anonymous_is_401(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/audit")

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "query",
    ["row_id=7", "user_id=x", "kind=%00", f"kind={'x' * 41}", "at_after=2026-01-01T00:00:00", "at_before=x", "limit=0",
     "after=x", "at_after=0001-01-01T00:00:00%2B14:00", "at_before=9999-12-31T23:59:59-14:00"],
)  # fmt: skip
async def test_bad_filters_are_422(client: httpx2.AsyncClient, carol: User, query: str) -> None:
    answer = await client.get(f"/audit?{query}", headers=auth(carol))

    assert answer.status_code == 422
