"""One little application twice: by the short way, and by FastAPI's own."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import httpx2
from fastapi import APIRouter, BackgroundTasks, Cookie, Depends, FastAPI, Form, Header, HTTPException, Query, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp

from project.core.http.problems import add_error_handlers
from project.core.http.routing import RouteIndex

#: The functions that requests have run, in their order.
called: list[str] = []


class Item(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str = Field(max_length=50)
    size: int | None = None
    parts: list[float] = []


class Filters(BaseModel):
    limit: int = Field(default=10, ge=1)
    word: str | None = None


class ItemOut(BaseModel):
    name: str
    size: int | None = None


def log_first() -> str:
    called.append("first")
    return "first"


async def log_second(first: Annotated[str, Depends(log_first)]) -> str:
    called.append("second")
    return f"{first}+second"


async def needs_token(x_token: Annotated[int, Header()], response: Response) -> int:
    called.append("token")
    response.headers["X-Seen"] = str(x_token)
    return x_token


async def refuse() -> None:
    raise HTTPException(401, "Not authenticated")


async def lend() -> AsyncIterator[str]:
    called.append("opened")
    yield "lent"
    called.append("closed")


First = Annotated[str, Depends(log_first)]
Second = Annotated[str, Depends(log_second)]
Token = Annotated[int, Depends(needs_token)]


async def fixed() -> dict[str, str]:
    return {"path": "fixed"}


async def read(item_id: UUID) -> dict[str, str]:
    return {"path": str(item_id)}


async def number(n: int) -> int:
    return n


async def text(word: str) -> dict[str, str]:
    return {"word": word}


async def ended(word: str) -> dict[str, str]:
    return {"ended": word}


async def words(
    must: int,
    may: float | None = None,
    many: Annotated[list[int], Query()] = [],  # noqa: B006
    yes: bool = False,
    ids: UUID | None = None,
) -> dict[str, Any]:
    return {"must": must, "may": may, "many": many, "yes": yes, "ids": ids}


async def filtered(filters: Annotated[Filters, Query()]) -> Filters:
    return filters


async def headed(x_one: Annotated[str, Header(max_length=3)], jar: Annotated[int | None, Cookie()] = None) -> list[Any]:
    return [x_one, jar]


async def make(item: Item) -> Item:
    return item


async def make_maybe(item: Item | None = None) -> Item | None:
    return item


async def make_two(item: Item, other: Item) -> list[str]:
    return [item.name, other.name]


async def make_any(body: dict[str, Any]) -> str:
    return ascii(body)


async def make_list(body: list[Item]) -> int:
    return len(body)


async def twice(first: First, second: Second, again: First) -> list[str]:
    return [first, second, again]


async def all_wrong(item_id: int, item: Item, token: Token, limit: Annotated[int, Query(ge=1)]) -> list[Any]:
    return [item_id, item.name, token, limit]


async def told(token: Token) -> ItemOut:
    return ItemOut(name=str(token))


async def told_whole(token: Token) -> JSONResponse:
    return JSONResponse({"token": token}, 202)


async def shaped() -> dict[str, Any]:
    return {"name": "x", "size": None, "secret": 1}


async def defaulted() -> ItemOut:
    return ItemOut(name="x")


async def written() -> str:
    return "as it is"


async def compose(item: Item, second: Second) -> str:
    called.append("composed")
    return f"{item.name} {second}"


async def with_composed(composed: Annotated[str, Depends(compose)], limit: Annotated[int, Query(ge=1)]) -> list[Any]:
    return [composed, limit]


async def asked_anew(
    first: First, again: Annotated[str, Depends(log_first, use_cache=False)], second: Second
) -> list[str]:
    return [first, again, second]


async def nothing() -> None:
    return None


def in_a_thread(n: int) -> int:
    return n


async def with_generator(lent: Annotated[str, Depends(lend)]) -> str:
    return lent


async def with_form(name: Annotated[str, Form()], size: Annotated[int, Form()]) -> list[Any]:
    return [name, size]


async def with_background(later: BackgroundTasks) -> str:
    later.add_task(called.append, "later")
    return "now"


async def guarded(item: Item, token: Token, nobody: Annotated[None, Depends(refuse)]) -> str:
    return item.name


ROUTES: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("GET", "/items/{item_id}", read, {}),
    ("GET", "/items/fixed", fixed, {}),
    ("GET", "/numbers/{n}", number, {}),
    ("GET", "/convert/{n:int}", number, {}),
    ("GET", "/texts/{word}", text, {}),
    ("GET", "/files/{word:path}", text, {}),
    ("GET", "/rest/{word:rest}/end", ended, {}),
    ("GET", "/rest/{word:rest}", text, {}),
    ("GET", "/words", words, {}),
    ("GET", "/filtered", filtered, {}),
    ("GET", "/headed", headed, {}),
    ("POST", "/items", make, {"status_code": 201}),
    ("POST", "/maybe", make_maybe, {}),
    ("POST", "/two", make_two, {}),
    ("POST", "/any", make_any, {}),
    ("POST", "/lists", make_list, {}),
    ("GET", "/twice", twice, {}),
    ("POST", "/wrong/{item_id}", all_wrong, {}),
    ("GET", "/told", told, {}),
    ("GET", "/told-whole", told_whole, {}),
    ("GET", "/shaped", shaped, {"response_model": ItemOut, "status_code": 203}),
    ("GET", "/shaped-short", shaped, {"response_model": ItemOut, "response_model_exclude_none": True}),
    ("GET", "/shaped-less", shaped, {"response_model": ItemOut, "response_model_exclude": {"size"}}),
    ("GET", "/shaped-set", defaulted, {"response_model": ItemOut, "response_model_exclude_unset": True}),
    ("GET", "/shaped-changed", defaulted, {"response_model": ItemOut, "response_model_exclude_defaults": True}),
    ("GET", "/written", written, {"response_class": PlainTextResponse, "status_code": 203}),
    ("POST", "/composed", with_composed, {}),
    ("GET", "/anew", asked_anew, {}),
    ("GET", "/nothing", nothing, {}),
    ("GET", "/empty", nothing, {"status_code": 204}),
    ("GET", "/unshaped", shaped, {"response_model": None}),
    ("GET", "/thread/{n}", in_a_thread, {}),
    ("GET", "/generator", with_generator, {}),
    ("POST", "/forms", with_form, {}),
    ("GET", "/background", with_background, {}),
    ("POST", "/guarded", guarded, {}),
]


class Short(FastAPI):
    def build_middleware_stack(self) -> ASGIApp:
        handlers = {kind: handler for kind, handler in self.exception_handlers.items() if kind is not Exception}
        return ExceptionMiddleware(RouteIndex(self.routes, self.router), handlers)


def app_of(kind: type[FastAPI], route_class: type[APIRoute]) -> FastAPI:
    router = APIRouter(route_class=route_class)
    # A static path wins in the one whatever the order; in the other it has to come first.
    for method, path, function, options in sorted(ROUTES, key=lambda route: "{" in route[1]):
        router.add_api_route(path, function, methods=[method], **options)
    app = kind()
    add_error_handlers(app)
    app.router.routes += router.routes
    return app


def client_of(app: FastAPI) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test")
