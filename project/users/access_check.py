"""Whether whoever was let in would be let in now: for work that takes long."""

from __future__ import annotations

import time
from dataclasses import replace

from project.service import Right
from project.users.callers import LOCAL, Caller
from project.users.errors import NotSignedIn
from project.users.models import ApiKey, User

#: Rights are looked at again after so long.
LOOK_SECONDS = 60.0


class AccessCheck:
    """A caller at work, and the right that they need for it."""

    def __init__(self, caller: Caller, right: Right) -> None:
        self._caller = caller
        self._right = right
        self._looked = time.monotonic()

    async def hold(self) -> None:
        """To be called again and again. Raises NotSignedIn and Forbidden."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            await self._look_again()
            self._looked = time.monotonic()

    async def _look_again(self) -> None:
        """But not whether the token or key has run out: it was good when the work began.

        The built-in user is whoever holds the machine.
        """
        caller = self._caller
        if caller.user_id == LOCAL.user_id:
            return
        now = await User.objects.caller(caller.user_id)
        key = caller.api_key_id
        if now is None or now.organisation_id != caller.organisation_id:
            raise NotSignedIn
        if key is not None and not await ApiKey.objects.where(id=key, revoked_at=None).exists():
            raise NotSignedIn
        replace(caller, role=now.role).require(self._right)
