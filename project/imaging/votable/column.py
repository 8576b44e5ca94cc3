from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Datatype = Literal["char", "unicodeChar", "double", "long", "boolean"]
#: Coordinate frames that a column may refer to, of positions and of times in MJD.
SPACE, TIME = "icrs", "utc"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Its name is the key of its value in a row."""

    name: str
    datatype: Datatype
    unit: str = ""
    ucd: str = ""
    description: str = ""
    utype: str = ""
    xtype: str = ""
    ref: str = ""
