"""Who is reading: somebody who has signed in, or a browser that is known by its cookie alone.

Routes name what they need as the type of a parameter: `Visitor` sees to it that the browser has a cookie,
`CurrentReader` is the reader as far as one is stored, `StoredReader` is stored for this request at the latest. None of
them asks for a credential; one that is sent must be good.
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
from project.scripture.readers.managers.tokens import Known
from project.scripture.readers.models import ProReader, ReaderToken
from project.service import Right
from project.users.callers import Caller
from project.users.dependencies import CREDENTIALS, CurrentUser, current_user
from project.users.limits import address_of

COOKIE = "verse_user_id"
MAX_AGE_SECONDS = 315_360_000
#: Key of the request's scope.
HANDED_OUT = "reader_cookie"


@dataclass(frozen=True, slots=True)
class Reader:
    #: None where none is stored, or where the route did not ask for more than a visitor.
    user_id: UUID | None
    #: The value of the browser's own cookie, which nobody else may see; of one who has signed in, the user's id.
    anonymous_id: str
    #: False as long as nobody has looked: of a visitor.
    is_pro: bool
    #: Whom limits count where no reader is stored.
    address: str


@dataclass(frozen=True, slots=True)
class Stored(Reader):
    user_id: UUID


@requires("visitor", identifies_caller=False)
async def visitor(request: Request) -> Reader:
    """Of a browser with a cookie of ours this takes no query."""
    if _has_credential(request):
        caller = await _signed_in(request)
        return Reader(caller.user_id, str(caller.user_id), False, address_of(request))
    value = _sent(request)
    if cookies.is_ours(value, _key(request)):
        return Reader(None, value, False, address_of(request))
    return Reader(None, (await _browser(request))[0], False, address_of(request))


@requires("reader", identifies_caller=False)
async def current_reader(request: Request) -> Reader:
    if _has_credential(request):
        caller = await _signed_in(request)
        is_pro = await ProReader.objects.has(caller.user_id)
        return Reader(caller.user_id, str(caller.user_id), is_pro, address_of(request))
    value, known = await _browser(request)
    return _reader(request, value, known)


@requires("reader", identifies_caller=False)
async def stored_reader(request: Request, reader: Annotated[Reader, Depends(current_reader)]) -> Stored:
    return await _stored(request, reader)


@requires("reader", identifies_caller=False)
async def browsers_reader(request: Request) -> Stored:
    """The reader of the cookie, whoever has signed in beside it."""
    value, known = await _browser(request)
    return await _stored(request, _reader(request, value, known))


@requires("signed in")
async def signed_in(request: Request, caller: CurrentUser) -> Caller:
    """Somebody with a credential: in open mode too, the built-in user is nobody whose reading could be kept."""
    if not _has_credential(request):
        raise Unauthenticated
    return _with_right(request, caller)


Visitor = Annotated[Reader, Depends(visitor)]
CurrentReader = Annotated[Reader, Depends(current_reader)]
StoredReader = Annotated[Stored, Depends(stored_reader)]
BrowsersReader = Annotated[Stored, Depends(browsers_reader)]
SignedIn = Annotated[Caller, Depends(signed_in)]


def send_cookie(request: Request, reader: Reader) -> None:
    """Have the browser keep its cookie; nothing for one who has signed in."""
    if reader.anonymous_id != str(reader.user_id):
        _hand_out(request, reader.anonymous_id)


def browser_of(request: Request, reader: Reader, name: str | None = None, kind: str | None = None) -> Browser:
    return Browser(reader.anonymous_id, request.headers.get("user-agent"), name, kind)


def _sent(request: Request) -> str:
    """The value that the request came with, or that it was given since: one of the dependencies may follow another."""
    return str(request.scope.get(HANDED_OUT) or request.cookies.get(COOKIE, ""))


async def _browser(request: Request) -> tuple[str, Known | None]:
    """The value of the browser's cookie, or of a new one, and whom it stands for."""
    value = _sent(request)
    known = await ReaderToken.objects.find(value) if cookies.readable(value) else None
    taken_back = known is not None and known.user_id is None
    if taken_back or (known is None and not cookies.is_ours(value, _key(request))):
        return _hand_out(request, cookies.issue(_key(request))), None
    return value, known


def _reader(request: Request, value: str, known: Known | None) -> Reader:
    if known is None:
        return Reader(None, value, False, address_of(request))
    return Reader(known.user_id, value, known.is_pro, address_of(request))


async def _stored(request: Request, reader: Reader) -> Stored:
    if reader.user_id is not None:
        return Stored(reader.user_id, reader.anonymous_id, reader.is_pro, reader.address)
    await count_new_reader(request)
    user_id, is_pro = await ReaderToken.objects.start(reader.anonymous_id)
    return Stored(user_id, reader.anonymous_id, is_pro, reader.address)


def _has_credential(request: Request) -> bool:
    return any(name in CREDENTIALS for name, _ in request.scope["headers"])


async def _signed_in(request: Request) -> Caller:
    return _with_right(request, await current_user(request, None, None))


def _with_right(request: Request, caller: Caller) -> Caller:
    """What one reads is one's own, whatever the role; but an API key does no more than it was made for."""
    if caller.api_key_id is not None:
        caller.require(Right.READ if request.method == "GET" else Right.WRITE)
    return caller


def _hand_out(request: Request, value: str) -> str:
    settings: Settings = request.app.state.settings
    secure = "; Secure" if settings.is_production else ""
    cookie = f"{COOKIE}={value}; HttpOnly; Max-Age={MAX_AGE_SECONDS}; Path=/; SameSite=lax{secure}"
    send_with_answer(request, "Set-Cookie", cookie)
    request.scope[HANDED_OUT] = value
    return value


def _key(request: Request) -> bytes:
    settings: Settings = request.app.state.settings
    return cookies.key_of(settings)
