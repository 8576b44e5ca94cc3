"""VOTable 1.4 documents (IVOA Recommendation 2019-10-21), serialized as TABLEDATA."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from project.imaging.votable.column import SPACE, TIME, Column

MEDIA_TYPE = "application/x-votable+xml"
NAMESPACE = "http://www.ivoa.net/xml/VOTable/v1.3"
#: Characters that XML 1.0 cannot hold, not even escaped.
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
    #: For INFO elements that a standard looks up by ID.
    id: str = ""


def table_document(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    infos: Sequence[Info] = (),
    *,
    description: str = "",
    params: Mapping[Column, Any] | None = None,
    trailing_infos: Sequence[Info] = (),
) -> str:
    """Return a document with one table. Trailing infos follow it, where DALI 1.1 expects an overflow."""
    params = params or {}
    columns = [_with_char_type(column, rows) for column in columns]
    frames = [frame for key, frame in FRAMES.items() if any(column.ref == key for column in [*columns, *params])]
    parts = [
        *_head(description),
        *map(_info, infos),
        *frames,
        f"<TABLE name={quoteattr(name)}>",
        *(_element("PARAM", column, f" value={quoteattr(_cell(value))}") for column, value in params.items()),
        *(_element("FIELD", column) for column in columns),
        "<DATA><TABLEDATA>",
        *_table_rows(columns, rows),
        "</TABLEDATA></DATA>",
        "</TABLE>",
        *map(_info, trailing_infos),
        "</RESOURCE>",
        "</VOTABLE>",
    ]
    return "\n".join(parts) + "\n"


def error_document(infos: Sequence[Info]) -> str:
    return "\n".join([*_head(""), *map(_info, infos), "</RESOURCE>", "</VOTABLE>"]) + "\n"


def _head(description: str) -> list[str]:
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<VOTABLE version="1.4" xmlns="{NAMESPACE}">',
        '<RESOURCE type="results">',
        *([f"<DESCRIPTION>{_text(description)}</DESCRIPTION>"] if description else ()),
    ]


def _info(info: Info) -> str:
    id_attribute = f" ID={quoteattr(info.id)}" if info.id else ""
    value = quoteattr(_clean(info.value))
    return f"<INFO{id_attribute} name={quoteattr(info.name)} value={value}>{_text(info.content)}</INFO>"


def _element(element: str, column: Column, more: str = "") -> str:
    values = {
        "name": column.name,
        "datatype": column.datatype,
        "arraysize": "*" if column.datatype in ("char", "unicodeChar") else "",
        "unit": column.unit,
        "ucd": column.ucd,
        "utype": column.utype,
        "xtype": column.xtype,
        "ref": column.ref,
    }
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value)
    return f"<{element}{attributes}{more}><DESCRIPTION>{_text(column.description)}</DESCRIPTION></{element}>"


def _with_char_type(column: Column, rows: Iterable[Mapping[str, Any]]) -> Column:
    """Use unicodeChar for non-ASCII values: `char` is ASCII (VOTable 1.4, section 2.1)."""
    if column.datatype != "char" or all((row.get(column.name) or "").isascii() for row in rows):
        return column
    return replace(column, datatype="unicodeChar")


def _table_rows(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    names = [column.name for column in columns]
    for row in rows:
        yield f"<TR>{''.join([f'<TD>{escape(_cell(row.get(name)))}</TD>' for name in names])}</TR>"


def _cell(value: Any) -> str:
    """Return the text of a cell. An empty cell is null (VOTable 1.3 and later)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "T" if value else "F"
    return _clean(value) if isinstance(value, str) else repr(value)


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))
