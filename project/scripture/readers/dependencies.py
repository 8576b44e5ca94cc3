"""Readers as parameter types of routes: a signed-in user, or a browser identified by its cookie.

`Visitor` only makes sure that the browser has a cookie. `CurrentReader` looks the reader up. `StoredReader` creates the
reader if needed. `CookieReader` ignores credentials. None of them requires a credential, but one that is sent must be
valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from project.core.errors import Unauthenticated
from project.core.http.access import requires
from project.core.http.middleware import send_with_answer
from project.core.ops.settings import Settings
from project.scripture.readers import cookies
from project.scripture.readers.limits import count_new_reader
from project.scripture.readers.managers.devices import Browser
from project.scripture.readers.managers.tokens import TokenOwner
from project.scripture.readers.models import ProReader, ReaderToken
from project.service import Right
from project.users.callers import Caller
from project.users.dependencies import CREDENTIALS, CurrentUser, current_user
from project.users.limits import address_of

COOKIE = "verse_user_id"
MAX_AGE_SECONDS = 315_360_000
#: Key in the request's scope of a cookie set by this response.
NEW_COOKIE = "reader_cookie"


@dataclass(frozen=True, slots=True)
class Reader:
    #: None if no reader is stored, and for a visitor with a cookie, who is not looked up.
    user_id: UUID | None
    #: The browser's cookie, which is secret, or the user's id after signing in.
    anonymous_id: str
    #: Always False for a visitor, who is not looked up.
    is_pro: bool
    #: Counted by rate limits if no reader is stored.
    address: str


@dataclass(frozen=True, slots=True)
class IdentifiedReader(Reader):
    user_id: UUID


@requires("visitor", identifies_caller=False)
async def visitor(request: Request) -> Reader:
    """Identify the browser. Takes no query if its cookie is ours."""
    if _has_credential(request):
        caller = await _signed_in(request)
        return Reader(caller.user_id, str(caller.user_id), False, address_of(request))
    value = _cookie(request)
    if cookies.is_ours(value, _key(request)):
        return Reader(None, value, False, address_of(request))
    return Reader(None, (await _token_owner(request))[0], False, address_of(request))


@requires("reader", identifies_caller=False)
async def current_reader(request: Request) -> Reader:
    if _has_credential(request):
        caller = await _signed_in(request)
        is_pro = await ProReader.objects.is_pro(caller.user_id)
        return Reader(caller.user_id, str(caller.user_id), is_pro, address_of(request))
    value, owner = await _token_owner(request)
    return _reader(request, value, owner)


@requires("reader", identifies_caller=False)
async def stored_reader(request: Request, reader: Annotated[Reader, Depends(current_reader)]) -> IdentifiedReader:
    return await _identified(request, reader)


@requires("reader", identifies_caller=False)
async def cookie_reader(request: Request) -> IdentifiedReader:
    """Identify the reader by cookie, even if the request has a credential."""
    value, owner = await _token_owner(request)
    return await _identified(request, _reader(request, value, owner))


@requires("signed in")
async def signed_in(request: Request, caller: CurrentUser) -> Caller:
    """Require a credential, in open mode too: the built-in user is not a reader."""
    if not _has_credential(request):
        raise Unauthenticated
    return _with_right(request, caller)


Visitor = Annotated[Reader, Depends(visitor)]
CurrentReader = Annotated[Reader, Depends(current_reader)]
StoredReader = Annotated[IdentifiedReader, Depends(stored_reader)]
CookieReader = Annotated[IdentifiedReader, Depends(cookie_reader)]
SignedIn = Annotated[Caller, Depends(signed_in)]


def send_cookie(request: Request, reader: Reader) -> None:
    """Refresh the browser's cookie. Does nothing for a signed-in reader."""
    if reader.anonymous_id != str(reader.user_id):
        _set_cookie(request, reader.anonymous_id)


def browser_of(request: Request, reader: Reader, name: str | None = None, kind: str | None = None) -> Browser:
    return Browser(reader.anonymous_id, request.headers.get("user-agent"), name, kind)


def _cookie(request: Request) -> str:
    """Return the cookie sent, or the new one set by an earlier dependency of this request."""
    return str(request.scope.get(NEW_COOKIE) or request.cookies.get(COOKIE, ""))


async def _token_owner(request: Request) -> tuple[str, TokenOwner | None]:
    """Return the browser's cookie, or a new one, and its owner."""
    value = _cookie(request)
    owner = await ReaderToken.objects.find(value) if cookies.parse(value) else None
    is_revoked = owner is not None and owner.user_id is None
    if is_revoked or (owner is None and not cookies.is_ours(value, _key(request))):
        return _set_cookie(request, cookies.issue(_key(request))), None
    return value, owner


def _reader(request: Request, value: str, owner: TokenOwner | None) -> Reader:
    if owner is None:
        return Reader(None, value, False, address_of(request))
    return Reader(owner.user_id, value, owner.is_pro, address_of(request))


async def _identified(request: Request, reader: Reader) -> IdentifiedReader:
    if reader.user_id is not None:
        return IdentifiedReader(reader.user_id, reader.anonymous_id, reader.is_pro, reader.address)
    await count_new_reader(request)
    user_id, is_pro = await ReaderToken.objects.get_or_create_reader(reader.anonymous_id)
    return IdentifiedReader(user_id, reader.anonymous_id, is_pro, reader.address)


def _has_credential(request: Request) -> bool:
    return any(name in CREDENTIALS for name, _ in request.scope["headers"])


async def _signed_in(request: Request) -> Caller:
    return _with_right(request, await current_user(request, None, None))


def _with_right(request: Request, caller: Caller) -> Caller:
    """Check an API key's scopes. People need no right, since readers own what they read."""
    if caller.api_key_id is not None:
        caller.require(Right.READ if request.method == "GET" else Right.WRITE)
    return caller


def _set_cookie(request: Request, value: str) -> str:
    settings: Settings = request.app.state.settings
    secure = "; Secure" if settings.is_production else ""
    cookie = f"{COOKIE}={value}; HttpOnly; Max-Age={MAX_AGE_SECONDS}; Path=/; SameSite=lax{secure}"
    send_with_answer(request, "Set-Cookie", cookie)
    request.scope[NEW_COOKIE] = value
    return value


def _key(request: Request) -> bytes:
    settings: Settings = request.app.state.settings
    return cookies.key_of(settings)
