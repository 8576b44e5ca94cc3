"""`ETag`, `If-None-Match` and `If-Match`, from the version that a row carries."""

from __future__ import annotations

from typing import Annotated, Any, Protocol, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from tortoise.queryset import QuerySet

from project.core.errors import NotFound, ProjectError, Stale
from project.core.json.rows import JSONText, read_rows


class HasVersion(Protocol):
    version: int


V = TypeVar("V", bound=HasVersion)


class NotModified(ProjectError):
    """The caller has this version already: 304."""

    status = 304
    title = "Not Modified"


def etag(version: int) -> str:
    return f'"{version}"'


def named(header: str) -> set[str]:
    """Parse a header's ETags, ignoring weakness."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


class Tag:
    """Set the ETag of the answered row, or end the request with 304."""

    def __init__(
        self,
        request: Request,
        response: Response,
        if_none_match: Annotated[
            str | None, Header(max_length=1000, description="ETag of the copy that you hold.")
        ] = None,
    ) -> None:
        self._response = response
        self._held = named(if_none_match) if if_none_match and request.method in ("GET", "HEAD") else set()

    def __call__(self, row: V) -> V:
        self._response.headers["ETag"] = self._fresh(etag(row.version))
        return row

    async def read(self, queryset: QuerySet[Any], out: type[BaseModel], missing: NotFound) -> Response:
        """Return the queryset's only row with its ETag. Raises `missing` if there is none."""
        rows = await read_rows(queryset, out, "version")
        if not rows:
            raise missing
        body, version = rows[0]
        answer = JSONText(body)
        answer.raw_headers.append((b"etag", self._fresh(etag(version)).encode()))
        return answer

    def _fresh(self, tag: str) -> str:
        if tag in self._held or "*" in self._held:
            error = NotModified()
            error.headers["ETag"] = tag
            raise error
        return tag


class IfMatchGuard:
    """The versions that `If-Match` allows to change; any without the header."""

    def __init__(
        self,
        if_match: Annotated[
            str | None,
            Header(max_length=1000, description="ETag of the version to change; 412 when it is not the current one."),
        ] = None,
    ) -> None:
        self._named = named(if_match) if if_match is not None else {"*"}

    def check(self, row: HasVersion) -> None:
        """Raise Stale on a mismatch. Lock the row first."""
        if "*" not in self._named and etag(row.version) not in self._named:
            raise Stale


Tagged = Annotated[Tag, Depends()]
IfMatch = Annotated[IfMatchGuard, Depends()]
