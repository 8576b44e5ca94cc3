"""Routes of the catalogue: two prefixes, and the cache headers and errors that the telescope's clients expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Depends, Request, Response
from fastapi.params import Depends as Dependency

from project.core.http.arguments import Handler
from project.core.http.router import Router
from project.core.http.routing import Route
from project.imaging.access.addresses import require_allowed_address
from project.imaging.routing.cache_control import LIVE, NO_STORE, with_etag
from project.imaging.routing.problem_members import problem_members

#: The dashboard calls the second one. Only the first is in the OpenAPI document.
PREFIXES = ("/api/v1", "/api")

#: Origin, because CORS headers differ by it.
VARY = "Accept, Accept-Encoding, Authorization, Origin"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'none'; img-src 'none'; font-src 'none'; connect-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class ImagingRoute(Route):
    """Adds cache and security headers, an ETag where the answer may be cached, and the clients' members to problems."""

    #: A 422 may echo the query: it holds no personal data here.
    shows_query = True

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        headers = self._headers()
        cacheable = "GET" in (self.methods or ()) and "max-age" in self._policy

        async def handle_with_headers(request: Request) -> Response:
            response = await handle(request)
            if response.status_code >= 400:
                response.headers["Cache-Control"] = NO_STORE
            elif cacheable and response.status_code == 200:
                response = with_etag(request, response)
            present = {name for name, _ in response.raw_headers}
            response.raw_headers += [pair for pair in headers if pair[0] not in present]
            return response

        return handle_with_headers

    @property
    def _policy(self) -> str:
        return str(getattr(self.endpoint, "cache_control", NO_STORE))

    def _headers(self) -> list[tuple[bytes, bytes]]:
        headers = {"cache-control": self._policy, "content-security-policy": CONTENT_SECURITY_POLICY}
        if "GET" in (self.methods or ()):
            headers["vary"] = VARY
        if self._policy == LIVE:
            headers["pragma"] = "no-cache"
        return [(name.encode(), value.encode()) for name, value in headers.items()]

    def complete_problem(self, body: dict[str, Any], headers: dict[str, str]) -> None:
        headers["Cache-Control"] = NO_STORE
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        if "GET" in (self.methods or ()):
            headers["Vary"] = VARY
        for name, value in problem_members(body, headers).items():
            body.setdefault(name, value)


class ImagingRouter(Router):
    """Serves each route under both prefixes: `ImagingRouter("/images", tags=["images"])`.

    Answers 403 to addresses outside DSA110_ALLOWED_IPS unless `open_to_all`.
    """

    def __init__(
        self,
        path: str = "",
        *,
        tags: Sequence[str] = ("imaging",),
        dependencies: Sequence[Dependency] = (),
        open_to_all: bool = False,
    ) -> None:
        self.path, self.guarded = path, not open_to_all
        guards = [Depends(require_allowed_address)] if self.guarded else []
        super().__init__(route_class=ImagingRoute, tags=[*tags], dependencies=[*guards, *dependencies])

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if self.guarded:
            options["responses"] = {403: {}, 429: {}, **(options.get("responses") or {})}
        for prefix in PREFIXES:
            listed = options.get("include_in_schema", True) and prefix == PREFIXES[0]
            super().add_api_route(f"{prefix}{self.path}{path}", endpoint, **{**options, "include_in_schema": listed})
