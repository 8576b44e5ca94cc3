"""Who may read the telescope's catalogue, and who may write to it.

Routes name what they need as the type of a parameter: `caller: CatalogueWriter` to run a job again, `caller: Ingester`
to bring in records. The caller is one of the service's users, or stands for a credential of the pipeline's.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Coroutine
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from fastapi import Depends, Request

from project.core.access import requires
from project.core.direct import is_direct
from project.core.errors import Unauthenticated
from project.core.lazy import lazy_module
from project.core.managers import digest
from project.core.models import RateLimit
from project.core.settings import Limit, Settings
from project.imaging.errors import AddressRefused, WriteForbidden, WriteUnauthenticated
from project.imaging.settings import ImagingSettings, networks_of
from project.service import Right, Role
from project.users.callers import LOCAL, Caller
from project.users.dependencies import API_KEY, BEARER, bearer_of_token, holder_of_key
from project.users.limits import address_of
from project.users.locality import is_local, require_json
from project.users.models import Organisation
from project.users.standing import Standing

if TYPE_CHECKING:
    import jwt
else:
    jwt = lazy_module("jwt")

#: Clocks of different machines differ by so many seconds.
LEEWAY_SECONDS = 10
MAX_TOKEN_LENGTH = 8_000
#: Of a kind in one request, which counts as one guess.
MOST_CREDENTIALS = 4
WRITING_SCOPES = ("write", "admin")
#: Of one address: jobs to run again, and writes that are refused for their credentials.
WRITES = Limit(100, 60)
WRITES_AN_HOUR = Limit(1000, 3600)
#: No limit, because the dashboard asks again and again.
READS = Limit(0, 60)


async def guard(request: Request) -> None:
    """Raises AddressRefused for a connection from an address that is not allowed, and counts reads where that is set.

    Who is connected decides, or whom a proxy of APP_TRUSTED_PROXIES names; no other header is believed.
    """
    settings: Settings = request.app.state.settings
    client = request.scope.get("client")
    allowed = settings.of(ImagingSettings).dsa110_allowed_ips
    if not (is_allowed(client[0], allowed) if client and client[0] else is_direct(request)):
        raise AddressRefused
    if settings.rate_limits and request.method == "GET":
        await RateLimit.objects.hit("imaging_reads", address_of(request), *settings.limit("imaging_reads", READS))


@lru_cache(maxsize=10_000)
def is_allowed(host: str, allowed: str) -> bool:
    """Whether an address is one of, or lies within one of, the addresses and networks of a list by commas."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host.startswith("/")  # a Unix socket
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks_of(allowed))


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
        caller = _pipeline_of_key(key, own) or await _user(holder_of_key(key))
        if caller is not None:
            return caller
    for authorization in request.headers.getlist("authorization")[:MOST_CREDENTIALS]:
        caller = _pipeline_of_token(authorization, own) or await _user(bearer_of_token(authorization, settings))
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


PIPELINE_RIGHTS = frozenset({Right.READ, Right.WRITE, Right.INGEST})


def standing_of(caller: Caller) -> Standing | None:
    """What an upload looks at again and again; nothing of the pipeline's own credentials, which last as the process."""
    return None if caller.scopes is PIPELINE_RIGHTS else Standing(caller, Right.INGEST)


def _pipeline(credential: str, rights: frozenset[Right] = PIPELINE_RIGHTS) -> Caller:
    """Stands for a credential, so that what belongs to a caller, as an Idempotency-Key does, is told apart."""
    known = UUID(digest("imaging", credential)[:32])
    return Caller(known, LOCAL.organisation_id, Role.CLINICIAN, known, rights)


def _pipeline_of_key(key: str, settings: ImagingSettings) -> Caller | None:
    """Compares with every key, and hashes of one length, so that the time taken tells nothing."""
    sent = digest(key)
    hits = [hmac.compare_digest(sent, digest(known)) for known in settings.pipeline_keys]
    return _pipeline(key) if any(hits) else None


def _pipeline_of_token(authorization: str, settings: ImagingSettings) -> Caller | None:
    """Of a token that the pipeline's secret has signed; without the scope its caller may only read."""
    scheme, _, token = authorization.strip().partition(" ")
    secret = settings.dsa110_jwt_secret
    if secret is None or scheme.lower() != "bearer" or len(token) > MAX_TOKEN_LENGTH:
        return None
    try:
        claims = jwt.decode(
            token.strip(),
            secret.get_secret_value(),
            algorithms=["HS256"],
            leeway=LEEWAY_SECONDS,
            options={"verify_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return None
    scopes = claims.get("scopes")
    held = scopes.split() if isinstance(scopes, str) else scopes if isinstance(scopes, list) else []
    return _pipeline(
        f"{claims.get('sub')}", PIPELINE_RIGHTS if any(scope in held for scope in WRITING_SCOPES) else frozenset()
    )
