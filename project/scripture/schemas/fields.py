"""Types of fields that several schemas share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, WrapValidator
from pydantic_core import PydanticCustomError

from project.core.http.schemas import NO_NUL

MAX_TEXT = 50_000
MAX_MESSAGE = 10_000

#: A time as the clients count it: milliseconds since 1970.
EPOCH_MS = "(extract(epoch FROM {{row}}.{column}) * 1000)::bigint"


def is_storable(text: str) -> bool:
    """Tell whether PostgreSQL can store a text: it has no NUL and no lone surrogates."""
    return "\x00" not in text and (text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text))


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("Text holds characters that cannot be stored")
    return text


def _boolean(value: Any, check: Callable[[Any], bool]) -> bool:
    """Accept only true and false; refuse anything else as pydantic refuses an unreadable word."""
    if isinstance(value, bool):
        return value
    check(value)
    raise PydanticCustomError("bool_parsing", "Input should be a valid boolean, unable to interpret input")


Boolean = Annotated[bool, WrapValidator(_boolean)]
Trimmed = AfterValidator(str.strip)
Text = Annotated[str, StringConstraints(pattern=NO_NUL), AfterValidator(_storable)]
Reference = Annotated[Text, Field(max_length=100, examples=["John 3:16 (WEB)"])]
PassageText = Annotated[Text, Field(max_length=MAX_TEXT, examples=["For God so loved the world"])]
Question = Annotated[Text, Field(max_length=MAX_MESSAGE, examples=["What does this verse mean?"])]
