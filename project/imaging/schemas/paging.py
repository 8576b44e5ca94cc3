from __future__ import annotations

from pydantic import Field

from project.core.http.pagination import Paging

MAX_OFFSET = 2**53


class ProductPaging(Paging):
    """Paging with an `offset` for the telescope's clients. `after` costs the same on every page."""

    limit: int = Field(default=100, ge=0, le=1000, description="Maximum number of rows.")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="Rows to skip. Slow if large.")
