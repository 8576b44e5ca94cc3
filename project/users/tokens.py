"""Bearer tokens of this service and of outside issuers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from project.core.db.statements import as_uuid
from project.core.errors import Unauthenticated
from project.core.ops.lazy import lazy_module
from project.core.ops.settings import Settings, get_settings
from project.service import NAME
from project.users import clients
from project.users.emails import email_or_none
from project.users.settings import Issuer, UserSettings
from project.users.text import storable

if TYPE_CHECKING:
    import jwt
    from jwt import PyJWK
    from jwt.types import Options
else:
    jwt = lazy_module("jwt")

LIFETIME = timedelta(minutes=15)
#: Allowed clock difference between machines.
LEEWAY = timedelta(seconds=10)
MAX_LENGTH = 8_000
#: Signing key if no secret is set. Its tokens end with the process.
PROCESS_KEY = secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class ExternalIdentity:
    """Claims of a verified outside token. Only issuer and subject identify the user."""

    issuer: Issuer
    subject: str
    #: Normalized; None unless the issuer vouches for it.
    email: str | None
    name: str


def issue_access_token(user_id: UUID, settings: Settings | None = None) -> str:
    now = datetime.now(UTC)
    claims = {
        "iss": NAME,
        "aud": NAME,
        "sub": str(user_id),
        "iat": now,
        "exp": now + LIFETIME,
        "jti": uuid4().hex,
    }
    return jwt.encode(claims, _own_key(settings or get_settings()), "HS256")


async def check_token(token: str, settings: Settings) -> tuple[UUID | ExternalIdentity, float]:
    """Return the bearer and the expiry in Unix seconds. Raises Unauthenticated, Unavailable or ProviderFailed."""
    if len(token) > MAX_LENGTH:
        raise Unauthenticated("The token is too long")
    header, unverified = _decode_unverified(token)
    name = unverified.get("iss")
    if name == NAME:
        claims = _verified(token, _own_key(settings), ("HS256",), NAME, NAME)
        return _own_user_id(claims), _expires_at(claims)
    issuer = next((issuer for issuer in settings.of(UserSettings).issuers if issuer.issuer == name), None)
    if issuer is None:
        raise Unauthenticated("The token's issuer is not known here")
    key, algorithms = await _key_of(issuer, header)
    claims = _verified(token, key, algorithms, issuer.issuer, issuer.audience)
    return _external_identity(issuer, claims), _expires_at(claims)


def preload() -> None:
    """Import PyJWT now, so that the first request does not block the event loop."""
    _ = jwt.decode_complete


def _expires_at(claims: dict[str, Any]) -> float:
    return int(claims["exp"]) + LEEWAY.total_seconds()


def _own_key(settings: Settings) -> str:
    return settings.secret_key.get_secret_value() if settings.secret_key else PROCESS_KEY


def _decode_unverified(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and claims, fit only for choosing the verification key."""
    try:
        found = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise Unauthenticated("The token cannot be read") from error
    return found["header"], found["payload"]


async def _key_of(issuer: Issuer, header: dict[str, Any]) -> tuple[str | PyJWK, tuple[str, ...]]:
    """Return the key and its allowed algorithms. Settings choose them, never the token."""
    if issuer.secret is not None:
        return issuer.secret.get_secret_value(), ("HS256",)
    assert issuer.jwks_url is not None
    if header.get("alg") not in clients.ALGORITHMS:
        raise Unauthenticated("The token is signed in a way that its issuer does not use")
    key = await clients.key_set(issuer.jwks_url).find(header.get("kid"))
    if key is None:
        raise Unauthenticated("The token is signed with a key that its issuer does not have")
    return key, clients.ALGORITHMS


def _verified(token: str, key: str | PyJWK, algorithms: tuple[str, ...], issuer: str, audience: str) -> dict[str, Any]:
    options: Options = {"require": ["exp", "iss", "aud", "sub"], "enforce_minimum_key_length": True}
    try:
        return jwt.decode(
            token, key, algorithms=algorithms, options=options, issuer=issuer, audience=audience, leeway=LEEWAY
        )
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated("The token has expired") from error
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise Unauthenticated("The token is not valid") from error


def _own_user_id(claims: dict[str, Any]) -> UUID:
    user_id = as_uuid(claims["sub"])
    if user_id is None:
        raise Unauthenticated("The token is not valid")
    return user_id


def _external_identity(issuer: Issuer, claims: dict[str, Any]) -> ExternalIdentity:
    subject = claims["sub"]
    if subject != storable(subject, 300) or not subject:
        raise Unauthenticated("The token's subject cannot be used")
    email = None if claims.get("email_verified") is False else email_or_none(claims.get("email"))
    return ExternalIdentity(issuer, subject, email, storable(claims.get("name"), 200).strip())
