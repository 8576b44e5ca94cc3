"""FastAPI's routes without per-request overhead.

FastAPI looks for a route by trying one after the other, solves dependencies by recursion, and holds three exit stacks,
two error handlers and a telemetry span round each of them. `Route` flattens the dependencies once and calls them in
order; `RouteIndex` finds the route by the path's first segment. What a route declares, and what the document says of
it, is FastAPI's own. docs/decisions/015 has the figures.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic_core import PydanticUndefined, from_json
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from project.core.compat.fastapi import (
    AsyncExitStackMiddleware,
    ModelField,
    embeds_body_fields,
    request_body_to_args,
    serialize_response,
)
from project.core.errors import DeclarationError, Unreadable
from project.core.http.arguments import FAILED, Arguments, Handler, ResponseHeaders, Step, is_plain, steps_of
from project.core.http.idempotency import CLAIM, check_idempotent, claim_key, once
from project.core.http.openapi import operation_id

#: A parameter of several segments.
LONG = re.compile(r":(path|rest)\}")


async def read_json(request: Request) -> Any:
    """Return the body, parsed if it says it is JSON; otherwise bytes, which no schema accepts."""
    body = await request.body()
    if not body:
        return PydanticUndefined
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        return body
    try:
        return from_json(body, cache_strings="keys")
    except ValueError:
        return _read_json_slowly(body)


def _read_json_slowly(body: bytes) -> Any:
    """By the standard library, which says where the fault lies."""
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        found = {"type": "json_invalid", "loc": ("body", error.pos), "msg": "JSON decode error"}
        raise RequestValidationError([found]) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable from error


class Rest(Convertor[str]):
    """`{name:rest}`: like `:path`, but not empty and without a trailing slash."""

    regex = ".*[^/]"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("rest", Rest())


class Route(APIRoute):
    """A route that returns a Response as it is, or any other value by `response_model`."""

    plain = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "generate_unique_id_function": operation_id})
        if self.max_body_size is not None:
            raise DeclarationError(f"{self.path}: in place of max_body_size, use Router(route_class=LargeBodyRoute)")
        if self.idempotent:
            check_idempotent(self)
            self.dependant.dependencies.sort(key=lambda dependency: dependency.call is claim_key)
        if is_plain(self.dependant):
            self._handle = self.get_route_handler()
            self.app = self._answer
            self.plain = True

    @property
    def idempotent(self) -> bool:
        return CLAIM in self.dependencies

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._handle(Request(scope, receive, send))
        await response(scope, receive, send)

    def get_route_handler(self) -> Handler:
        """Raise DeclarationError for `include_router`: its dependencies would not be called."""
        if self.plain:
            raise DeclarationError(f"{self.path}: use add_routes(app, routers) in place of include_router")
        if not is_plain(self.dependant):
            return super().get_route_handler()
        handle = self._plain_handler()
        return once(handle) if self.idempotent else handle

    def _plain_handler(self) -> Handler:
        *steps, last = steps_of(self.dependant)

        async def handle(request: Request) -> Response:
            response = ResponseHeaders()
            results: list[Any] = []
            errors: list[Any] = []
            for step in steps:
                values = step.arguments(request, response, results, errors)
                if step.body_fields:
                    values = await self._with_body(request, step, values, errors)
                if values is None:
                    results.append(FAILED)
                else:
                    results.append(await step.call(**values) if step.awaited else step.call(**values))
            values = last.arguments(request, response, results, errors)
            if last.body_fields:
                values = await self._with_body(request, last, values, errors)
            if errors or values is None:
                raise RequestValidationError(errors)
            return await self._written(await last.call(**values), response.headers)

        return handle

    async def _with_body(
        self, request: Request, step: Step, values: dict[str, Any] | None, errors: list[Any]
    ) -> dict[str, Any] | None:
        found, wrong = await self._body_arguments(step.body_fields, await read_json(request))
        errors += wrong
        return {**values, **found} if values is not None and not wrong else None

    async def _body_arguments(self, fields: list[ModelField], body: Any) -> Arguments:
        embedded = embeds_body_fields(self)
        if len(fields) == 1 and not embedded and body is not PydanticUndefined:
            value, wrong = fields[0].validate(body, {}, loc=("body",))
            return {fields[0].name: value}, wrong
        return await request_body_to_args(fields, body, embedded)

    async def _written(self, content: Any, headers: MutableHeaders) -> Response:
        answer: Response = content
        if not isinstance(content, Response):
            kind = self.response_class
            is_json = not isinstance(kind, type)  # FastAPI's placeholder for its default
            body = await serialize_response(
                field=self.response_field,
                response_content=content,
                include=self.response_model_include,
                exclude=self.response_model_exclude,
                by_alias=self.response_model_by_alias,
                exclude_unset=self.response_model_exclude_unset,
                exclude_defaults=self.response_model_exclude_defaults,
                exclude_none=self.response_model_exclude_none,
                dump_json=is_json and self.response_field is not None,
            )
            if is_json and self.response_field is None and self.status_code != 204:
                body = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            if isinstance(kind, type):
                answer = kind(body, self.status_code or 200)
            else:
                answer = Response(body, self.status_code or 200, media_type="application/json")
        answer.raw_headers += headers.raw
        return answer


class RouteIndex:
    """Find a route by its path or shape, instead of trying all.

    A parameter of several segments (`:path`, `:rest`) is looked for by what stands before it; of such routes those go
    first that have something behind it. Routes of other kinds, and paths and methods that none has, are left to
    FastAPI's router.
    """

    def __init__(self, routes: Sequence[BaseRoute], otherwise: ASGIApp) -> None:
        self._otherwise = AsyncExitStackMiddleware(otherwise)
        self._by_path: dict[tuple[str, str], Route] = {}
        self._by_form: dict[tuple[str, str, int], list[Route]] = defaultdict(list)
        by_head: dict[tuple[str, str], list[Route]] = defaultdict(list)
        for route in routes:
            if isinstance(route, Route) and route.plain:
                for method in route.methods or ():
                    if "{" not in route.path:
                        self._by_path.setdefault((method, route.path), route)
                    elif LONG.search(route.path):
                        by_head[method, route.path.partition("{")[0]].append(route)
                    else:
                        self._by_form[_form(method, route.path)].append(route)
        for found in by_head.values():
            found.sort(key=lambda route: route.path.endswith("}"))
        self._by_head = sorted(by_head.items(), key=lambda item: len(item[0][1]), reverse=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self._otherwise
        if scope["type"] == "http":
            method, path = scope["method"], scope["path"]
            route = self._by_path.get((method, path))
            if route is not None:
                scope.update(route=route, endpoint=route.endpoint, path_params={})
                app = route.app
            elif (by_form := self._by_form.get(_form(method, path))) and (found := _taken(by_form, path, scope)):
                app = found
            else:
                for (of, head), routes in self._by_head:
                    if of == method and path.startswith(head) and (found := _taken(routes, path, scope)):
                        app = found
                        break
        await app(scope, receive, send)


def _taken(routes: Iterable[Route], path: str, scope: Scope) -> ASGIApp | None:
    """The application of the first route that has this path, which is put into the scope."""
    for route in routes:
        if match := route.path_regex.match(path):
            convert = route.param_convertors
            found = {name: convert[name].convert(value) for name, value in match.groupdict().items()}
            scope.update(route=route, endpoint=route.endpoint, path_params=found)
            return route.app
    return None


def _form(method: str, path: str) -> tuple[str, str, int]:
    """What a path and its route have in common: method, first segment, number of segments."""
    return method, path[1:].partition("/")[0], path.count("/")
