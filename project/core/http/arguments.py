"""FastAPI's dependency tree, flattened into calls."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, get_args
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Request, Response
from fastapi.params import Form
from pydantic import BaseModel, ValidationError
from starlette.datastructures import MutableHeaders, QueryParams

from project.core.compat.fastapi import Dependant, ModelField, request_params_to_args

#: Values by name, and FastAPI's errors.
Arguments = tuple[dict[str, Any], list[Any]]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Reader = Callable[[Mapping[str, Any]], Arguments]
SCALARS = {str, int, float, UUID, type(None)}
#: Result of a dependency that was not called because its parameters failed validation.
FAILED = object()


class ResponseHeaders:
    """The `Response` that dependencies get. Its headers are merged into the answer."""

    def __init__(self) -> None:
        self.headers = MutableHeaders(raw=[])


class Step:
    """A function to call, with the positions of the results it depends on."""

    def __init__(self, dependant: Dependant, places: Mapping[int, int]) -> None:
        assert dependant.call is not None
        self.call = dependant.call
        self.awaited = is_async(dependant.call)
        self.needs = [(sub.name, places[id(sub)]) for sub in dependant.dependencies]
        self.request_name = dependant.request_param_name or dependant.http_connection_param_name
        self.response_name = dependant.response_param_name
        sources: list[tuple[list[ModelField], Callable[[Request], Mapping[str, Any]]]] = [
            (dependant.path_params, lambda request: request.path_params),
            (dependant.query_params, _query_of(dependant.query_params)),
            (dependant.header_params, lambda request: request.headers),
            (dependant.cookie_params, lambda request: request.cookies),
        ]
        self.sources = [(reader_of(fields), source) for fields, source in sources if fields]
        self.body_fields = dependant.body_params

    def arguments(
        self, request: Request, response: ResponseHeaders, results: list[Any], errors: list[Any]
    ) -> dict[str, Any] | None:
        """Return None if a parameter or a dependency failed validation."""
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
    """Return a parser of parameters. Scalars and whole-query models skip FastAPI's generic path."""
    if (model := _whole(fields)) is not None:
        return partial(_read_model, fields, model)
    if all(set(get_args(f.field_info.annotation) or [f.field_info.annotation]) <= SCALARS for f in fields):
        return partial(_read_scalars, fields)
    return partial(request_params_to_args, fields)


def _whole(fields: list[ModelField]) -> type[BaseModel] | None:
    """The model that takes all parameters of the kind, if they are declared so."""
    annotation = fields[0].field_info.annotation if len(fields) == 1 else None
    return annotation if inspect.isclass(annotation) and issubclass(annotation, BaseModel) else None


def _query_of(fields: list[ModelField]) -> Callable[[Request], Mapping[str, Any]]:
    """What reads the query: for a model into a plain dict, for which Starlette would first make two others."""
    if fields and _whole(fields) is not None:
        return lambda request: dict(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True))
    return lambda request: request.query_params


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
        return request_params_to_args(fields, QueryParams(source) if type(source) is dict else source)


def is_async(call: Callable[..., Any]) -> bool:
    if inspect.isclass(call):
        return False
    return inspect.iscoroutinefunction(call) or inspect.iscoroutinefunction(getattr(call, "__call__", None))  # noqa: B004


def steps_of(dependant: Dependant) -> list[Step]:
    """Return the calls in order, each function once, the route's own last."""
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
    """Tell whether `Route` can do without FastAPI's handler: no threads, generators, forms, tasks or scopes."""
    call = dependant.call
    plain = is_async(call) if call is not None and not inspect.isclass(call) else True
    return (
        plain
        and not any(isinstance(field.field_info, Form) for field in dependant.body_params)
        and dependant.background_tasks_param_name is None
        and dependant.security_scopes_param_name is None
        and dependant.websocket_param_name is None
        and all(is_plain(sub) and sub.use_cache for sub in dependant.dependencies)
    )
