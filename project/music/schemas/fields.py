"""Field types shared by several schemas."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from project.core.http.schemas import NOT_BOOLEAN, Text
from project.music.notation.json_values import MAX_BAR, MAX_ID, MAX_NAME, MAX_TAGS
from project.music.notation.maps import FASTEST, MAX_TICKS_PER_QUARTER, SLOWEST


def _no_number(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("Input should be true or false, not a number")
    return value


NO_SERVER_FILES = "The service reads and writes no files of its machine"
MusicName = Annotated[Text, Field(max_length=MAX_NAME, examples=["riff"])]
Tag = Annotated[Text, Field(max_length=MAX_NAME, examples=["latin"])]
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS)]
Bpm = Annotated[
    int, Field(ge=SLOWEST, le=FASTEST, description="Quarter notes per minute.", examples=[120]), NOT_BOOLEAN
]
Ticks = Annotated[int, Field(ge=1, le=MAX_TICKS_PER_QUARTER, examples=[480]), NOT_BOOLEAN]
BarIndex = Annotated[int, Field(ge=-MAX_BAR, le=MAX_BAR, examples=[1]), NOT_BOOLEAN]
ClipId = Annotated[int, Field(ge=-MAX_ID, le=MAX_ID, examples=[1]), NOT_BOOLEAN]
Pattern = Annotated[
    Text, Field(max_length=MAX_NAME, description="An ILIKE pattern: `%` and `_` are wildcards.", examples=["%riff%"])
]
Flag = Annotated[bool, BeforeValidator(_no_number)]
Document = Annotated[dict[str, Any], Field(examples=[{}])]
