"""Recheck a caller's access during long work."""

from __future__ import annotations

import time
from dataclasses import replace

from project.service import Right
from project.users.callers import LOCAL, Caller
from project.users.errors import InvalidCredential
from project.users.models import ApiKey, User

RECHECK_SECONDS = 60.0


class AccessCheck:
    """Confirm, at most once a minute, that a caller still holds a right."""

    def __init__(self, caller: Caller, right: Right) -> None:
        self._caller = caller
        self._right = right
        self._checked_at = time.monotonic()

    async def require(self) -> None:
        """Raise InvalidCredential or Forbidden if access was lost. Call it before each piece of work."""
        if time.monotonic() - self._checked_at > RECHECK_SECONDS:
            await self._recheck()
            self._checked_at = time.monotonic()

    async def _recheck(self) -> None:
        # Expiry is ignored: the credential was valid when the work began.
        caller = self._caller
        if caller.user_id == LOCAL.user_id:
            return
        now = await User.objects.caller(caller.user_id)
        key = caller.api_key_id
        if now is None or now.organisation_id != caller.organisation_id:
            raise InvalidCredential
        if key is not None and not await ApiKey.objects.where(id=key, revoked_at=None).exists():
            raise InvalidCredential
        replace(caller, role=now.role).require(self._right)
