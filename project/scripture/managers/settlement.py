from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from project.core.hashing import digest
from project.scripture.readers.errors import ReaderGone
from project.scripture.readers.managers.usage import Hold
from project.users.models import User

if TYPE_CHECKING:
    from project.scripture.readers.dependencies import IdentifiedReader

#: Locked against a concurrent merge of readers. If a merge has just ended, no row is found: the next round finds the
#: reader who was kept.
PRESENT = """
SELECT id FROM "user" WHERE id = coalesce((SELECT user_id FROM reader_token WHERE token_hash = $1), $2) FOR KEY SHARE
"""
ROUNDS = 5


async def settle_call(hold: Hold, reader: IdentifiedReader) -> UUID:
    """Count a call of the language model, first of all in the transaction that stores its answer.

    Returns the owner of the answer: another reader than the one who asked, if they were merged meanwhile. Raises
    ReaderGone.
    """
    for _ in range(ROUNDS):
        if rows := await User.objects.sql(PRESENT, digest(reader.anonymous_id), reader.user_id):
            hold.user_id = rows[0]["id"]
            await hold.settle()
            return hold.user_id
    raise ReaderGone
