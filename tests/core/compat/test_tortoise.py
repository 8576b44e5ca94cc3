"""What the service relies on beyond Tortoise's public names; it is pinned exactly because of this."""

import asyncio
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.expressions import Q
from tortoise.queryset import AwaitableQuery, QuerySet
from tortoise.transactions import in_transaction

from project.core.compat import tortoise
from project.users.models import Organisation, RefreshToken, User

#: Filters, order, limit and offset are the shape; the others do not change which rows are found.
OTHER_SLOTS = {
    "model",
    "query",
    "fields",
    "_q_objects",
    "_orderings",
    "_limit",
    "_offset",
    "_db",
    "_capabilities",
    "_joined_tables",
    "_raise_does_not_exist",  # only beside _single
    "_select_related_idx",  # made when the query is compiled
    "_select_for_update_nowait",  # only beside _select_for_update
    "_select_for_update_skip_locked",
    "_select_for_update_of",
    "_select_for_update_no_key",
}


def test_every_part_of_a_queryset_is_known() -> None:
    slots = set(AwaitableQuery.__slots__) | set(QuerySet.__slots__)

    assert slots - OTHER_SLOTS == set(tortoise.FURTHER_PARTS)


async def test_a_plain_queryset_has_no_further_parts(app: Any) -> None:
    assert not tortoise.has_further_parts(User.filter(name="x").order_by("id").limit(1).offset(1))
    assert tortoise.has_further_parts(User.all().distinct())
    assert tortoise.has_further_parts(User.all().only("id"))


async def test_compiling_leaves_the_queryset_as_it_was(app: Any) -> None:
    queryset = User.filter(name="x").limit(3)

    first, again = tortoise.sql_of(queryset), tortoise.sql_of(queryset)

    assert first == again
    assert first[1] == ["x", 3]


def test_a_condition_can_be_negated() -> None:
    assert tortoise.is_negated(tortoise.negated(Q(name="x"))) is tortoise.is_negated(~Q(name="x")) is True


async def test_lookups_are_found_through_foreign_keys(app: Any) -> None:
    found = tortoise.lookup_of(RefreshToken, "user__organisation__name__not")

    assert found is not None
    assert (found["model"], found["field"]) == (Organisation, "name")
    assert tortoise.lookup_of(RefreshToken, "user__nothing") is None


async def test_a_model_and_its_reverse_relations_begin_with_its_manager(alice: User) -> None:
    organisation: Any = await alice.organisation

    assert type(Organisation.filter()) is type(Organisation.objects.get_queryset())
    assert type(organisation.users.all()) is type(User.objects.get_queryset())
    assert await organisation.users.using_db(None) == [alice]


@pytest.mark.alone
async def test_a_begin_that_is_cancelled_gives_its_slot_back(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pool: Any = get_connection("default")._pool  # type: ignore[attr-defined]
    free = pool.turns.free

    async def slow(self: Any) -> None:
        await asyncio.sleep(10)

    monkeypatch.setattr("tortoise.backends.asyncpg.client.TransactionWrapper.begin", slow)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), in_transaction("default"):
            pass

    assert pool.turns.free == free


async def test_a_transactions_client_holds_the_connection_of_the_driver(app: Any) -> None:
    async with in_transaction("default") as client:
        await client.execute_script("SET LOCAL application_name = 'held'")

        assert await tortoise.driver_connection(client).fetchval("SHOW application_name") == "held"
