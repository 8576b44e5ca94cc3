"""Which columns PostgreSQL writes exactly as pydantic would."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField, TSVectorField

#: Written as quoted text, and as bare text.
QUOTED = frozenset({UUID, datetime, Decimal})
BARE = frozenset({int, float})
#: Beyond this, `str(Decimal)` uses exponents.
MOST_DECIMAL_PLACES = 6

KINDS: dict[type[fields.Field[Any]], tuple[Any, ...]] = {
    fields.CharField: (str,),
    fields.TextField: (str,),
    fields.IntField: (int,),
    fields.FloatField: (float,),
    fields.BooleanField: (bool,),
    fields.UUIDField: (UUID, str),
    fields.DatetimeField: (datetime,),
    fields.DateField: (date,),
    fields.DecimalField: (Decimal,),
    fields.JSONField: (dict, list, Any),
    ArrayField: (list,),
}


class CannotWrite(TypeError):
    """PostgreSQL cannot write these rows as pydantic would. The message names the part."""


def require_kind(stored: fields.Field[Any], annotation: Any, where: str) -> None:
    """Raise CannotWrite if pydantic would write the column differently."""
    known = next((KINDS[cls] for cls in type(stored).__mro__ if cls in KINDS), ())
    exact = not (isinstance(stored, fields.DecimalField) and stored.decimal_places > MOST_DECIMAL_PLACES)
    if (
        isinstance(stored, TSVectorField)
        or not exact
        or not all(_is(kind, known) for kind in _alternatives(annotation))
    ):
        name = getattr(annotation, "__name__", annotation)
        raise CannotWrite(
            f"{where}, a {type(stored).__name__}, cannot be written as {name}: "
            "give its SQL with Written, or return the model and let `response_model` write it"
        )


def _is(kind: Any, known: tuple[Any, ...]) -> bool:
    if kind in known:
        return True
    if str in known and (isinstance(kind, str) or (isinstance(kind, type) and issubclass(kind, Enum))):
        return True
    return int in known and isinstance(kind, int) and not isinstance(kind, bool)


def _alternatives(annotation: Any) -> list[Any]:
    """The types of a union but None, without what they hold; the values of a Literal."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return [kind for part in parts if part is not NoneType for kind in _alternatives(part)]
    if origin is Annotated:
        return _alternatives(parts[0])
    if origin is Literal:
        return [part for part in parts if part is not None]
    return [origin or annotation]
