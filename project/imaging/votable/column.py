"""Columns of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Datatype = Literal["char", "unicodeChar", "double", "long", "boolean"]
#: What a field's `ref` may name: the frame of positions, and that of times in MJD.
SPACE, TIME = "icrs", "utc"


@dataclass(frozen=True, slots=True)
class Column:
    """Of a table. Its name is the key of its value in a row."""

    name: str
    datatype: Datatype
    unit: str = ""
    ucd: str = ""
    description: str = ""
    utype: str = ""
    xtype: str = ""
    ref: str = ""
