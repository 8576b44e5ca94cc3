"""Types of record fields. They accept what the columns can hold, and say how it is stored."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import from_json

from project.core.http.schemas import NO_NUL, NOT_BOOLEAN, JsonObject, JsonValue
from project.imaging.ingest.conversions import StoredAs, instant, json_text, path_id
from project.imaging.sky.geometry import snapped

#: Ids on the wire have up to 18 digits.
MAX_ID = 10**18 - 1
#: Smaller values become 0: PostgreSQL raises an error where a product or quotient underflows.
SMALLEST = 1e-100


def _wrapped_ra(value: float) -> float:
    return 0.0 if value == 360.0 else snapped(value)


def _without_underflow(value: float) -> float:
    return 0.0 if abs(value) < SMALLEST else value


def _parsed(value: Any) -> Any:
    """Parse JSON that comes as a string."""
    if not isinstance(value, str):
        return value
    try:
        return from_json(value)
    except ValueError:
        raise ValueError("Should be JSON, or a text that is JSON") from None


#: Finite. Strings and booleans are refused.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Id = Annotated[int, Field(ge=1, le=MAX_ID), NOT_BOOLEAN]
Count = Annotated[int, Field(ge=0, le=2**31 - 1), NOT_BOOLEAN]
Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), NOT_BOOLEAN]
Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1), NOT_BOOLEAN]
Path = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=1000)]
#: The path of a measurement set or an image: a row of `product_path`.
ProductPath = Annotated[Path, StoredAs(path_id)]
OptionalPath = Annotated[str, Field(pattern=NO_NUL, max_length=1000)]
Short = Annotated[str, Field(pattern=NO_NUL, max_length=50)]
Label = Annotated[str, Field(pattern=NO_NUL, max_length=200)]
Note = Annotated[str, Field(pattern=NO_NUL, max_length=200_000)]
SourceName = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=200)]
#: Seconds since 1970, in the years 1 to 9999.
UnixTime = Annotated[Number, Field(ge=-62135596800, le=253402300799), StoredAs(instant)]
RightAscension = Annotated[Number, Field(ge=0, le=360), AfterValidator(_wrapped_ra)]
Declination = Annotated[Number, Field(ge=-90, le=90), AfterValidator(snapped)]
#: In Jy, Jy/beam or mJy.
Flux = Annotated[Number, Field(ge=-1e12, le=1e12)]
Quantity = Annotated[Number, Field(ge=-1e30, le=1e30)]
#: A quantity that queries multiply or divide.
Operand = Annotated[Quantity, AfterValidator(_without_underflow)]
#: In arcsec.
PixelSize = Annotated[Number, Field(ge=1e-6, le=1e6)]
Pixels = Annotated[int, Field(ge=1, le=2**31 - 1), NOT_BOOLEAN]
#: 0 or 1.
Flag = Annotated[bool, WithJsonSchema({"type": ["boolean", "integer"], "minimum": 0, "maximum": 1})]
#: A JSON object, or a string that holds one.
Parameters = Annotated[
    JsonObject | None, BeforeValidator(_parsed, json_schema_input_type=dict[str, Any] | str | None), StoredAs(json_text)
]
#: Any JSON, or a string that holds it.
Document = Annotated[JsonValue, BeforeValidator(_parsed), StoredAs(json_text)]
