from datetime import UTC, datetime, timedelta

import pytest

from project.scripture.readers.errors import DeviceNotFound
from project.scripture.readers.models import Device, ReaderToken
from project.users.models import User
from tests.scripture.readers.rows import browser, make_reader, new_value

pytestmark = pytest.mark.usefixtures("app")
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


async def agents(user: User) -> list[str | None]:
    return [device.user_agent for device in await Device.objects.of(user.id)]


async def another_browser(user: User) -> str:
    """Create another browser of this reader and return its cookie."""
    value = new_value()
    gone, _ = await ReaderToken.objects.get_or_create_reader(value)
    await ReaderToken.filter(user_id=gone).update(user_id=user.id)
    return value


async def test_a_browser_becomes_a_device_of_unknown_kind() -> None:
    user, value = await make_reader()

    device = await Device.objects.register(user.id, browser(value, "Mozilla/5.0"))

    assert (device.name, device.kind, device.user_agent) == (None, "unknown", "Mozilla/5.0")
    token = await ReaderToken.objects.of(user.id, value)
    assert token is not None
    assert token.device_id == device.id


async def test_a_returning_browser_is_the_same_device_active_now() -> None:
    user, value = await make_reader()
    first = await Device.objects.register(user.id, browser(value))
    await Device.filter(id=first.id).update(last_active_at=YESTERDAY)

    second = await Device.objects.register(user.id, browser(value))

    assert second.id == first.id
    assert (await Device.get(id=first.id)).last_active_at > YESTERDAY + timedelta(hours=23)


async def test_a_given_name_or_kind_overwrites_the_old_one() -> None:
    user, value = await make_reader()
    await Device.objects.register(user.id, browser(value)._replace(name="Old", kind="mobile"))

    await Device.objects.register(user.id, browser(value)._replace(name="New"))
    await Device.objects.register(user.id, browser(value))

    device = await Device.get(user_id=user.id)
    assert (device.name, device.kind) == ("New", "mobile")


async def test_fault_05_a_new_user_agent_is_another_device() -> None:
    user, value = await make_reader()
    old = await Device.objects.register(user.id, browser(value, "Browser 1"))
    await Device.objects.register(user.id, browser(value, "Browser 2"))

    left = await Device.objects.unlink(user.id, old.id, browser(value, "Browser 2"))

    assert left == 1
    assert await agents(user) == ["Browser 2"]
    assert await ReaderToken.objects.of(user.id, value) is not None


async def test_fault_06_two_browsers_with_one_user_agent_stay_two_devices() -> None:
    user, first = await make_reader()
    second = await another_browser(user)

    devices = [await Device.objects.register(user.id, browser(value)) for value in (first, second, first, second)]

    assert [device.id for device in devices] == [devices[0].id, devices[1].id] * 2
    assert devices[0].id != devices[1].id


async def test_a_device_without_a_cookie_is_found_by_user_agent(alice: User) -> None:
    first = await Device.objects.register(alice.id, browser(alice.id))
    second = await Device.objects.register(alice.id, browser(alice.id))

    assert first.id == second.id


async def test_a_browser_without_a_user_agent_is_a_device_too() -> None:
    user, value = await make_reader()

    first = await Device.objects.register(user.id, browser(value, None))
    second = await Device.objects.register(user.id, browser(value, None))

    assert (first.id, first.user_agent) == (second.id, None)


async def test_a_long_user_agent_is_cut_and_still_matches() -> None:
    user, value = await make_reader()

    first = await Device.objects.register(user.id, browser(value, "x" * 9000))
    second = await Device.objects.register(user.id, browser(value, "x" * 9000))

    assert (first.id, first.user_agent) == (second.id, "x" * 500)


async def test_devices_are_listed_most_recently_active_first() -> None:
    user, _ = await make_reader()
    for agent, age in (("b", 2), ("a", 1), ("c", 3)):
        await Device.create(user_id=user.id, user_agent=agent, last_active_at=YESTERDAY - timedelta(days=age))

    assert await agents(user) == ["a", "b", "c"]


async def test_fault_07_unlinking_another_browser_revokes_its_access() -> None:
    user, value = await make_reader()
    other = await another_browser(user)
    await Device.objects.register(user.id, browser(value, "mine"))
    device = await Device.objects.register(user.id, browser(other, "other"))

    assert await Device.objects.unlink(user.id, device.id, browser(value)) == 1

    known = await ReaderToken.objects.find(other)
    assert known is not None
    assert known.user_id is None


async def test_a_browser_that_unlinks_itself_keeps_access() -> None:
    user, value = await make_reader()
    await Device.objects.register(user.id, browser(await another_browser(user), "other"))
    device = await Device.objects.register(user.id, browser(value, "mine"))

    assert await Device.objects.unlink(user.id, device.id, browser(value)) == 1

    assert await agents(user) == ["other"]
    known = await ReaderToken.objects.find(value)
    assert known is not None
    assert known.user_id == user.id


@pytest.mark.parametrize("device_id", [0, -1, 2**31 - 1, 2**31, 2**63, 10**40])
async def test_an_unknown_device_cannot_be_unlinked(device_id: int) -> None:
    user, value = await make_reader()

    with pytest.raises(DeviceNotFound):
        await Device.objects.unlink(user.id, device_id, browser(value))


async def test_a_strangers_device_cannot_be_unlinked() -> None:
    user, value = await make_reader()
    stranger, theirs = await make_reader()
    device = await Device.objects.register(stranger.id, browser(theirs))

    with pytest.raises(DeviceNotFound):
        await Device.objects.unlink(user.id, device.id, browser(value))

    assert await Device.filter(id=device.id).exists()
