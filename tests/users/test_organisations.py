import httpx2
import pytest

from project.core.errors import Conflict, Invalid
from project.service import Role
from project.users.callers import LOCAL
from project.users.models import AuditLine, Organisation, User
from project.users.testing import auth, make_organisation
from tests.users.conftest import PASSWORD


async def test_a_viewer_reads_the_organisation(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.get("/organisations/me", headers=auth(dora))

    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json()["id"] == str(dora.organisation_id)


async def test_an_unchanged_version_is_304(client: httpx2.AsyncClient, dora: User) -> None:
    answer = await client.get("/organisations/me", headers={**auth(dora), "If-None-Match": '"1"'})

    assert answer.status_code == 304


async def test_an_admin_renames_the_organisation(client: httpx2.AsyncClient, carol: User) -> None:
    answer = await client.patch("/organisations/me", json={"name": " New Clinic "}, headers=auth(carol))

    assert (answer.status_code, answer.json()["name"]) == (200, "New Clinic")
    line = await AuditLine.get(row_id=carol.organisation_id)
    assert (line.action, line.kind, line.changed) == ("update", "organisation", ["name"])


async def test_other_roles_cannot_rename_the_organisation(client: httpx2.AsyncClient, alice: User) -> None:
    answer = await client.patch("/organisations/me", json={"name": "New Clinic"}, headers=auth(alice))

    assert answer.status_code == 403


async def test_a_taken_name_is_409(client: httpx2.AsyncClient, carol: User, bob: User) -> None:
    answer = await client.patch("/organisations/me", json={"name": "Elsewhere"}, headers=auth(carol))

    assert answer.status_code == 409


async def test_a_stale_change_is_412(client: httpx2.AsyncClient, carol: User) -> None:
    headers = {**auth(carol), "If-Match": '"7"'}

    answer = await client.patch("/organisations/me", json={"name": "New Clinic"}, headers=headers)

    assert answer.status_code == 412


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b", 7])
async def test_bad_names_are_422(client: httpx2.AsyncClient, carol: User, name: object) -> None:
    answer = await client.patch("/organisations/me", json={"name": name}, headers=auth(carol))

    assert answer.status_code == 422


@pytest.mark.parametrize("method", ["GET", "PATCH"])
async def test_anonymous_is_401(client: httpx2.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/organisations/me", json={} if method == "PATCH" else None)

    assert answer.status_code == 401


async def test_the_built_in_organisation_is_created_once(clinic: Organisation) -> None:
    await Organisation.objects.ensure_local()
    await Organisation.objects.ensure_local()

    assert (await Organisation.get(id=LOCAL.organisation_id)).name == "Local"
    assert (await User.get(id=LOCAL.user_id)).caller() == LOCAL
    assert await AuditLine.filter(user_id=LOCAL.user_id).count() == 2


async def test_the_built_in_organisation_gets_another_name_if_its_own_is_taken(clinic: Organisation) -> None:
    await make_organisation("Local")

    await Organisation.objects.ensure_local()

    assert (await Organisation.get(id=LOCAL.organisation_id)).name == f"Local {LOCAL.organisation_id}"


async def test_the_first_admin_creates_the_organisation(app: object) -> None:
    user = await User.objects.first_admin("Clinic", "Carol@Clinic.example", PASSWORD, "Carol")

    assert (user.role, user.email) == (Role.ADMIN, "carol@clinic.example")
    assert (await Organisation.objects.fetch(user.caller())).name == "Clinic"
    assert await User.objects.sign_in("carol@clinic.example", PASSWORD) == user
    assert await AuditLine.filter(user_id=user.id).count() == 2


async def test_a_second_admin_joins_the_organisation(clinic: Organisation) -> None:
    user = await User.objects.first_admin("Clinic", "carol@clinic.example", PASSWORD)

    assert user.organisation_id == clinic.id


async def test_an_admin_with_a_taken_address_is_a_conflict(carol: User) -> None:
    with pytest.raises(Conflict):
        await User.objects.first_admin("Another", "carol@clinic.example", PASSWORD)

    assert not await Organisation.filter(name="Another").exists()


@pytest.mark.parametrize(
    ("organisation", "email", "password", "name"),
    [
        ("", "carol@clinic.example", PASSWORD, ""),
        ("\udc80", "carol@clinic.example", PASSWORD, ""),
        ("Clinic", "carol", PASSWORD, ""),
        ("Clinic", "\udc80@clinic.example", PASSWORD, ""),
        ("Clinic", "carol@clinic.example", "short", ""),
        ("Clinic", "carol@clinic.example", PASSWORD, "x" * 201),
        ("Clinic", "carol@clinic.example", PASSWORD, "\udc80"),
    ],
)
async def test_an_admin_with_invalid_values_is_refused(
    app: object, organisation: str, email: str, password: str, name: str
) -> None:
    with pytest.raises(Invalid):
        await User.objects.first_admin(organisation, email, password, name)


async def test_the_built_in_user_cannot_sign_in(app: object) -> None:
    await Organisation.objects.ensure_local()
    before = await User.objects.any_can_sign_in()
    await User.objects.first_admin("Clinic", "carol@clinic.example", PASSWORD)

    assert (before, await User.objects.any_can_sign_in()) == (False, True)
