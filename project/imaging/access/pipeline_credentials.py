"""Callers that authenticate with the pipeline's own keys and tokens."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from uuid import UUID

from project.core.hashing import digest
from project.core.ops.lazy import lazy_module
from project.imaging.settings import ImagingSettings
from project.service import Right, Role
from project.users.callers import LOCAL, Caller

if TYPE_CHECKING:
    import jwt
else:
    jwt = lazy_module("jwt")

#: Tolerated clock skew between machines.
LEEWAY_SECONDS = 10
MAX_TOKEN_LENGTH = 8_000
#: A token with one of these may write.
WRITING_SCOPES = ("write", "admin")

PIPELINE_RIGHTS = frozenset({Right.READ, Right.WRITE, Right.INGEST})


def _pipeline(credential: str, rights: frozenset[Right] = PIPELINE_RIGHTS) -> Caller:
    """Derive an id from the credential, so that each has its own idempotency keys."""
    derived_id = UUID(digest("imaging", credential)[:32])
    return Caller(derived_id, LOCAL.organisation_id, Role.CLINICIAN, derived_id, rights)


def caller_of_key(key: str, settings: ImagingSettings) -> Caller | None:
    """Compare hashes with every key, so that the time taken reveals nothing."""
    sent = digest(key)
    matches = [hmac.compare_digest(sent, digest(own)) for own in settings.pipeline_keys]
    return _pipeline(key) if any(matches) else None


def caller_of_token(authorization: str, settings: ImagingSettings) -> Caller | None:
    """Accept a JWT signed with the pipeline's secret. Without a writing scope its caller has no rights."""
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
    granted = scopes.split() if isinstance(scopes, str) else scopes if isinstance(scopes, list) else []
    may_write = any(scope in granted for scope in WRITING_SCOPES)
    return _pipeline(f"{claims.get('sub')}", PIPELINE_RIGHTS if may_write else frozenset())
