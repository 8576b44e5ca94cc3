"""Pages of the catalogue's lists."""

from __future__ import annotations

from pydantic import Field

from project.core.paging import Paging

MAX_OFFSET = 2**53


class ProductPaging(Paging):
    """Query of a list of the telescope's. `offset` is for its old clients: `after` costs the same on every page."""

    limit: int = Field(default=100, ge=0, le=1000, description="Rows wanted.")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="Rows to leave out; the more, the slower.")
