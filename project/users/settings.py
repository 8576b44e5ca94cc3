from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator

from project.core.ops.settings import AppSettings
from project.service import DEFAULT_ROLE, NAME, Role


class Issuer(BaseModel):
    """An outside issuer of bearer tokens: Supabase or any OpenID Connect provider."""

    #: The token's `iss`, compared as text.
    issuer: str = Field(min_length=1, max_length=300)
    #: The token's `aud`. Supabase uses "authenticated".
    audience: str = Field(min_length=1)
    #: Shared secret for HS256, at least 32 characters (RFC 7518, 3.2). Give either this or `jwks_url`.
    secret: SecretStr | None = Field(default=None, min_length=32)
    #: Address of the public keys for RS256 and ES256.
    jwks_url: str | None = Field(default=None, pattern=r"^https?://")
    #: Role of a user created at their first request.
    role: Role = DEFAULT_ROLE
    #: Name of their organisation; created if it does not exist.
    organisation: str = Field(pattern=r"\S", max_length=200)

    @model_validator(mode="after")
    def _one_kind_of_key(self) -> Self:
        if (self.secret is None) == (self.jwks_url is None):
            raise ValueError("give an issuer either a secret or a jwks_url")
        return self


class UserSettings(AppSettings):
    issuers: list[Issuer] = []

    @field_validator("issuers")
    @classmethod
    def _different_issuers(cls, issuers: list[Issuer]) -> list[Issuer]:
        names = [issuer.issuer for issuer in issuers]
        if len(set(names)) < len(names) or NAME in names:
            raise ValueError(f"APP_ISSUERS names an issuer twice, or uses {NAME!r}, the service's own name")
        return issuers
