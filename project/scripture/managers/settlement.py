"""A call of the language model is counted in the transaction that stores its answer, for whoever its reader is then."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from project.core.managers import digest
from project.scripture.readers.errors import ReaderGone
from project.scripture.readers.managers.usage import Hold
from project.users.models import User

if TYPE_CHECKING:
    from project.scripture.readers.dependencies import Stored

#: Locked, so that a merge of readers waits, or is waited for. Nobody is found where one has ended meanwhile: whoever
#: looks again sees what came of it.
PRESENT = """
SELECT id FROM "user" WHERE id = coalesce((SELECT user_id FROM reader_token WHERE token_hash = $1), $2) FOR KEY SHARE
"""
ROUNDS = 5


async def settle_call(hold: Hold, reader: Stored) -> UUID:
    """Count the call, before all else in the transaction. Gives whom the answer belongs to: another one than asked,
    where readers were merged while it was made. Raises ReaderGone."""
    for _ in range(ROUNDS):
        if rows := await User.objects.sql(PRESENT, digest(reader.anonymous_id), reader.user_id):
            hold.user_id = rows[0]["id"]
            await hold.settle()
            return hold.user_id
    raise ReaderGone
