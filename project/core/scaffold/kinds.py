"""The kinds of fields that a model can be given, as each file of an app spells them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from project.core.scaffold.errors import ScaffoldRefused


@dataclass(frozen=True)
class Kind:
    #: The class of the column and its options.
    column: str
    options: str
    #: Types of the schemas: in with its bounds, and out.
    bounded: str
    out: str
    #: JSON values, written in Python: two that are accepted and one that is not.
    example: str
    other: str
    wrong: str
    #: The column's default in `…Patch`, which is not used.
    unused: str
    #: The value that a model takes for `example`.
    stored: str = ""


KINDS = {
    "str": Kind(
        "CharField", "max_length={0}", "Annotated[Name, Field(max_length={0}, examples=[{example}])]", "str",
        '"first"', '"second"', '""', '""',
    ),
    "text": Kind(
        "TextField", "", "Annotated[Text, Field(max_length=10_000, examples=[{example}])]", "str",
        '"A first text."', '"A second text."', "1", '""',
    ),
    "int": Kind(
        "IntField", "", "Annotated[int, Field(ge=-(2**31), lt=2**31, examples=[{example}]), NOT_BOOLEAN]", "int",
        "1", "2", "2**31", "0",
    ),
    "float": Kind(
        "FloatField", "", "Number", "float", "1.5", "2.5", "True", "0"
    ),
    "bool": Kind("BooleanField", "", "StrictBool", "bool", "True", "False", '"yes"', "False"),
    "date": Kind(
        "DateField", "", "date", "date",
        '"2026-05-14"', '"2026-05-15"', '"soon"', "date.min", "date(2026, 5, 14)",
    ),
    "datetime": Kind(
        "DatetimeField", "", "Instant", "datetime",
        '"2026-05-14T09:30:00Z"', '"2026-05-15T09:30:00Z"', '"2026-05-14T09:30:00"', "datetime.min",
        "datetime(2026, 5, 14, 9, 30, tzinfo=UTC)",
    ),
    "uuid": Kind(
        "UUIDField", "", "UUID", "UUID",
        '"0192f0c1-7f00-7000-8000-000000000001"', '"0192f0c1-7f00-7000-8000-000000000002"', '"1"', "UUID(int=0)",
        'UUID("0192f0c1-7f00-7000-8000-000000000001")',
    ),
    "decimal": Kind(
        "DecimalField", "max_digits={0}, decimal_places={1}",
        "Annotated[Decimal, Field(max_digits={0}, decimal_places={1}, examples=[{example}]), NOT_BOOLEAN]", "Decimal",
        "", "", "True", "Decimal()",
    ),
    "json": Kind("JSONField[dict[str, Any]]", "", "JsonObject", "dict[str, Any]", '{"a": 1}', '{"a": 2}', "1", "{}"),
}  # fmt: skip
SIZES: dict[str, tuple[int, ...]] = {"str": (200,), "decimal": (12, 2)}
LARGEST = {"str": (10_000,), "decimal": (30, 9)}
SPELLING = re.compile(r"([a-z]+)(?:\(([0-9]{1,5}(?:,[0-9]{1,5})*)\))?(\?)?")


@dataclass(frozen=True)
class FieldSpecification:
    name: str
    kind: Kind
    null: bool

    @property
    def column(self) -> str:
        options = ", ".join(filter(None, (self.kind.options, "null=True" if self.null else "")))
        return f"{self.name} = fields.{self.kind.column}({options})"


def read_field(text: str) -> FieldSpecification:
    """Read `name:kind`, such as `item:str(100)` or `returned_at:datetime?`. Raises ScaffoldRefused."""
    name, colon, written = text.partition(":")
    spelling = SPELLING.fullmatch(written)
    if not colon or spelling is None or spelling[1] not in KINDS:
        raise ScaffoldRefused(
            f"{text!r}: write name:kind, of {', '.join(KINDS)}, with str(length) and decimal(digits,places), "
            "and ? behind it where there may be none"
        )
    kind, defaults = spelling[1], SIZES.get(spelling[1], ())
    sizes = tuple(map(int, spelling[2].split(","))) if spelling[2] else defaults
    if len(sizes) != len(defaults) or not all(
        1 <= n <= top for n, top in zip(sizes, LARGEST.get(kind, ()), strict=True)
    ):
        raise ScaffoldRefused(f"{text!r}: {kind} takes sizes up to {LARGEST.get(kind, 'none')}")
    return FieldSpecification(name, _sized(KINDS[kind], sizes), bool(spelling[3]))


def _sized(kind: Kind, sizes: tuple[int, ...]) -> Kind:
    example, other = kind.example, kind.other
    if kind.column == "DecimalField":
        digits, places = sizes
        if places >= digits:
            raise ScaffoldRefused(f"decimal({digits},{places}): a digit is to stand before the point")
        example, other = (f'"{n}.{"5" * places}"' if places else f'"{n}"' for n in (1, 2))
    elif kind.column == "CharField":
        example, other = (f'"{text[: sizes[0]]}"' for text in ("first", "second"))
    return Kind(
        kind.column,
        kind.options.format(*sizes),
        kind.bounded.format(*sizes, example=example),
        kind.out,
        example,
        other,
        kind.wrong,
        kind.unused,
        f"Decimal({example})" if kind.column == "DecimalField" else kind.stored or example,
    )
