"""Callers that may write to the catalogue.

A route declares what it needs as the type of a parameter: `caller: CatalogueWriter` to rerun a job, `caller: Ingester`
to upload records. The caller is a user of the service or one of the pipeline's own credentials.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request

from project.core.errors import Unauthenticated
from project.core.http.access import requires
from project.core.models import RateLimit
from project.core.ops.settings import Limit, Settings
from project.imaging.access.pipeline_credentials import PIPELINE_RIGHTS, caller_of_key, caller_of_token
from project.imaging.errors import WriteForbidden, WriteUnauthenticated
from project.imaging.settings import ImagingSettings
from project.service import Right
from project.users.access_check import AccessCheck
from project.users.callers import LOCAL, Caller
from project.users.dependencies import API_KEY, BEARER, authenticate_bearer, authenticate_key
from project.users.limits import address_of
from project.users.local_requests import is_local, require_json
from project.users.models import Organisation

#: Keys, and tokens, that one request may try. A request counts as one guess.
MAX_CREDENTIALS = 4
#: Reruns and refused credentials from one address.
WRITES = Limit(100, 60)
WRITES_AN_HOUR = Limit(1000, 3600)


def caller_with(right: Right) -> Callable[..., Coroutine[Any, Any, Caller]]:
    """Make a dependency that returns the caller. Its 401 and 403 have the body that the telescope's clients read."""

    @requires(right.value)
    async def authenticated_caller(
        request: Request, _bearer: Annotated[None, Depends(BEARER)], _key: Annotated[None, Depends(API_KEY)]
    ) -> Caller:
        settings: Settings = request.app.state.settings
        try:
            caller = await _identify(request, settings)
            await _require_right(caller, right, settings.of(ImagingSettings))
        except (WriteUnauthenticated, WriteForbidden):
            await _count(request, settings)
            raise
        if right is Right.WRITE:
            await _count(request, settings)
        request.scope["caller"] = caller
        return caller

    return authenticated_caller


CatalogueWriter = Annotated[Caller, Depends(caller_with(Right.WRITE))]
Ingester = Annotated[Caller, Depends(caller_with(Right.INGEST))]


async def _count(request: Request, settings: Settings) -> None:
    address = address_of(request)
    await RateLimit.objects.hit("imaging_writes", address, *settings.limit("imaging_writes", WRITES))
    await RateLimit.objects.hit(
        "imaging_writes_an_hour", address, *settings.limit("imaging_writes_an_hour", WRITES_AN_HOUR)
    )


async def _identify(request: Request, settings: Settings) -> Caller:
    """Try every credential: a bad key may come with a good token."""
    own = settings.of(ImagingSettings)
    if own.dsa110_auth_disabled and is_local(request, settings):
        require_json(request)
        return LOCAL
    for key in request.headers.getlist("x-api-key")[:MAX_CREDENTIALS]:
        caller = caller_of_key(key, own) or await _user_or_none(authenticate_key(key))
        if caller is not None:
            return caller
    for authorization in request.headers.getlist("authorization")[:MAX_CREDENTIALS]:
        caller = caller_of_token(authorization, own) or await _user_or_none(
            authenticate_bearer(authorization, settings)
        )
        if caller is not None:
            return caller
    raise WriteUnauthenticated


async def _user_or_none(user: Coroutine[Any, Any, Caller]) -> Caller | None:
    try:
        return await user
    except Unauthenticated:
        return None


async def _require_right(caller: Caller, right: Right, settings: ImagingSettings) -> None:
    """Raise WriteForbidden if the caller lacks the right, or is a user of an organisation that may not write."""
    if right not in caller.rights:
        raise WriteForbidden
    is_user = caller.scopes is not PIPELINE_RIGHTS and caller is not LOCAL
    if settings.imaging_organisation and is_user:
        permitted = Organisation.objects.where(id=caller.organisation_id, name=settings.imaging_organisation)
        if not await permitted.exists():
            raise WriteForbidden


def access_check_of(caller: Caller) -> AccessCheck | None:
    """Return the check that a long upload repeats. None for the pipeline's own credentials, which cannot be revoked."""
    return None if caller.scopes is PIPELINE_RIGHTS else AccessCheck(caller, Right.INGEST)
