"""Callers that authenticate with the pipeline's own keys and tokens."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from uuid import UUID

from project.core.lazy import lazy_module
from project.core.managers import digest
from project.imaging.settings import ImagingSettings
from project.service import Right, Role
from project.users.callers import LOCAL, Caller

if TYPE_CHECKING:
    import jwt
else:
    jwt = lazy_module("jwt")

#: Clocks of different machines differ by so many seconds.
LEEWAY_SECONDS = 10
MAX_TOKEN_LENGTH = 8_000

WRITING_SCOPES = ("write", "admin")

PIPELINE_RIGHTS = frozenset({Right.READ, Right.WRITE, Right.INGEST})


def _pipeline(credential: str, rights: frozenset[Right] = PIPELINE_RIGHTS) -> Caller:
    """Stands for a credential, so that what belongs to a caller, as an Idempotency-Key does, is told apart."""
    known = UUID(digest("imaging", credential)[:32])
    return Caller(known, LOCAL.organisation_id, Role.CLINICIAN, known, rights)


def caller_of_key(key: str, settings: ImagingSettings) -> Caller | None:
    """Compares with every key, and hashes of one length, so that the time taken tells nothing."""
    sent = digest(key)
    hits = [hmac.compare_digest(sent, digest(known)) for known in settings.pipeline_keys]
    return _pipeline(key) if any(hits) else None


def caller_of_token(authorization: str, settings: ImagingSettings) -> Caller | None:
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
