"""Tables as FITS files. Loaded late: astropy takes half a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import Lock
from typing import Any

import numpy as np
from astropy.io import fits

from project.imaging.votable.column import TIME, Column

#: What stands for null in a column of whole numbers.
NULL = -(2**63)
#: One at a time: the processor has other requests.
LOCK = Lock()


def written(
    name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], told: Mapping[Column, Any]
) -> bytes:
    """A file whose first extension is the table; what is `told` beside the rows stands in its header."""
    with LOCK:
        table = fits.BinTableHDU.from_columns([_column(column, rows) for column in columns], name=name.upper())
        header = table.header
        for place, column in enumerate(columns, start=1):
            header[f"TCOMM{place}"] = column.description
            if column.ucd:
                header[f"TUCD{place}"] = column.ucd
        if any(column.ref == TIME for column in columns):
            header["TIMESYS"], header["MJDREF"] = "UTC", 0.0
        header["RADESYS"] = "ICRS"
        for column, value in told.items():
            header[f"HIERARCH {column.name}"] = _ascii(value)
        file = BytesIO()
        fits.HDUList([fits.PrimaryHDU(), table]).writeto(file)
        return file.getvalue()


def _column(column: Column, rows: Sequence[Mapping[str, Any]]) -> fits.Column:
    values = [row.get(column.name) for row in rows]
    if column.datatype == "double":
        filled = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        return fits.Column(column.name, "D", unit=column.unit or None, array=filled)
    if column.datatype == "long":
        whole = np.array([NULL if value is None else value for value in values], dtype=np.int64)
        return fits.Column(column.name, "K", unit=column.unit or None, null=NULL, array=whole)
    if column.datatype == "boolean":
        return fits.Column(column.name, "L", array=np.array([bool(value) for value in values], dtype=bool))
    words = [_ascii(value) for value in values]
    return fits.Column(column.name, f"{max(map(len, words), default=1) or 1}A", array=np.array(words, dtype=str))


def _ascii(value: Any) -> str:
    """FITS holds the printable signs of ASCII (standard 4.0, section 3.3.1 and 7.3.3.1)."""
    text = "" if value is None else str(value)
    return "".join(sign if " " <= sign <= "~" else "?" for sign in text)
