"""An owned row has an organisation and leaves lines of audit, whichever way it is written."""

from __future__ import annotations

from typing import Any

import pytest

from project.core.errors import Stale
from project.core.http.schemas import Out
from project.users.actor import NoActingCaller, acting
from project.users.models import AuditLine, User
from project.users.owned import WrongOrganisation
from tests.library.models import LibraryLoan

pytestmark = pytest.mark.usefixtures("library")


class LoanOut(Out):
    item: str
    version: int


async def audited(row: LibraryLoan) -> list[tuple[str, list[str]]]:
    return [(line.action, line.changed) for line in await AuditLine.filter(row_id=row.id).order_by("id")]


@pytest.fixture
async def loan(alice: User) -> LibraryLoan:
    with acting(alice.caller()):
        return await LibraryLoan.create(item="book")


async def test_what_nobody_answers_for_is_refused_with_the_right_spelling(alice: User, loan: LibraryLoan) -> None:
    writes: list[Any] = [
        lambda: LibraryLoan.create(item="x", organisation_id=alice.organisation_id),
        lambda: LibraryLoan.objects.create(item="x"),
        lambda: LibraryLoan.objects.get_or_create(item="x"),
        lambda: LibraryLoan.objects.update_or_create({"item": "y"}, id=loan.id),
        lambda: LibraryLoan.objects.insert({"item": "x"}, LoanOut),
        lambda: LibraryLoan.bulk_create([LibraryLoan(item="x")]),
        lambda: LibraryLoan(item="x").save(),
        loan.save,
        loan.delete,
        lambda: loan.change(item="y"),
        lambda: LibraryLoan.filter(id=loan.id).update(item="y"),
        lambda: LibraryLoan.filter(id=loan.id).delete(),
    ]

    for write in writes:
        with pytest.raises(NoActingCaller, match=r"acting\(caller\)"):
            await write()

    assert [row.item for row in await LibraryLoan.all()] == ["book"]


async def test_create_fills_in_the_organisation_and_audits(alice: User) -> None:
    with acting(alice.caller()):
        made = [
            await LibraryLoan.create(item="a"),
            await LibraryLoan.objects.create(item="b"),
            (await LibraryLoan.objects.get_or_create(item="c"))[0],
        ]
        await LibraryLoan.bulk_create([LibraryLoan(item="d")])
        await LibraryLoan.objects.insert({"item": "e"}, LoanOut)

    assert {row.organisation_id for row in await LibraryLoan.all()} == {alice.organisation_id}
    assert [len(await audited(row)) for row in await LibraryLoan.all()] == [1] * 5
    assert (await audited(made[0]))[0][0] == "create"


async def test_save_audits_the_fields_that_differ(alice: User, loan: LibraryLoan) -> None:
    with acting(alice.caller()):
        loan.item = "map"
        await loan.save()
        await loan.change(item="atlas")
        await loan.save()

    assert (await audited(loan))[1:] == [("update", ["item"])] * 2
    assert (await LibraryLoan.get(id=loan.id)).version == loan.version == 3


async def test_update_and_delete_audit_each_row(alice: User, loan: LibraryLoan) -> None:
    with acting(alice.caller()):
        assert await LibraryLoan.objects.of(alice.caller()).open().update(item="map") == 1
        assert await LibraryLoan.objects.of(alice.caller()).delete() == 1

    assert (await audited(loan))[1:] == [("update", ["item"]), ("delete", [])]


async def test_another_organisations_rows_are_left_alone(bob: User, alice: User, loan: LibraryLoan) -> None:
    with acting(bob.caller()):
        for write in (
            lambda: LibraryLoan.filter(id=loan.id).update(item="y"),
            lambda: LibraryLoan.filter(id=loan.id).delete(),
            loan.delete,
            lambda: loan.change(item="y"),
            lambda: LibraryLoan.create(item="x", organisation_id=alice.organisation_id),
            lambda: LibraryLoan.objects.insert({"item": "x", "organisation_id": alice.organisation_id}, LoanOut),
        ):
            with pytest.raises(WrongOrganisation):
                await write()
        assert await LibraryLoan.objects.of(bob.caller()) == []

    assert [row.item for row in await LibraryLoan.all()] == ["book"]


async def test_the_second_of_two_saves_is_stale(alice: User, loan: LibraryLoan) -> None:
    other = await LibraryLoan.get(id=loan.id)

    with acting(alice.caller()):
        await loan.change(item="map")
        with pytest.raises(Stale):
            await other.change(item="atlas")


async def test_of_is_chained_from_manager_queryset_and_relation(alice: User, bob: User, loan: LibraryLoan) -> None:
    organisation: Any = await alice.organisation
    caller = alice.caller()

    assert await LibraryLoan.objects.of(caller) == await LibraryLoan.filter(item="book").of(caller) == [loan]
    assert await organisation.library_loans.of(caller) == await organisation.library_loans.open() == [loan]
    assert await organisation.library_loans.of(bob.caller()) == []


async def test_rows_found_through_a_relation_are_written_once(alice: User, loan: LibraryLoan) -> None:
    found = LibraryLoan.filter(organisation__users__id=alice.id).distinct().limit(5)

    with acting(alice.caller()):
        assert await found.update(item="map") == 1
        with pytest.raises(TypeError, match="organisation_id"):
            await found.update(organisation_id=alice.id)

    assert (await audited(loan))[1:] == [("update", ["item"])]
