"""Who may read the telescope's catalogue, and who may write to it.

Routes name what they need as the type of a parameter: `caller: CatalogueWriter` to run a job again, `caller: Ingester`
to bring in records. The caller is one of the service's users, or stands for a credential of the pipeline's.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request

from project.core.access import requires
from project.core.errors import Unauthenticated
from project.core.models import RateLimit
from project.core.settings import Limit, Settings
from project.imaging.access.pipeline_credentials import PIPELINE_RIGHTS, caller_of_key, caller_of_token
from project.imaging.errors import WriteForbidden, WriteUnauthenticated
from project.imaging.settings import ImagingSettings
from project.service import Right
from project.users.callers import LOCAL, Caller
from project.users.dependencies import API_KEY, BEARER, bearer_of_token, holder_of_key
from project.users.limits import address_of
from project.users.locality import is_local, require_json
from project.users.models import Organisation
from project.users.standing import Standing

#: Of a kind in one request, which counts as one guess.
MOST_CREDENTIALS = 4

#: Of one address: jobs to run again, and writes that are refused for their credentials.
WRITES = Limit(100, 60)
WRITES_AN_HOUR = Limit(1000, 3600)


def holding(right: Right) -> Callable[..., Coroutine[Any, Any, Caller]]:
    """A dependency that gives who may write; 401 and 403 have the body that the telescope's clients read."""

    @requires(right.value)
    async def holder(
        request: Request, _bearer: Annotated[None, Depends(BEARER)], _key: Annotated[None, Depends(API_KEY)]
    ) -> Caller:
        settings: Settings = request.app.state.settings
        try:
            caller = await _identify(request, settings)
            await _require(caller, right, settings.of(ImagingSettings))
        except (WriteUnauthenticated, WriteForbidden):
            await _count(request, settings)
            raise
        if right is Right.WRITE:
            await _count(request, settings)
        request.scope["caller"] = caller
        return caller

    return holder


CatalogueWriter = Annotated[Caller, Depends(holding(Right.WRITE))]
Ingester = Annotated[Caller, Depends(holding(Right.INGEST))]


async def _count(request: Request, settings: Settings) -> None:
    whom = address_of(request)
    await RateLimit.objects.hit("imaging_writes", whom, *settings.limit("imaging_writes", WRITES))
    await RateLimit.objects.hit(
        "imaging_writes_an_hour", whom, *settings.limit("imaging_writes_an_hour", WRITES_AN_HOUR)
    )


async def _identify(request: Request, settings: Settings) -> Caller:
    """A bad key is passed over, because the token beside it may be good."""
    own = settings.of(ImagingSettings)
    if own.dsa110_auth_disabled and is_local(request, settings):
        require_json(request)
        return LOCAL
    for key in request.headers.getlist("x-api-key")[:MOST_CREDENTIALS]:
        caller = caller_of_key(key, own) or await _user(holder_of_key(key))
        if caller is not None:
            return caller
    for authorization in request.headers.getlist("authorization")[:MOST_CREDENTIALS]:
        caller = caller_of_token(authorization, own) or await _user(bearer_of_token(authorization, settings))
        if caller is not None:
            return caller
    raise WriteUnauthenticated


async def _user(found: Coroutine[Any, Any, Caller]) -> Caller | None:
    try:
        return await found
    except Unauthenticated:
        return None


async def _require(caller: Caller, right: Right, settings: ImagingSettings) -> None:
    """Raises WriteForbidden where a user lacks the right, or is not of the organisation whose users may write."""
    if right not in caller.rights:
        raise WriteForbidden
    is_user = caller.scopes is not PIPELINE_RIGHTS and caller is not LOCAL
    if settings.imaging_organisation and is_user:
        named = Organisation.objects.where(id=caller.organisation_id, name=settings.imaging_organisation)
        if not await named.exists():
            raise WriteForbidden


def standing_of(caller: Caller) -> Standing | None:
    """What an upload looks at again and again; nothing of the pipeline's own credentials, which last as the process."""
    return None if caller.scopes is PIPELINE_RIGHTS else Standing(caller, Right.INGEST)
