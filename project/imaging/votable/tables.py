"""Tables as VOTable, CSV and FITS."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from fastapi import Response

from project.core.http.csv_cells import safe_cell
from project.core.http.streaming import attachment
from project.core.ops.lazy import lazy_module
from project.imaging.votable import document
from project.imaging.votable.column import Column
from project.imaging.votable.formats import TableFormat

if TYPE_CHECKING:
    from project.imaging.fits import tables as fits_tables
else:
    fits_tables = lazy_module("project.imaging.fits.tables")

Rows = Sequence[Mapping[str, Any]]


def table_response(
    form: TableFormat, name: str, columns: Sequence[Column], rows: Rows, params: Mapping[Column, Any] | None = None
) -> Response:
    if form == "csv":
        text = csv_text(columns, rows)
        return Response(text, media_type="text/csv; charset=utf-8", headers=attachment(f"{name}.csv"))
    if form == "fits":
        file = fits_tables.fits_table(name, columns, rows, params or {})
        return Response(file, media_type="application/fits", headers=attachment(f"{name}.fits"))
    text = document.table_document(name, columns, rows, [document.Info("QUERY_STATUS", "OK")], params=params)
    return Response(text, media_type=document.MEDIA_TYPE)


def csv_text(columns: Sequence[Column], rows: Rows) -> str:
    """Return CSV with a header of field names. Text that a spreadsheet would run as a formula is escaped."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([safe_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()
