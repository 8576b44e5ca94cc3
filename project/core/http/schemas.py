"""Types on the wire: bounded text, strict numbers, JSON that PostgreSQL can store."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

#: PostgreSQL's text holds no NUL.
NO_NUL = "^[^\u0000]*$"
#: … and something in it besides white space.
NOT_BLANK = "^[^\u0000]*[^\\s\u0000][^\u0000]*$"
#: Prefix of union tags, which are left out of an error's `loc`.
UNION_TAG = "as:"
MAX_JSON_DEPTH = 8
MAX_JSON_VALUES = 10_000
MAX_JSON_CHARACTERS = 200_000
#: A time must begin like this: pydantic would also take a bare number as Unix time.
YEAR = re.compile(r"[0-9]{4}-")


def _not_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Input should be a number, not true or false")
    return value


def _written_out(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and YEAR.match(value)):
        return value
    raise ValueError("Should be a time with zone, such as 2024-05-14T09:30:00Z")


def _storable(value: Any, depth: int = 0) -> int:
    """Count the values of a JSON document; ValueError where PostgreSQL could not hold it."""
    if isinstance(value, str):
        if "\x00" in value or (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)):
            raise ValueError("Text holds characters that cannot be stored")
        return 1
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("Numbers should be finite")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("Numbers should fit in 64 bits")
    if isinstance(value, dict | list):
        if depth == MAX_JSON_DEPTH:
            raise ValueError(f"At most {MAX_JSON_DEPTH} levels can be stored")
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return 1 + sum(_storable(part, depth + 1) for part in parts)
    return 1


def _storable_json(value: Any) -> Any:
    if _storable(value) > MAX_JSON_VALUES:
        raise ValueError(f"At most {MAX_JSON_VALUES} values can be stored")
    if len(json.dumps(value, ensure_ascii=False)) > MAX_JSON_CHARACTERS:
        raise ValueError(f"At most {MAX_JSON_CHARACTERS} characters of JSON can be stored")
    return value


def _visible(name: str) -> str:
    if name.isascii() and name.isprintable():  # and not blank: NOT_BLANK has seen to that
        return name
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in name):
        raise ValueError("Should hold something that can be seen")
    return name


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("Should lie between the years 1 and 9999 in UTC") from error


#: Place it after a number's bounds: before them it would hide them from OpenAPI.
NOT_BOOLEAN = BeforeValidator(_not_boolean)
#: Any finite float8.
Number = Annotated[float, Field(allow_inf_nan=False), NOT_BOOLEAN]
Text = Annotated[str, StringConstraints(pattern=NO_NUL)]
VISIBLE = AfterValidator(_visible)
Name = Annotated[str, StringConstraints(pattern=NOT_BLANK), VISIBLE]
#: With zone; in UTC once it is read.
Instant = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_utc)]
JsonObject = Annotated[dict[str, Any], AfterValidator(_storable_json)]
JsonValue = Annotated[Any, AfterValidator(_storable_json)]


def _without_defaults(schema: dict[str, Any]) -> None:
    for part in schema["properties"].values():
        part.pop("default", None)


class In(BaseModel):
    """A request body. Unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore")


class Patch(In):
    """A change: only the keys sent are applied. Defaults in subclasses are never used."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)

    def changes(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class Out(BaseModel):
    """A response body, read from a model or a dataclass."""

    model_config = ConfigDict(from_attributes=True)
