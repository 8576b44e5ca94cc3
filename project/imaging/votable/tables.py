"""Lists and light curves as tables: VOTable, CSV and FITS, made of the JSON that they are otherwise."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Header, Query, Response
from pydantic import BaseModel
from pydantic_core import from_json

from project.core.cells import safe_cell
from project.core.lazy import lazy_module
from project.core.streaming import attachment
from project.imaging.votable import document as votable
from project.imaging.votable.document import Column
from project.imaging.votable.field_columns import column, columns_of

if TYPE_CHECKING:
    from project.imaging.fits import tables as fits_tables
else:
    fits_tables = lazy_module("project.imaging.fits.tables")

Format = Literal["json", "votable", "csv", "fits"]
#: By what an Accept header may say.
ACCEPTED: dict[str, Format] = {
    "application/json": "json",
    "application/x-votable+xml": "votable",
    "text/csv": "csv",
    "application/fits": "fits",
}
#: Of the JSON's headers, those that are about the rows.
KEPT_HEADERS = ("link", "x-total-count", "x-total-count-is", "cache-control")

Rows = Sequence[Mapping[str, Any]]
#: How the document tells that there are these forms.
TABLES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in ACCEPTED if kind != "application/json"}},
}


class TableForm:
    """In what form the caller wants a table; called with the answer in JSON, gives the answer."""

    def __init__(
        self,
        form: Annotated[
            Format | None, Query(alias="format", description="Instead of JSON: a table with units and UCDs.")
        ] = None,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> None:
        self._form = form or _accepted(accept)

    async def __call__(
        self,
        answer: Response,
        out: type[BaseModel],
        name: str,
        rows: str | None = None,
        told: Sequence[str] = (),
    ) -> Response:
        """`answer` is an array of `out`, or an object with that under the key `rows`, and what is `told` beside it."""
        if self._form == "json" or answer.status_code != 200:
            return answer
        found = from_json(bytes(answer.body))
        params = {column(key, {str}): found[key] for key in told}
        columns, lines = columns_of(out), found if rows is None else found[rows]
        table = await asyncio.to_thread(made, self._form, name, columns, lines, params)
        table.headers.update({key: answer.headers[key] for key in KEPT_HEADERS if key in answer.headers})
        return table


Tabled = Annotated[TableForm, Depends()]


def _accepted(accept: str) -> Format:
    """The first that is known of what the caller takes; weights are left aside."""
    kinds = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    return next((ACCEPTED[kind] for kind in kinds if kind in ACCEPTED), "json")


def made(
    form: Format, name: str, columns: Sequence[Column], rows: Rows, params: Mapping[Column, Any] | None = None
) -> Response:
    if form == "csv":
        text = csv_text(columns, rows)
        return Response(text, media_type="text/csv; charset=utf-8", headers=attachment(f"{name}.csv"))
    if form == "fits":
        data = fits_tables.written(name, columns, rows, params or {})
        return Response(data, media_type="application/fits", headers=attachment(f"{name}.fits"))
    text = votable.table(name, columns, rows, [votable.Info("QUERY_STATUS", "OK")], params=params)
    return Response(text, media_type=votable.MEDIA_TYPE)


def csv_text(columns: Sequence[Column], rows: Rows) -> str:
    """With the names in the first line, which programs read; text never becomes a formula of a spreadsheet."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([safe_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()
