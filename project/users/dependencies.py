"""Authentication and rights as parameter types of routes.

`CurrentUser` is any caller. `CanRead`, `CanWrite` and `CanAdmin` require a right. `ActsForSelf` accepts people, and
API keys with the admin right.
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
from project.users.caller_cache import ExpiringCaller, caller_cache
from project.users.callers import LOCAL, Caller
from project.users.errors import InvalidCredential
from project.users.local_requests import is_local, require_json
from project.users.models import ApiKey, User
from project.users.tokens import ExternalIdentity, check_token

CREDENTIALS = (b"authorization", b"x-api-key")


# Both schemes only document the API; `current_user` reads the headers.
class _Password(OAuth2PasswordBearer):
    async def __call__(self, request: HTTPConnection) -> None:
        return None


class _Key(APIKeyHeader):
    async def __call__(self, request: HTTPConnection) -> None:
        return None


BEARER = _Password(tokenUrl="/auth/token", auto_error=False, scheme_name="Password")
API_KEY = _Key(name="X-API-Key", auto_error=False, scheme_name="ApiKey")


@requires("any user")
async def current_user(
    request: Request, _bearer: Annotated[None, Depends(BEARER)], _key: Annotated[None, Depends(API_KEY)]
) -> Caller:
    """Return the caller the credential names, or the built-in user if the service is open to this request."""
    caller = request.scope["caller"] = await _identify(request)
    act_as(caller)
    return caller


async def _identify(request: Request) -> Caller:
    # FastAPI's schemes ignore credentials of another kind and repeated ones, so read the headers here.
    match [(name, value.decode("latin-1")) for name, value in request.scope["headers"] if name in CREDENTIALS]:
        case []:
            return _local_user(request)
        case [(b"authorization", authorization)]:
            return await authenticate_bearer(authorization, request.app.state.settings)
        case [(b"x-api-key", key)]:
            return await authenticate_key(key)
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


async def authenticate_bearer(authorization: str, settings: Settings) -> Caller:
    """Raises Unauthenticated if the header names no user."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("Send the credential as Authorization: Bearer …")
    token = token.strip()
    caller = await caller_cache.find(token, lambda: _check_bearer(token, settings))
    if caller is None:
        raise InvalidCredential
    return caller


async def _check_bearer(token: str, settings: Settings) -> ExpiringCaller | None:
    identity, expires_at = await check_token(token, settings)
    if isinstance(identity, ExternalIdentity):
        caller = await caller_cache.find((identity.issuer.issuer, identity.subject), lambda: _external_caller(identity))
    else:
        caller = await caller_cache.find(identity, lambda: _own_caller(identity))
    return (caller, expires_at) if caller is not None else None


async def _own_caller(user_id: UUID) -> ExpiringCaller | None:
    caller = await User.objects.caller(user_id)
    return (caller, math.inf) if caller is not None else None


async def _external_caller(identity: ExternalIdentity) -> ExpiringCaller:
    caller = await User.objects.external_caller(identity)
    if caller is None:
        user = await User.objects.get_or_create_external(identity)
        if user.disabled_at is not None:
            raise InvalidCredential
        caller = user.caller()
    return caller, math.inf


async def authenticate_key(key: str) -> Caller:
    caller = await caller_cache.find(digest(key), lambda: ApiKey.objects.caller(key))
    if caller is None:
        raise InvalidCredential
    return caller


CurrentUser = Annotated[Caller, Depends(current_user)]


def caller_with(right: Right) -> Callable[[Caller], Coroutine[Any, Any, Caller]]:
    """Return a dependency that requires a right: 403 without it."""

    @requires(right.value)
    async def require_right(caller: CurrentUser) -> Caller:
        caller.require(right)
        return caller

    return require_right


CanRead = Annotated[Caller, Depends(caller_with(Right.READ))]
CanWrite = Annotated[Caller, Depends(caller_with(Right.WRITE))]
CanAdmin = Annotated[Caller, Depends(caller_with(Right.ADMIN))]


@requires("oneself")
async def acts_for_self(caller: CurrentUser) -> Caller:
    """Accept any person, and API keys with the admin right: no other key may create keys or change passwords."""
    if caller.api_key_id is not None:
        caller.require(Right.ADMIN)
    return caller


ActsForSelf = Annotated[Caller, Depends(acts_for_self)]


async def no_store(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


NoStore = Depends(no_store)
