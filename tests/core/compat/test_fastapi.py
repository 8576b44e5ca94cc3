"""What `project/core` relies on in FastAPI's private names."""

from contextlib import AsyncExitStack
from importlib.metadata import version
from typing import Annotated, Any
from uuid import UUID

import httpx2
import pytest
from fastapi import APIRouter, Body, Depends, FastAPI, Request
from fastapi.exceptions import ResponseValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from starlette.datastructures import Headers, QueryParams
from starlette.types import Receive, Scope, Send

from project.core.compat.fastapi import (
    AsyncExitStackMiddleware,
    Dependant,
    embeds_body_fields,
    iter_route_contexts,
    request_body_to_args,
    request_params_to_args,
    serialize_response,
)
from project.core.testing.environment import ROOT


class Item(BaseModel):
    name: str
    size: int = 1


async def first() -> int:
    return 1


async def second(one: Annotated[int, Depends(first)], x_token: int) -> int:
    return one


async def endpoint(
    request: Request, item_id: UUID, item: Item, two: Annotated[int, Depends(second)], limit: int = 5
) -> None:
    return None


async def two_bodies(item: Item, other: Item) -> None:
    return None


async def embedded(item: Annotated[Item, Body(embed=True)]) -> None:
    return None


def route_of(endpoint: Any, **options: Any) -> APIRoute:
    return APIRoute("/items/{item_id}" if "item_id" in endpoint.__annotations__ else "/", endpoint, **options)


@pytest.mark.parametrize("library", ["fastapi", "starlette"])
def test_the_installed_version_is_the_one_that_is_pinned(library: str) -> None:
    assert f'"{library}=={version(library)}"' in (ROOT / "pyproject.toml").read_text()


def test_a_dependant_holds_the_parameters_by_their_place() -> None:
    dependant = route_of(endpoint).dependant

    assert [field.name for field in dependant.path_params] == ["item_id"]
    assert [field.name for field in dependant.query_params] == ["limit"]
    assert [field.name for field in dependant.body_params] == ["item"]
    assert (dependant.call, dependant.request_param_name) == (endpoint, "request")


def test_a_dependant_is_a_tree_in_the_order_of_the_parameters() -> None:
    (found,) = route_of(endpoint).dependant.dependencies

    assert (found.call, found.name, [sub.call for sub in found.dependencies]) == (second, "two", [first])


def test_a_routes_own_dependencies_come_first() -> None:
    dependant = route_of(endpoint, dependencies=[Depends(first)]).dependant

    assert [(found.call, found.name) for found in dependant.dependencies] == [(first, None), (second, "two")]


def test_a_route_keeps_the_dependencies_that_it_was_given() -> None:
    assert Depends(first) in route_of(endpoint, dependencies=[Depends(first)]).dependencies


def test_a_dependant_says_whether_its_value_may_be_used_again() -> None:
    async def anew(one: Annotated[int, Depends(first, use_cache=False)]) -> None:
        return None

    assert not route_of(anew).dependant.dependencies[0].use_cache
    assert Dependant().use_cache


def test_a_field_validates_what_was_sent() -> None:
    (field,) = route_of(endpoint).dependant.query_params

    assert field.validate("7", {}) == (7, [])
    assert field.validate("x", {}, loc=("query", "limit"))[1][0]["loc"] == ("query", "limit")
    assert (field.alias, field.default, field.field_info.annotation) == ("limit", 5, int)


@pytest.mark.parametrize(("sent", "values"), [({"limit": "7"}, {"limit": 7}), ({}, {"limit": 5})])
def test_parameters_come_by_their_names(sent: dict[str, str], values: dict[str, int]) -> None:
    assert request_params_to_args(route_of(endpoint).dependant.query_params, QueryParams(sent)) == (values, [])


def test_faults_of_parameters_say_where() -> None:
    values, errors = request_params_to_args(route_of(endpoint).dependant.query_params, Headers({"limit": "x"}))

    assert (values, errors[0]["loc"]) == ({}, ("query", "limit"))


@pytest.mark.parametrize(("function", "embeds"), [(endpoint, False), (two_bodies, True), (embedded, True)])
def test_a_route_says_whether_its_body_has_a_key_for_each_parameter(function: Any, embeds: bool) -> None:
    assert embeds_body_fields(route_of(function)) is embeds


async def test_bodies_come_by_their_names() -> None:
    fields = route_of(two_bodies).dependant.body_params
    body = {"item": {"name": "a"}, "other": {"name": "b"}}

    assert await request_body_to_args(fields, body, True) == ({"item": Item(name="a"), "other": Item(name="b")}, [])


async def test_a_body_that_is_missing_is_a_fault() -> None:
    _, errors = await request_body_to_args(route_of(endpoint).dependant.body_params, PydanticUndefined, False)

    assert [(error["type"], error["loc"]) for error in errors] == [("missing", ("body",))]


async def test_an_answer_is_written_as_its_model_has_it() -> None:
    field = route_of(first, response_model=Item).response_field
    written = await serialize_response(field=field, response_content={"name": "a", "secret": 1}, dump_json=True)

    assert written == b'{"name":"a","size":1}'


async def test_an_answer_that_is_none_of_the_model_is_an_error() -> None:
    field = route_of(first, response_model=Item).response_field

    with pytest.raises(ResponseValidationError):
        await serialize_response(field=field, response_content={}, dump_json=True)


def test_the_placeholder_of_the_default_response_is_no_class() -> None:
    assert not isinstance(route_of(first).response_class, type)


def test_routes_are_found_in_included_routers() -> None:
    router = APIRouter()
    router.add_api_route("/items", first, methods=["GET", "POST"])
    app = FastAPI(openapi_url=None)
    app.include_router(router, prefix="/v1")

    (found,) = iter_route_contexts(app.routes)

    assert (found.path, found.methods) == ("/v1/items", {"GET", "POST"})
    assert found.path_regex.match("/v1/items")


async def test_the_middleware_gives_fastapis_handler_a_place_for_files() -> None:
    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        assert isinstance(scope["fastapi_middleware_astack"], AsyncExitStack)

    await AsyncExitStackMiddleware(application)({"type": "http"}, None, None)  # type: ignore[arg-type]


async def test_fastapis_handler_needs_that_middleware() -> None:
    app = FastAPI()
    app.add_api_route("/", first)

    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app.router), base_url="http://test") as client:
        with pytest.raises(AssertionError, match="fastapi_middleware_astack not found"):
            await client.get("/")
