from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Header, Query, Response
from pydantic import BaseModel
from pydantic_core import from_json

from project.imaging.votable.field_columns import column, columns_of
from project.imaging.votable.formats import TableFormat, accepted_format
from project.imaging.votable.tables import table_response

#: Headers of the JSON response that a table keeps.
KEPT_HEADERS = ("link", "x-total-count", "x-total-count-is", "cache-control")


class TableFormatter:
    """Converts a JSON response to the table format that the caller asks for."""

    def __init__(
        self,
        form: Annotated[
            TableFormat | None, Query(alias="format", description="Instead of JSON: a table with units and UCDs.")
        ] = None,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> None:
        self._format = form or accepted_format(accept)

    async def __call__(
        self,
        response: Response,
        out: type[BaseModel],
        name: str,
        rows: str | None = None,
        params: Sequence[str] = (),
    ) -> Response:
        """Convert an array of `out`, or an object that has one under the key `rows` and parameters beside it."""
        if self._format == "json" or response.status_code != 200:
            return response
        body = from_json(bytes(response.body))
        values = {column(key, {str}): body[key] for key in params}
        array = body if rows is None else body[rows]
        table = await asyncio.to_thread(table_response, self._format, name, columns_of(out), array, values)
        table.headers.update({key: response.headers[key] for key in KEPT_HEADERS if key in response.headers})
        return table


TableFormatting = Annotated[TableFormatter, Depends()]
