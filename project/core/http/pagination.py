"""Keyset pagination: page 10,000 costs as much as page 1."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, Field, field_validator
from pydantic_core import from_json
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from project.core.compat.tortoise import meta_of, sql_of
from project.core.db.transactions import fetch
from project.core.errors import Invalid
from project.core.json.rows import JSONText, read_rows

M = TypeVar("M", bound=Model)
MAX_LIMIT = 1000


#: Counts up to this are exact.
MAX_COUNTED = 10_000
NOT_FILTERS = {"limit", "after", "skip", "offset", "order", "count"}


class Paging(BaseModel):
    """The query of a list. Subclasses add filters, and `order` if there is a choice."""

    limit: int = Field(default=100, ge=1, description=f"Rows wanted; more than {MAX_LIMIT} gives {MAX_LIMIT}.")
    after: str | None = Field(
        default=None, max_length=2000, description="Opaque: from the `Link` header of the page before."
    )

    count: Literal["estimated", "exact"] | None = Field(
        default=None,
        description=(
            "Tell in `X-Total-Count` how many rows there are on all pages: exactly, or above "
            f"{MAX_COUNTED} as the database estimates, which `X-Total-Count-Is` then says."
        ),
    )

    @field_validator("limit")
    @classmethod
    def _clamp(cls, limit: int) -> int:
        return min(limit, MAX_LIMIT)


class LongPaging(Paging):
    """Of a list that its readers expect to be whole."""

    limit: int = Field(default=MAX_LIMIT, ge=1, description=f"Rows wanted; more than {MAX_LIMIT} gives {MAX_LIMIT}.")


def write_cursor(order: str, value: Any, row_id: Any) -> str:
    written = value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
    text = json.dumps([order, written, str(row_id)], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: str, kind: type, id_kind: type = UUID) -> tuple[Any, Any]:
    """Return value and id of the last row seen. Raises Invalid for a foreign cursor."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found_order, value, row_id = json.loads(text)
        if found_order != order or not isinstance(row_id, str):
            raise ValueError
        value = datetime.fromisoformat(value) if kind is datetime else UUID(str(value)) if kind is UUID else value
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError
        if type(value) is not kind or (isinstance(value, int) and abs(value) >= 2**63) or "\x00" in str(value):
            raise ValueError
        return value, id_kind(row_id)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Invalid("This cursor is not one of this list", "query", "after") from error


def keyset(queryset: QuerySet[M], order: str, cursor: str | None) -> QuerySet[M]:
    """Order by a field ("-" for descending), then by `id`, and start after the cursor."""
    name, sign = order.lstrip("-"), "-" if order.startswith("-") else ""
    queryset = queryset.order_by(order, f"{sign}id") if name != "id" else queryset.order_by(order)
    if cursor is None:
        return queryset
    fields = meta_of(queryset.model).fields_map
    value, row_id = read_cursor(cursor, order, fields[name].field_type, fields["id"].field_type)
    beyond = "lt" if sign else "gt"
    # The first condition is implied by the second, but lets PostgreSQL start inside an index.
    return queryset.filter(**{f"{name}__{beyond}e": value}).filter(
        Q(**{f"{name}__{beyond}": value}) | Q(**{name: value, f"id__{beyond}": row_id})
    )


async def count_rows(queryset: QuerySet[Any], counted: int | None) -> tuple[bool, int]:
    """Return whether the count is exact, and the count: the planner's estimate above `counted`."""
    sql, values = sql_of(queryset.only("id"))
    limit = "" if counted is None else f" LIMIT {counted + 1}"
    ((found,),) = await fetch(f"SELECT count(*) FROM ({sql}{limit}) rows", values, custom_plan=True)
    if counted is None or found <= counted:
        return True, found
    ((plan,),) = await fetch(f"EXPLAIN (FORMAT JSON) {sql}", values, custom_plan=True)
    return False, max(found, round(from_json(plan)[0]["Plan"]["Plan Rows"]))


class Pager:
    """Return one page of a queryset, with the next page in the `Link` header."""

    def __init__(self, request: Request) -> None:
        self._request = request

    async def __call__(
        self,
        queryset: QuerySet[Any],
        out: type[BaseModel],
        paging: Paging,
        order: str,
        skip: int = 0,
        if_none: Callable[[], Awaitable[object]] | None = None,
    ) -> Response:
        """`if_none` is awaited if the page is empty, and may raise."""
        name = order.lstrip("-")
        rows = keyset(queryset, order, paging.after).limit(paging.limit + 1)
        ((body, value, row_id, found),) = await read_rows(
            rows.offset(skip) if skip else rows,
            out,
            name,
            "id",
            page=paging.limit,
            custom_plan=not paging.model_fields_set <= NOT_FILTERS,
        )
        if not found and if_none is not None:
            await if_none()
        answer = JSONText(body)
        if found > paging.limit > 0:
            answer.headers["Link"] = self.link(write_cursor(order, value, row_id), paging.limit)
        if paging.count is not None:
            exact, total = await count_rows(queryset, MAX_COUNTED if paging.count == "estimated" else None)
            answer.headers["X-Total-Count"] = str(total)
            answer.headers["X-Total-Count-Is"] = "exact" if exact else "estimated"
        return answer

    def link(self, cursor: str, limit: int) -> str:
        kept = [
            (k, v) for k, v in self._request.query_params.multi_items() if k not in ("after", "skip", "offset", "limit")
        ]
        query = urlencode([*kept, ("limit", limit), ("after", cursor)])
        return f'<{self._request.url.path}?{query}>; rel="next"'


Page = Annotated[Pager, Depends()]
