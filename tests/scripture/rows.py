"""Factories of readers' rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from project.scripture.managers import reader_links
from project.scripture.models import Definition, Insight, Message
from project.scripture.readers.models import LinkCode, ReaderToken
from project.users.models import User
from tests.scripture.readers.rows import browser, make_reader

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
INSIGHT = {"historical_context": "h", "theological_significance": "t", "practical_application": "p"}
DEFINITION = {"definition": "d", "biblical_usage": "b", "original_language": "o"}
Reader = tuple[User, str]


async def make_insight(owner: User | None = None, text: str = "text", **values: Any) -> Insight:
    key = Insight.objects.key(("John 3:16", text), owner.id if owner else None)
    values = {**INSIGHT, "passage_reference": "John 3:16", "passage_text": text, **values}
    return await Insight.create(key=key, owner_id=owner.id if owner else None, **values)


async def make_definition(owner: User | None = None) -> Definition:
    key = Definition.objects.key(("word", "John 1:1", "verse"), owner.id if owner else None)
    values = {**DEFINITION, "word": "word", "passage_reference": "John 1:1", "verse_text": "verse"}
    return await Definition.create(key=key, owner_id=owner.id if owner else None, **values)


async def make_message(user: User, **of: int) -> Message:
    return await Message.create(user_id=user.id, role="user", content="?", **of)


async def link(source: Reader, caller: Reader) -> User:
    """Let the caller accept the source's code. Return the reader kept."""
    shown = await LinkCode.objects.issue(source[0].id, browser(source[1], "source"))
    await reader_links.accept(caller[0].id, shown.code, browser(caller[1], "caller"))
    token = await ReaderToken.objects.find(caller[1])
    assert token is not None
    return await User.get(id=token.user_id)


async def pair() -> tuple[Reader, Reader]:
    """Make an older and a younger reader. A link keeps the younger."""
    return await make_reader(created_at=EARLY), await make_reader(created_at=LATE)
