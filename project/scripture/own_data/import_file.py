"""A file of a reader's data, checked as a whole before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from project.scripture.errors import ImportRefused
from project.scripture.own_data.records import (
    ImportedChat,
    ImportedDefinition,
    ImportedInsight,
    ImportedMessage,
    OwnData,
)
from project.scripture.schemas.fields import is_storable

MAX_INSIGHTS = 1000
MAX_DEFINITIONS = 1000
MAX_CHATS = 500
#: Of one conversation.
MAX_MESSAGES = 10_000
MAX_TEXT = 50_000
MAX_REFERENCE = 100
MAX_EXPLANATION = 10_000
MAX_QUESTION = 10_000
#: Answers are longer than questions, and every export must be importable.
MAX_ANSWER = 100_000
INSIGHT_FIELDS = {
    "passage_reference": ("Passage reference", MAX_REFERENCE),
    "passage_text": ("Passage text", MAX_TEXT),
    "historical_context": ("Historical context", MAX_EXPLANATION),
    "theological_significance": ("Theological significance", MAX_EXPLANATION),
    "practical_application": ("Practical application", MAX_EXPLANATION),
}
DEFINITION_FIELDS = {
    "word": ("Word", 100),
    "passage_reference": ("Passage reference", MAX_REFERENCE),
    "verse_text": ("Verse text", MAX_TEXT),
    "definition": ("Definition", MAX_EXPLANATION),
    "biblical_usage": ("Biblical usage", MAX_EXPLANATION),
    "original_language": ("Original language", MAX_EXPLANATION),
}
CHAT_FIELDS = {
    "title": ("Chat title", 200),
    "passage_reference": ("Chat passage reference", MAX_REFERENCE),
    "passage_text": ("Chat passage text", MAX_TEXT),
}


def read_own_data(data: dict[str, Any]) -> OwnData:
    """Raises ImportRefused, with a message that the client shows."""
    insights = _list_of(data, "insights", "Insights", MAX_INSIGHTS)
    chats = _list_of(data, "standalone_chats", "Standalone chats", MAX_CHATS)
    definitions = _list_of(data, "definitions", "Definitions", MAX_DEFINITIONS)
    return OwnData(
        [_insight(_object(found, "insight")) for found in insights],
        [_definition(_object(found, "definition")) for found in definitions],
        [_chat(_object(found, "chat")) for found in chats],
    )


def _list_of(data: dict[str, Any], key: str, name: str, most: int) -> Sequence[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise ImportRefused(f"{name} must be a list")
    if len(found) > most:
        raise ImportRefused(f"Too many {name.lower()}: {len(found)} (max {most})")
    return found


def _refused(reason: str) -> ImportRefused:
    return ImportRefused(f"Failed to import data: {reason}")


def _object(found: Any, what: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _refused(f"Each {what} must be an object")
    return found


def _insight(found: dict[str, Any]) -> ImportedInsight:
    return ImportedInsight(_required(found, INSIGHT_FIELDS, "insight"), _time(found), _messages(found, "chat_messages"))


def _definition(found: dict[str, Any]) -> ImportedDefinition:
    return ImportedDefinition(_required(found, DEFINITION_FIELDS, "definition"), _time(found))


def _chat(found: dict[str, Any]) -> ImportedChat:
    texts = {key: _text(found[key], *CHAT_FIELDS[key]) if found.get(key) is not None else None for key in CHAT_FIELDS}
    return ImportedChat(texts, _time(found), _time(found, "updated_at"), _messages(found, "messages"))


def _required(found: dict[str, Any], fields: dict[str, tuple[str, int]], what: str) -> dict[str, str]:
    for key in fields:
        if found.get(key) is None:
            raise _refused(f"Missing required field '{key}' in {what} data")
    return {key: _text(found[key], *rule) for key, rule in fields.items()}


def _text(value: Any, name: str, most: int) -> str:
    if not isinstance(value, str):
        raise _refused(f"{name} must be text")
    if len(value) > most:
        raise _refused(f"{name} too long (max {most} characters)")
    if not is_storable(value):
        raise _refused(f"{name} holds characters that cannot be stored")
    return value


def _messages(found: dict[str, Any], key: str) -> list[ImportedMessage]:
    sent = found.get(key)
    if sent is not None and not isinstance(sent, list):
        raise _refused("Messages must be a list")
    if len(sent or ()) > MAX_MESSAGES:
        raise _refused(f"Too many messages: {len(sent or ())} (max {MAX_MESSAGES} in a conversation)")
    messages = [_object(message, "message") for message in sent or []]
    return [_message(message) for message in messages if message.get("role") and _has_content(message)]


def _has_content(message: dict[str, Any]) -> bool:
    return message.get("content") not in (None, "")


def _message(found: dict[str, Any]) -> ImportedMessage:
    role = found["role"]
    if role not in ("user", "assistant"):
        raise _refused("A message's role must be user or assistant")
    content = _text(found["content"], "Message content", MAX_QUESTION if role == "user" else MAX_ANSWER)
    return ImportedMessage(role, content, found.get("was_truncated") is True, _time(found))


def _time(found: dict[str, Any], key: str = "created_at") -> datetime | None:
    """Return None for a time that is malformed or in the future: it is not worth a refusal."""
    try:
        moment = datetime.fromisoformat(found[key])
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return moment if moment.year > 1 and moment <= datetime.now(UTC) + timedelta(minutes=5) else None
