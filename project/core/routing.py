"""FastAPI's routes, less what each request pays for and gets nothing from.

FastAPI looks for a route by trying one after the other, solves dependencies by recursion, and holds three exit stacks,
two error handlers and a telemetry span round each of them. `Route` flattens the dependencies once and calls them in
order; `Index` finds the route by the path's first segment. What a route declares, and what the document says of it, is
FastAPI's own. docs/decisions/014 has the figures.
"""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.params import Form
from fastapi.routing import APIRoute, serialize_response
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticUndefined, from_json
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from project.core.errors import Unreadable
from project.core.openapi import operation_id

#: Values by name, and FastAPI's errors.
Arguments = tuple[dict[str, Any], list[Any]]
Reader = Callable[[Mapping[str, Any]], Arguments]
SCALARS = {str, int, float, UUID, type(None)}
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
#: Stands for the result of a dependency that was not called, because what it needs did not pass.
FAILED = object()


class Answering:
    """What dependencies get as their `Response`: the headers that they set go out with the answer."""

    def __init__(self) -> None:
        self.headers = MutableHeaders(raw=[])


class Step:
    """One function to call, with places among the results before it for what it depends on."""

    def __init__(self, dependant: Dependant, places: Mapping[int, int]) -> None:
        assert dependant.call is not None
        self.call = dependant.call
        self.awaited = is_async(dependant.call)
        self.needs = [(sub.name, places[id(sub)]) for sub in dependant.dependencies]
        self.request_name = dependant.request_param_name or dependant.http_connection_param_name
        self.response_name = dependant.response_param_name
        sources: list[tuple[list[ModelField], Callable[[Request], Mapping[str, Any]]]] = [
            (dependant.path_params, lambda request: request.path_params),
            (dependant.query_params, lambda request: request.query_params),
            (dependant.header_params, lambda request: request.headers),
            (dependant.cookie_params, lambda request: request.cookies),
        ]
        self.sources = [(reader_of(fields), source) for fields, source in sources if fields]

    def arguments(
        self, request: Request, response: Answering, results: list[Any], errors: list[Any]
    ) -> dict[str, Any] | None:
        """None where one of them, or one of what they come from, did not pass."""
        values: dict[str, Any] = {}
        passed = True
        for name, place in self.needs:
            if results[place] is FAILED:
                passed = False
            elif name is not None:
                values[name] = results[place]
        for read, source in self.sources:
            found, wrong = read(source(request))
            values.update(found)
            if wrong:
                errors += wrong
                passed = False
        if self.request_name is not None:
            values[self.request_name] = request
        if self.response_name is not None:
            values[self.response_name] = response
        return values if passed else None


def reader_of(fields: list[ModelField]) -> Reader:
    """Reads parameters as FastAPI does; words and numbers, and a model that takes the whole query, without detours."""
    annotation = fields[0].field_info.annotation
    if len(fields) == 1 and inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return partial(_read_model, fields, annotation)
    if all(set(get_args(f.field_info.annotation) or [f.field_info.annotation]) <= SCALARS for f in fields):
        return partial(_read_scalars, fields)
    return partial(request_params_to_args, fields)


def _read_scalars(fields: list[ModelField], source: Mapping[str, Any]) -> Arguments:
    values: dict[str, Any] = {}
    for field in fields:
        sent = source.get(field.alias)
        if sent is not None:
            values[field.name], wrong = field.validate(sent, {})
            if wrong:
                return request_params_to_args(fields, source)
        elif field.field_info.is_required():
            return request_params_to_args(fields, source)
        else:
            values[field.name] = field.default
    return values, []


def _read_model(fields: list[ModelField], model: type[BaseModel], source: Mapping[str, Any]) -> Arguments:
    try:
        return {fields[0].name: model.model_validate(dict(source))}, []
    except ValidationError:
        return request_params_to_args(fields, source)


def is_async(call: Callable[..., Any]) -> bool:
    if inspect.isclass(call):
        return False
    return inspect.iscoroutinefunction(call) or inspect.iscoroutinefunction(getattr(call, "__call__", None))  # noqa: B004


def steps_of(dependant: Dependant) -> list[Step]:
    """The tree of dependencies in the order of calling, each function once, the route's own last."""
    places: dict[int, int] = {}
    known: dict[Callable[..., Any], int] = {}
    steps: list[Step] = []

    def visit(part: Dependant) -> None:
        assert part.call is not None
        for sub in part.dependencies:
            visit(sub)
        if part.call not in known:
            known[part.call] = len(steps)
            steps.append(Step(part, places))
        places[id(part)] = known[part.call]

    visit(dependant)
    return steps


def is_plain(dependant: Dependant) -> bool:
    """Whether `Route` can do without FastAPI's handler: no threads, generators, forms, background tasks or scopes."""
    call = dependant.call
    plain = is_async(call) if call is not None and not inspect.isclass(call) else True
    return (
        plain
        and not any(isinstance(field.field_info, Form) for field in dependant.body_params)
        and dependant.background_tasks_param_name is None
        and dependant.security_scopes_param_name is None
        and dependant.websocket_param_name is None
        and all(is_plain(sub) and not sub.body_params for sub in dependant.dependencies)
    )


async def read_json(request: Request) -> Any:
    """The body as JSON where it says that it is; otherwise as bytes, which no schema takes."""
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


class Route(APIRoute):
    """A route whose answer is a Response as it stands, or anything else as `response_model` writes it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "generate_unique_id_function": operation_id})
        self.plain = is_plain(self.dependant)
        if self.plain:
            self.app = self._answer
            self._handle = self.get_route_handler()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._handle(Request(scope, receive, send))
        await response(scope, receive, send)

    def get_route_handler(self) -> Handler:
        if not is_plain(self.dependant):
            return super().get_route_handler()
        *steps, last = steps_of(self.dependant)

        async def handle(request: Request) -> Response:
            response = Answering()
            results: list[Any] = []
            errors: list[Any] = []
            for step in steps:
                values = step.arguments(request, response, results, errors)
                if values is None:
                    results.append(FAILED)
                else:
                    results.append(await step.call(**values) if step.awaited else step.call(**values))
            values = last.arguments(request, response, results, errors)
            if self.dependant.body_params:
                body = await read_json(request)
                found, wrong = await self._body_arguments(body)
                errors += wrong
                values = {**values, **found} if values is not None else None
            if errors or values is None:
                raise RequestValidationError(errors)
            return await self._written(await last.call(**values), response.headers)

        return handle

    async def _body_arguments(self, body: Any) -> Arguments:
        fields = self.dependant.body_params
        if len(fields) == 1 and not self._embed_body_fields and body is not PydanticUndefined:
            value, wrong = fields[0].validate(body, {}, loc=("body",))
            return {fields[0].name: value}, wrong
        return await request_body_to_args(fields, body, self._embed_body_fields)

    async def _written(self, content: Any, headers: MutableHeaders) -> Response:
        answer: Response = content
        if not isinstance(content, Response):
            body = await serialize_response(
                field=self.response_field,
                response_content=content,
                by_alias=self.response_model_by_alias,
                exclude_none=self.response_model_exclude_none,
                dump_json=self.response_field is not None,
            )
            if self.response_field is None and self.status_code != 204:
                body = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            answer = Response(body, self.status_code or 200, media_type="application/json")
        answer.raw_headers += headers.raw
        return answer


class Index:
    """Finds a route by its path, or among those of the path's form, instead of trying them all.

    Routes of other kinds, and paths and methods that none has, are left to FastAPI's router.
    """

    def __init__(self, routes: Sequence[BaseRoute], otherwise: ASGIApp) -> None:
        self._otherwise = AsyncExitStackMiddleware(otherwise)
        self._by_path: dict[tuple[str, str], Route] = {}
        self._by_form: dict[tuple[str, str, int], list[Route]] = defaultdict(list)
        for route in routes:
            if isinstance(route, Route) and route.plain and ":path}" not in route.path:
                for method in route.methods or ():
                    if "{" in route.path:
                        self._by_form[_form(method, route.path)].append(route)
                    else:
                        self._by_path.setdefault((method, route.path), route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self._otherwise
        if scope["type"] == "http":
            method, path = scope["method"], scope["path"]
            route = self._by_path.get((method, path))
            if route is not None:
                scope.update(route=route, endpoint=route.endpoint, path_params={})
                app = route.app
            else:
                for route in self._by_form.get(_form(method, path), ()):
                    if match := route.path_regex.match(path):
                        convert = route.param_convertors
                        found = {name: convert[name].convert(value) for name, value in match.groupdict().items()}
                        scope.update(route=route, endpoint=route.endpoint, path_params=found)
                        app = route.app
                        break
        await app(scope, receive, send)


def _form(method: str, path: str) -> tuple[str, str, int]:
    """What a path and its route have in common: method, first segment, number of segments."""
    return method, path[1:].partition("/")[0], path.count("/")


def add_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Take in routers as they are. `include_router` would match each request once more for every level."""
    for router in routers:
        app.router.routes += router.routes
