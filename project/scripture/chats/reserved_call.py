from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from project.scripture.readers.dependencies import IdentifiedReader
from project.scripture.readers.managers.usage import Hold
from project.scripture.readers.models import Usage


@dataclass(frozen=True, slots=True)
class ReservedCall:
    """A call of the day's limit, reserved before the answer begins and settled or given back at its end."""

    hold: Hold
    cleanup: AsyncExitStack

    @classmethod
    async def reserve(cls, reader: IdentifiedReader) -> ReservedCall:
        stack = AsyncExitStack()
        return cls(await stack.enter_async_context(Usage.objects.reserve(reader.user_id, reader.is_pro)), stack)
