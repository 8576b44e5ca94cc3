"""The format that a caller wants a table in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Header, Query, Response
from pydantic import BaseModel
from pydantic_core import from_json

from project.imaging.votable.field_columns import column, columns_of
from project.imaging.votable.formats import Format, accepted_format
from project.imaging.votable.tables import made

#: Of the JSON's headers, those that are about the rows.
KEPT_HEADERS = ("link", "x-total-count", "x-total-count-is", "cache-control")


class TableForm:
    """In what form the caller wants a table; called with the answer in JSON, gives the answer."""

    def __init__(
        self,
        form: Annotated[
            Format | None, Query(alias="format", description="Instead of JSON: a table with units and UCDs.")
        ] = None,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> None:
        self._form = form or accepted_format(accept)

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
