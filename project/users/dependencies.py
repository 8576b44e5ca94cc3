"""Who is calling, and with which right: routes name what they need as the type of a parameter.

`CurrentUser` is any caller; `CanRead`, `CanWrite`, `CanAdmin` one with this right; `Self` one who acts for
themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.requests import HTTPConnection
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

from project.core.errors import Unauthenticated
from project.core.hashing import digest
from project.core.http.access import requires
from project.core.ops.settings import Settings
from project.service import Right
from project.users.actor import act_as
from project.users.callers import LOCAL, Caller
from project.users.errors import NotSignedIn
from project.users.known_callers import Found, known_callers
from project.users.locality import is_local, require_json
from project.users.models import ApiKey, User
from project.users.tokens import OutsideUser, check_token

CREDENTIALS = (b"authorization", b"x-api-key")


class _Password(OAuth2PasswordBearer):
    """For the document only: `current_user` reads the header."""

    async def __call__(self, request: HTTPConnection) -> None:
        return None


class _Key(APIKeyHeader):
    """For the document only, too."""

    async def __call__(self, request: HTTPConnection) -> None:
        return None


BEARER = _Password(tokenUrl="/auth/token", auto_error=False, scheme_name="Password")
API_KEY = _Key(name="X-API-Key", auto_error=False, scheme_name="ApiKey")


@requires("any user")
async def current_user(
    request: Request, _bearer: Annotated[None, Depends(BEARER)], _key: Annotated[None, Depends(API_KEY)]
) -> Caller:
    """Whoever the request's credential names; without one, the built-in user where the service is open to this request.

    The headers are read here, because the two schemes overlook a credential of another kind, or given twice.
    """
    caller = request.scope["caller"] = await _identify(request)
    act_as(caller)
    return caller


async def _identify(request: Request) -> Caller:
    match [(name, value.decode("latin-1")) for name, value in request.scope["headers"] if name in CREDENTIALS]:
        case []:
            return _local_user(request)
        case [(b"authorization", authorization)]:
            return await bearer_of_token(authorization, request.app.state.settings)
        case [(b"x-api-key", key)]:
            return await holder_of_key(key)
    raise Unauthenticated("Send one credential: either a bearer token or an API key")


def _local_user(request: Request) -> Caller:
    settings: Settings = request.app.state.settings
    if settings.auth_required:
        raise Unauthenticated
    if not is_local(request, settings):
        raise Unauthenticated(
            "Not authenticated; without credentials only direct requests from this machine are served"
        )
    require_json(request)
    return LOCAL


async def bearer_of_token(authorization: str, settings: Settings) -> Caller:
    """Raises Unauthenticated for a header that names nobody."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("Send the credential as Authorization: Bearer …")
    token = token.strip()
    caller = await known_callers.find(token, lambda: _bearer_of(token, settings))
    if caller is None:
        raise NotSignedIn
    return caller


async def _bearer_of(token: str, settings: Settings) -> Found | None:
    who, until = await check_token(token, settings)
    if isinstance(who, OutsideUser):
        caller = await known_callers.find((who.issuer.issuer, who.subject), lambda: _outside(who))
    else:
        caller = await known_callers.find(who, lambda: _own(who))
    return (caller, until) if caller is not None else None


async def _own(user_id: UUID) -> Found | None:
    caller = await User.objects.caller(user_id)
    return (caller, math.inf) if caller is not None else None


async def _outside(seen: OutsideUser) -> Found:
    caller = await User.objects.outside_caller(seen)
    if caller is None:
        user = await User.objects.seen(seen)
        if user.disabled_at is not None:
            raise NotSignedIn
        caller = user.caller()
    return caller, math.inf


async def holder_of_key(key: str) -> Caller:
    """Raises NotSignedIn for a key that is none of ours."""
    caller = await known_callers.find(digest(key), lambda: ApiKey.objects.caller(key))
    if caller is None:
        raise NotSignedIn
    return caller


CurrentUser = Annotated[Caller, Depends(current_user)]


def holding(right: Right) -> Callable[[Caller], Coroutine[Any, Any, Caller]]:
    """A dependency that gives the caller, or answers 403 where they lack the right."""

    @requires(right.value)
    async def holder(caller: CurrentUser) -> Caller:
        caller.require(right)
        return caller

    return holder


CanRead = Annotated[Caller, Depends(holding(Right.READ))]
CanWrite = Annotated[Caller, Depends(holding(Right.WRITE))]
CanAdmin = Annotated[Caller, Depends(holding(Right.ADMIN))]


@requires("oneself")
async def acting_for_self(caller: CurrentUser) -> Caller:
    """A person, whatever their role, or an API key with the admin right; other keys make no keys and no passwords."""
    if caller.api_key_id is not None:
        caller.require(Right.ADMIN)
    return caller


Self = Annotated[Caller, Depends(acting_for_self)]


async def no_store(response: Response) -> None:
    """For answers that hold a secret."""
    response.headers["Cache-Control"] = "no-store"


NoStore = Depends(no_store)
