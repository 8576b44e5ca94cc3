"""Checked access to the values of a JSON document. Errors carry the location."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from project.core.http.schemas import JsonObject
from project.music.errors import BadValue, TooMuch
from project.music.location import Location, excerpt

MAX_NAME = 255
MAX_ARTICULATION = 128
MAX_TAGS = 100
#: Either side of 0: the range of the column.
MAX_ID = 2**31 - 1
#: Either side of 0, in clips and compositions.
MAX_BAR = 10_000
MAX_BEATS = 100_000

_NUMBERS = (int, float)
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
Value = TypeVar("Value")
_json_object = TypeAdapter(JsonObject)


def mapping(value: Any, loc: Location) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadValue("Should be an object", loc)
    return value


def sequence(value: Any, loc: Location, limit: int) -> list[Any]:
    if not isinstance(value, list):
        raise BadValue("Should be a list", loc)
    if len(value) > limit:
        raise TooMuch(f"Should have at most {limit} items, not {len(value)}", loc)
    return value


def integer(value: Any, loc: Location, low: int, high: int) -> int:
    """Accept an int, or its equivalent as float or text: 90.0, "90"."""
    if type(value) is not int:
        value = _integer_value(value, loc)
    if not low <= value <= high:
        raise BadValue(f"Should be between {low} and {high}, not {excerpt(value)}", loc)
    return int(value)


def _integer_value(value: Any, loc: Location) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) < 100 and _INTEGER.fullmatch(value.strip()):
        return int(value)
    raise BadValue(f"Should be a whole number, not {excerpt(value)!r}", loc)


def number(value: Any, loc: Location, low: float, high: float) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadValue(f"Should be a number, not {excerpt(value)!r}", loc)
    if not low <= value <= high:
        raise BadValue(f"Should be between {low} and {high}, not {excerpt(value)}", loc)
    return value


def integer_in(found: Mapping[str, Any], key: str, loc: Location, low: int, high: int, default: Any = None) -> int:
    """Read the value at `key` as an integer. The location is computed only for an error, which is faster."""
    value = found.get(key, default)
    return value if type(value) is int and low <= value <= high else integer(value, loc.at(key), low, high)


def number_in(
    found: Mapping[str, Any], key: str, loc: Location, low: float, high: float, default: Any = None
) -> int | float:
    value = found.get(key, default)
    return value if type(value) in _NUMBERS and low <= value <= high else number(value, loc.at(key), low, high)


def boolean(value: Any, loc: Location) -> bool:
    if not isinstance(value, bool):
        raise BadValue("Should be true or false", loc)
    return value


def text(value: Any, loc: Location, limit: int = MAX_NAME) -> str:
    if not isinstance(value, str):
        raise BadValue("Should be a string", loc)
    if len(value) > limit:
        raise BadValue(f"Should have at most {limit} characters", loc)
    if (not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value)) or "\x00" in value:
        raise BadValue("Text holds characters that cannot be stored", loc)
    return value


def optional(
    found: Mapping[str, Any], key: str, loc: Location, read: Callable[..., Value], *bounds: int
) -> Value | None:
    value = found.get(key)
    return None if value is None else read(value, loc.at(key), *bounds)


def tags(value: Any, loc: Location) -> tuple[str, ...]:
    return tuple(text(tag, loc.at(i)) for i, tag in enumerate(sequence(value, loc, MAX_TAGS)))


def json_object(value: Any, loc: Location) -> dict[str, Any]:
    mapping(value, loc)
    try:
        return _json_object.validate_python(value)
    except ValidationError as error:
        raise BadValue(error.errors()[0]["msg"].removeprefix("Value error, "), loc) from None
    except RecursionError:
        raise BadValue("Nested too deeply", loc) from None
