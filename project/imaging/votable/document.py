"""VOTable 1.4 (IVOA Recommendation 2019-10-21) with TABLEDATA, and what else virtual observatories ask for as XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from project.imaging.votable.column import SPACE, TIME, Column

MEDIA_TYPE = "application/x-votable+xml"
NAMESPACE = "http://www.ivoa.net/xml/VOTable/v1.3"
#: What XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FRAMES = {
    SPACE: f'<COOSYS ID="{SPACE}" system="ICRS"/>',
    TIME: f'<TIMESYS ID="{TIME}" timeorigin="MJD-origin" timescale="UTC" refposition="TOPOCENTER"/>',
}


@dataclass(frozen=True, slots=True)
class Info:
    name: str
    value: str
    content: str = ""
    #: Where the standard asks for one.
    id: str = ""


def table(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    infos: Sequence[Info] = (),
    *,
    description: str = "",
    params: Mapping[Column, Any] | None = None,
    last: Sequence[Info] = (),
) -> str:
    """One table as a document. `last` stands behind it, as an overflow has to."""
    params = params or {}
    columns = [_fitting(column, rows) for column in columns]
    frames = [frame for key, frame in FRAMES.items() if any(column.ref == key for column in [*columns, *params])]
    parts = [
        *_head(description),
        *map(_info, infos),
        *frames,
        f"<TABLE name={quoteattr(name)}>",
        *(_described("PARAM", column, f" value={quoteattr(_cell(value))}") for column, value in params.items()),
        *(_described("FIELD", column) for column in columns),
        "<DATA><TABLEDATA>",
        *_data(columns, rows),
        "</TABLEDATA></DATA>",
        "</TABLE>",
        *map(_info, last),
        "</RESOURCE>",
        "</VOTABLE>",
    ]
    return "\n".join(parts) + "\n"


def failure(infos: Sequence[Info]) -> str:
    """A document without a table, which says what is wrong."""
    return "\n".join([*_head(""), *map(_info, infos), "</RESOURCE>", "</VOTABLE>"]) + "\n"


def _head(description: str) -> list[str]:
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<VOTABLE version="1.4" xmlns="{NAMESPACE}">',
        '<RESOURCE type="results">',
        *([f"<DESCRIPTION>{_text(description)}</DESCRIPTION>"] if description else ()),
    ]


def _info(info: Info) -> str:
    named = f" ID={quoteattr(info.id)}" if info.id else ""
    value = quoteattr(_clean(info.value))
    return f"<INFO{named} name={quoteattr(info.name)} value={value}>{_text(info.content)}</INFO>"


def _described(element: str, column: Column, more: str = "") -> str:
    given = {
        "name": column.name,
        "datatype": column.datatype,
        "arraysize": "*" if column.datatype in ("char", "unicodeChar") else "",
        "unit": column.unit,
        "ucd": column.ucd,
        "utype": column.utype,
        "xtype": column.xtype,
        "ref": column.ref,
    }
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in given.items() if value)
    return f"<{element}{attributes}{more}><DESCRIPTION>{_text(column.description)}</DESCRIPTION></{element}>"


def _fitting(column: Column, rows: Iterable[Mapping[str, Any]]) -> Column:
    """`char` is ASCII (VOTable 1.4, section 2.1)."""
    if column.datatype != "char" or all((row.get(column.name) or "").isascii() for row in rows):
        return column
    return replace(column, datatype="unicodeChar")


def _data(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    names = [column.name for column in columns]
    for row in rows:
        yield f"<TR>{''.join([f'<TD>{escape(_cell(row.get(name)))}</TD>' for name in names])}</TR>"


def _cell(value: Any) -> str:
    """An empty cell is null, of numbers as well since version 1.3."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "T" if value else "F"
    return _clean(value) if isinstance(value, str) else repr(value)


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))
