"""Binary tables as FITS files. Import lazily: astropy takes half a second to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import Lock
from typing import Any

import numpy as np
from astropy.io import fits

from project.imaging.votable.column import TIME, Column

#: TNULL of integer columns.
NULL = -(2**63)
#: Write one table at a time: other requests need the processor too.
LOCK = Lock()


def fits_table(
    name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], params: Mapping[Column, Any]
) -> bytes:
    with LOCK:
        table = fits.BinTableHDU.from_columns([_fits_column(column, rows) for column in columns], name=name.upper())
        header = table.header
        for number, column in enumerate(columns, start=1):
            header[f"TCOMM{number}"] = column.description
            if column.ucd:
                header[f"TUCD{number}"] = column.ucd
        if any(column.ref == TIME for column in columns):
            header["TIMESYS"], header["MJDREF"] = "UTC", 0.0
        header["RADESYS"] = "ICRS"
        for column, value in params.items():
            header[f"HIERARCH {column.name}"] = _ascii(value)
        file = BytesIO()
        fits.HDUList([fits.PrimaryHDU(), table]).writeto(file)
        return file.getvalue()


def _fits_column(column: Column, rows: Sequence[Mapping[str, Any]]) -> fits.Column:
    values = [row.get(column.name) for row in rows]
    if column.datatype == "double":
        floats = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        return fits.Column(column.name, "D", unit=column.unit or None, array=floats)
    if column.datatype == "long":
        integers = np.array([NULL if value is None else value for value in values], dtype=np.int64)
        return fits.Column(column.name, "K", unit=column.unit or None, null=NULL, array=integers)
    if column.datatype == "boolean":
        return fits.Column(column.name, "L", array=np.array([bool(value) for value in values], dtype=bool))
    texts = [_ascii(value) for value in values]
    return fits.Column(column.name, f"{max(map(len, texts), default=1) or 1}A", array=np.array(texts, dtype=str))


def _ascii(value: Any) -> str:
    """Replace what FITS cannot hold: only printable ASCII is allowed (standard 4.0, sections 3.3.1 and 7.3.3.1)."""
    text = "" if value is None else str(value)
    return "".join(character if " " <= character <= "~" else "?" for character in text)
