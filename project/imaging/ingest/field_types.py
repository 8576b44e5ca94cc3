"""What the fields of the pipeline's records may hold: as much as the columns do."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import from_json

from project.core.schemas import NO_NUL, NOT_BOOLEAN, JsonObject, JsonValue
from project.imaging.sky.geometry import snapped

#: Ids on the wire have up to 18 digits.
MAX_ID = 10**18 - 1
#: Less is none: PostgreSQL refuses products and quotients that are too small or too large for a number.
DUST = 1e-100


def _wrapped(value: float) -> float:
    return 0.0 if value == 360.0 else snapped(value)


def _without_dust(value: float) -> float:
    return 0.0 if abs(value) < DUST else value


def _read(value: Any) -> Any:
    """JSON that is written as a text."""
    if not isinstance(value, str):
        return value
    try:
        return from_json(value)
    except ValueError:
        raise ValueError("Should be JSON, or a text that is JSON") from None


#: Finite; a text or a truth value is none.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Id = Annotated[int, Field(ge=1, le=MAX_ID), NOT_BOOLEAN]
Count = Annotated[int, Field(ge=0, le=2**31 - 1), NOT_BOOLEAN]
Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), NOT_BOOLEAN]
Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1), NOT_BOOLEAN]
Path = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=1000)]
OptionalPath = Annotated[str, Field(pattern=NO_NUL, max_length=1000)]
Short = Annotated[str, Field(pattern=NO_NUL, max_length=50)]
Label = Annotated[str, Field(pattern=NO_NUL, max_length=200)]
Note = Annotated[str, Field(pattern=NO_NUL, max_length=200_000)]
SourceName = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=200)]
#: Seconds since 1970, in the years 1 to 9999.
UnixTime = Annotated[Number, Field(ge=-62135596800, le=253402300799)]
RightAscension = Annotated[Number, Field(ge=0, le=360), AfterValidator(_wrapped)]
Declination = Annotated[Number, Field(ge=-90, le=90), AfterValidator(snapped)]
#: In Jy, Jy/beam or mJy.
Flux = Annotated[Number, Field(ge=-1e12, le=1e12)]
Quantity = Annotated[Number, Field(ge=-1e30, le=1e30)]
#: What is reckoned with in queries.
Reckoned = Annotated[Quantity, AfterValidator(_without_dust)]
#: Of a pixel, in arcsec.
PixelSize = Annotated[Number, Field(ge=1e-6, le=1e6)]
Pixels = Annotated[int, Field(ge=1, le=2**31 - 1), NOT_BOOLEAN]
#: 0 or 1.
Flag = Annotated[bool, WithJsonSchema({"type": ["boolean", "integer"], "minimum": 0, "maximum": 1})]
#: An object, or its text.
Parameters = Annotated[JsonObject | None, BeforeValidator(_read, json_schema_input_type=dict[str, Any] | str | None)]
#: Any JSON, or its text.
Document = Annotated[JsonValue, BeforeValidator(_read)]
