"""Conversions from the values of records to those of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from pydantic_core import to_json

#: Ids of rows of `product_path`.
PathIds = Mapping[str, int]
#: The fields of a record, in their order.
Values = tuple[Any, ...]
Converter = Callable[[Any, PathIds], Any]


def path_id(value: str | None, paths: PathIds) -> int | None:
    return None if value is None else paths[value]


def instant(value: float | None, paths: PathIds) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def json_text(value: Any, paths: PathIds) -> str | None:
    return None if value is None else to_json(value).decode()


@dataclass(frozen=True, slots=True)
class StoredAs:
    """Marks a field type whose values are converted before they are stored."""

    convert: Converter


def converter_of(annotation: Any, metadata: list[Any]) -> Converter | None:
    """Return the converter of a field. In `X | None` the mark is on X, so its arguments are searched as well."""
    for mark in metadata:
        if isinstance(mark, StoredAs):
            return mark.convert
    for argument in get_args(annotation):
        nested = list(getattr(argument, "__metadata__", ()))
        if (found := converter_of(argument, nested)) is not None:
            return found
    return None
