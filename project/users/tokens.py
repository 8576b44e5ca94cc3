"""Bearer tokens: ours, and those of outside issuers."""

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
#: Clocks of different machines differ by so much.
LEEWAY = timedelta(seconds=10)
MAX_LENGTH = 8_000
#: Signs where no secret is set: such tokens end with the process.
PROCESS_KEY = secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class OutsideUser:
    """What a checked token of an outside issuer says about its bearer. Only issuer and subject tell who it is."""

    issuer: Issuer
    subject: str
    #: In normal form; None where there is none that the issuer vouches for.
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


async def check_token(token: str, settings: Settings) -> tuple[UUID | OutsideUser, float]:
    """Who the bearer is, and until when, in seconds since 1970.

    Raises Unauthenticated, or what fetching an issuer's keys raises.
    """
    if len(token) > MAX_LENGTH:
        raise Unauthenticated("The token is too long")
    header, claims = _unchecked(token)
    name = claims.get("iss")
    if name == NAME:
        checked = _checked(token, _own_key(settings), ("HS256",), NAME, NAME)
        return _our_user(checked), _until(checked)
    issuer = next((issuer for issuer in settings.of(UserSettings).issuers if issuer.issuer == name), None)
    if issuer is None:
        raise Unauthenticated("The token's issuer is not known here")
    key, algorithms = await _key_of(issuer, header)
    checked = _checked(token, key, algorithms, issuer.issuer, issuer.audience)
    return _outside_user(issuer, checked), _until(checked)


def prepare() -> None:
    """Load what reads tokens: the first request would wait for it, and all others with it."""
    _ = jwt.decode_complete


def _until(claims: dict[str, Any]) -> float:
    return int(claims["exp"]) + LEEWAY.total_seconds()


def _own_key(settings: Settings) -> str:
    return settings.secret_key.get_secret_value() if settings.secret_key else PROCESS_KEY


def _unchecked(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims as they stand there, only good for choosing the key to check them with."""
    try:
        found = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise Unauthenticated("The token cannot be read") from error
    return found["header"], found["payload"]


async def _key_of(issuer: Issuer, header: dict[str, Any]) -> tuple[str | PyJWK, tuple[str, ...]]:
    """The key, and the algorithms that may be used with it: the settings say which, never the token."""
    if issuer.secret is not None:
        return issuer.secret.get_secret_value(), ("HS256",)
    assert issuer.jwks_url is not None
    if header.get("alg") not in clients.ALGORITHMS:
        raise Unauthenticated("The token is signed in a way that its issuer does not use")
    key = await clients.key_set(issuer.jwks_url).find(header.get("kid"))
    if key is None:
        raise Unauthenticated("The token is signed with a key that its issuer does not have")
    return key, clients.ALGORITHMS


def _checked(token: str, key: str | PyJWK, algorithms: tuple[str, ...], issuer: str, audience: str) -> dict[str, Any]:
    options: Options = {"require": ["exp", "iss", "aud", "sub"], "enforce_minimum_key_length": True}
    try:
        return jwt.decode(
            token, key, algorithms=algorithms, options=options, issuer=issuer, audience=audience, leeway=LEEWAY
        )
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated("The token has expired") from error
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise Unauthenticated("The token is not valid") from error


def _our_user(claims: dict[str, Any]) -> UUID:
    user_id = as_uuid(claims["sub"])
    if user_id is None:
        raise Unauthenticated("The token is not valid")
    return user_id


def _outside_user(issuer: Issuer, claims: dict[str, Any]) -> OutsideUser:
    subject = claims["sub"]
    if subject != storable(subject, 300) or not subject:
        raise Unauthenticated("The token's subject cannot be used")
    email = None if claims.get("email_verified") is False else email_or_none(claims.get("email"))
    return OutsideUser(issuer, subject, email, storable(claims.get("name"), 200).strip())
