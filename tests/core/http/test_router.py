"""What is declared by half is refused when the application is built."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Form, Query
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from project.core.errors import DeclarationError
from project.core.http.access import requires
from project.core.http.etags import IfMatch, Tagged
from project.core.http.events import EventStream
from project.core.http.pagination import Page, Paging
from project.core.http.router import Router, add_routes
from project.core.http.streaming import LargeBodyRoute
from project.core.ops.settings import Settings
from project.main import create_app
from project.users.dependencies import CanWrite


async def create(caller: CanWrite) -> int:
    return 1


async def anonymous() -> int:
    return 1


@requires("a guest", identifies_caller=False)
async def guest() -> str:
    return "guest"


async def reading(reader: Annotated[str, Depends(guest)]) -> int:
    return 1


def threaded(caller: CanWrite) -> int:
    return 1


async def with_form(caller: CanWrite, name: Annotated[str, Form()]) -> int:
    return 1


async def with_background(caller: CanWrite, later: BackgroundTasks) -> int:
    return 1


async def lend() -> AsyncIterator[int]:
    yield 1


async def with_lent(caller: CanWrite, lent: Annotated[int, Depends(lend)]) -> int:
    return lent


async def paged(page: Page, query: Annotated[Paging, Query()]) -> None:
    return None


async def paged_without_a_query(page: Page) -> None:
    return None


async def queried_without_a_page(query: Annotated[Paging, Query()]) -> None:
    return None


async def tagged(tag: Tagged) -> None:
    return None


async def guarded(guard: IfMatch) -> None:
    return None


async def tagged_and_guarded(tag: Tagged, guard: IfMatch) -> None:
    return None


def test_a_post_with_a_caller_can_be_idempotent() -> None:
    router = Router()
    router.post("/loans", idempotent=True)(create)

    (route,) = router.routes

    assert getattr(route, "idempotent", False)


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_other_methods_are_not_idempotent(method: str) -> None:
    with pytest.raises(DeclarationError, match="is for POST"):
        getattr(Router(), method)("/loans", idempotent=True)


@pytest.mark.parametrize("methods", [None, ["PATCH"], ["POST", "GET"]])
def test_no_other_way_makes_another_method_idempotent(methods: list[str] | None) -> None:
    with pytest.raises(DeclarationError, match=r"use @router\.post\(…, idempotent=True\)"):
        Router().add_api_route("/loans", create, methods=methods, idempotent=True)


@pytest.mark.parametrize("endpoint", [threaded, with_form, with_background, with_lent])
def test_what_fastapi_must_serve_is_not_idempotent(endpoint: Callable[..., Any]) -> None:
    with pytest.raises(DeclarationError, match="needs an `async def` without yield, form or background task"):
        Router().post("/loans", idempotent=True)(endpoint)


@pytest.mark.parametrize("endpoint", [anonymous, reading])
def test_a_route_that_knows_no_caller_is_not_idempotent(endpoint: Callable[..., Any]) -> None:
    with pytest.raises(DeclarationError, match="take a caller, for example `caller: CanWrite`"):
        Router().post("/loans", idempotent=True)(endpoint)


@pytest.mark.parametrize("kind", [StreamingResponse, EventStream])
def test_a_stream_is_not_idempotent(kind: type) -> None:
    with pytest.raises(DeclarationError, match="a stream is too long"):
        Router().post("/loans", response_class=kind, idempotent=True)(create)


def test_a_refusal_names_the_path_and_the_function() -> None:
    with pytest.raises(DeclarationError, match=r"/loans \(tests\.core\.http\.test_router\.anonymous\)"):
        Router().post("/loans", idempotent=True)(anonymous)


def test_a_router_of_fastapi_is_refused() -> None:
    with pytest.raises(DeclarationError, match=r"router = Router\(prefix=…, tags=…\)"):
        add_routes(FastAPI(), [APIRouter()])


def test_a_route_of_fastapi_is_refused() -> None:
    router = Router()
    router.add_api_route("/loans", anonymous, route_class_override=APIRoute)

    with pytest.raises(DeclarationError, match="is not of class Route"):
        add_routes(FastAPI(), [router])


def test_a_router_in_a_router_is_refused() -> None:
    with pytest.raises(DeclarationError, match="list every router in the app's `routers`"):
        Router().include_router(Router(), prefix="/loans")


def test_the_service_includes_no_router() -> None:
    with pytest.raises(DeclarationError, match="list every router in the app's `routers`"):
        create_app(Settings()).include_router(Router())


def test_an_override_that_would_not_hold_is_refused() -> None:
    with pytest.raises(DeclarationError, match="send a user's credentials"):
        create_app(Settings()).dependency_overrides[lend] = anonymous


def test_another_application_cannot_include_a_router_without_its_dependencies() -> None:
    router = Router()
    router.get("/loans")(anonymous)
    app = FastAPI()
    app.include_router(router, dependencies=[Depends(lend)])

    with pytest.raises(DeclarationError, match=r"use add_routes\(app, routers\)"):
        app.openapi()


def test_a_limit_on_a_body_that_would_not_hold_is_refused() -> None:
    with pytest.raises(DeclarationError, match=r"Router\(route_class=LargeBodyRoute\)"):
        Router().post("/loans", max_body_size=10)(create)


def refused(*routes: tuple[str, str, Callable[..., Any]], **options: Any) -> str:
    """What is said of these routes when they are added; nothing where they are taken."""
    router = Router(**options)
    for method, path, endpoint in routes:
        router.add_api_route(path, endpoint, methods=[method])
    try:
        add_routes(FastAPI(), [router])
    except DeclarationError as error:
        return str(error)
    return ""


def test_a_large_body_needs_a_fixed_path() -> None:
    assert "fixed paths only" in refused(("POST", "/loans/{loan_id}", anonymous), route_class=LargeBodyRoute)
    assert not refused(("POST", "/loans", anonymous), route_class=LargeBodyRoute)


@pytest.mark.parametrize("endpoint", [paged_without_a_query, queried_without_a_page])
def test_a_list_takes_a_page_and_its_query(endpoint: Callable[..., Any]) -> None:
    assert "`page: Page` and `query: Annotated[Paging, Query()]`" in refused(("GET", "/loans", endpoint))
    assert not refused(("GET", "/loans", paged))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_change_of_what_has_an_etag_takes_if_match(method: str) -> None:
    assert "take `guard: IfMatch`" in refused(("GET", "/loans/{n}", tagged), (method, "/loans/{n}", tagged))
    assert not refused(("GET", "/loans/{n}", tagged), (method, "/loans/{n}", tagged_and_guarded))


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_answers_with_the_new_etag(method: str) -> None:
    assert "take `tag: Tagged`" in refused(("GET", "/loans/{n}", tagged), (method, "/loans/{n}", guarded))


def test_a_delete_answers_with_no_etag() -> None:
    assert not refused(("GET", "/loans/{n}", tagged), ("DELETE", "/loans/{n}", guarded))


def test_if_match_needs_a_get_with_an_etag() -> None:
    assert "GET takes `tag: Tagged`" in refused(("GET", "/loans/{n}", anonymous), ("PATCH", "/loans/{n}", guarded))
