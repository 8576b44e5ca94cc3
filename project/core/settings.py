from __future__ import annotations

import ipaddress
import pkgutil
import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

import project
from project.core.dsn import parse_dsn
from project.core.imaging_settings import ImagingSettings

#: The `iss` and `aud` of our own access tokens.
OWN_ISSUER = "carapace"
LIMIT = re.compile(r"(\w+)=([0-9]{1,9})/([1-9][0-9]{0,8})")
LOOPBACK_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})
OPENAI_URL = "https://api.openai.com/v1"
#: Ends of names that are given out inside of a network.
NEAR_NAMES = (".local", ".internal", ".localhost")


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only mean this machine."""
    if host.lower() in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_near(host: str) -> bool:
    """Whether a host is this machine or one of its own network: a container, a private address."""
    if is_loopback(host) or host.lower().endswith(NEAR_NAMES):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_private
    except ValueError:
        return "." not in host


class Limit(NamedTuple):
    """So many attempts within so many seconds; 0 attempts mean no limit."""

    attempts: int
    seconds: int


def parse_limits(text: str) -> dict[str, Limit]:
    """Read `name=count/seconds,…`. Raises ValueError for anything else."""
    found = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        written = LIMIT.fullmatch(part)
        if written is None:
            raise ValueError(f"APP_RATE_LIMITS holds {part!r}, which is not name=count/seconds")
        found[written[1]] = Limit(int(written[2]), int(written[3]))
    return found


class Issuer(BaseModel):
    """An outside party whose bearer tokens are taken: Supabase or any OpenID Connect provider."""

    #: The token's `iss`, compared as text.
    issuer: str = Field(min_length=1, max_length=300)
    #: The token's `aud`. Supabase uses "authenticated".
    audience: str = Field(min_length=1)
    #: Shared secret for HS256, of at least 32 characters (RFC 7518, 3.2); give either this or `jwks_url`.
    secret: SecretStr | None = Field(default=None, min_length=32)
    #: Address of the issuer's public keys for RS256 and ES256.
    jwks_url: str | None = Field(default=None, pattern=r"^https?://")
    #: Role of a user that is made on first sight.
    role: Literal["admin", "clinician", "viewer"] = "viewer"
    #: Name of the organisation that such a user belongs to; made when it does not exist.
    organisation: str = Field(pattern=r"\S", max_length=200)

    @model_validator(mode="after")
    def _one_kind_of_key(self) -> Self:
        if (self.secret is None) == (self.jwks_url is None):
            raise ValueError("an issuer has either a secret or a jwks_url")
        return self


class Settings(ImagingSettings):
    """All that can be set from outside, by environment variables or a `.env` file."""

    model_config = SettingsConfigDict(
        env_prefix="APP_",
        env_file=".env",
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    #: PostgreSQL to use, e.g. `postgresql://user:password@host:5432/name`. Unset: the embedded one.
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    #: Folder of the embedded PostgreSQL.
    data_dir: Path = Path(".data")
    #: Connections that each worker keeps open, and how many it may have.
    db_pool_min: int = Field(default=2, ge=0, le=1000)
    db_pool_max: int = Field(default=10, ge=1, le=1000)
    #: Seconds that a request waits for a free connection before it is answered 503.
    db_pool_timeout: float = Field(default=10, gt=0, le=600)
    #: Seconds that one statement may take before PostgreSQL ends it and the request is answered 504.
    db_statement_timeout: float = Field(default=30, gt=0, le=3600)
    #: Prepared statements kept per connection; 0 behind PgBouncer in transaction mode.
    db_statement_cache: int = Field(default=1000, ge=0, le=100_000)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    #: Addresses of proxies whose X-Forwarded-For is believed, separated by commas.
    trusted_proxies: str = ""
    environment: Literal["development", "production"] = "development"
    #: Apps whose routes are served, separated by commas; empty for all. `users` is always on.
    apps: str = ""
    #: Who may come in without credentials: see docs/authentication.md.
    auth: Literal["auto", "open", "required"] = "auto"
    #: Signs access tokens; at least 32 characters. Without one, tokens end with the process.
    secret_key: SecretStr | None = Field(default=None, min_length=32)
    issuers: list[Issuer] = []
    #: Web pages that may call from a browser, separated by commas.
    cors_origins: str = (
        "http://localhost:5173,http://localhost:5174,http://localhost:3000,http://localhost:4173,"
        "http://127.0.0.1:5173,http://127.0.0.1:5174,http://127.0.0.1:3000,http://127.0.0.1:4173"
    )
    #: `name=count/seconds` separated by commas; a name left out keeps its default, a count of 0 means no limit.
    rate_limits: str = ""
    access_log: bool = True
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    #: Who may read /metrics: requests that come from this machine without a proxy, all, or nobody.
    metrics: Literal["local", "open", "off"] = "local"
    #: Largest request body in bytes.
    max_body_bytes: int = Field(default=2_000_000, ge=1_000, le=1_000_000_000)

    #: What answers readers' questions. `offline` quotes the text that is loaded and needs nothing. `auto`: anthropic
    #: where there is ANTHROPIC_API_KEY, else openai where APP_OPENAI_MODEL names a model, else offline.
    ai_provider: Literal["auto", "anthropic", "openai", "offline"] = "auto"
    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str = Field(default="https://api.anthropic.com", validation_alias="ANTHROPIC_BASE_URL")
    anthropic_model: str = Field(default="claude-sonnet-4-6", min_length=1)
    #: For summaries of conversations.
    anthropic_summary_model: str = Field(default="claude-haiku-4-5-20251001", min_length=1)
    #: Alone it is for embeddings; a server of one's own may ask for none.
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    #: Of any server that speaks OpenAI's language, with the version: `http://localhost:11434/v1`.
    openai_base_url: str = Field(default=OPENAI_URL, validation_alias="OPENAI_BASE_URL")
    openai_model: str = ""
    #: What finds earlier conversations about the same: `builtin` knows words only. `auto`: openai with OPENAI_API_KEY.
    embedder: Literal["auto", "openai", "builtin"] = "auto"
    #: Seconds for a whole answer; of one that is streamed, for its first piece and between two pieces.
    ai_timeout: float = Field(default=30, gt=0, le=600)
    #: Longest answers, in the model's tokens.
    max_tokens_insights: int = Field(default=2000, ge=500, le=16_000, validation_alias="MAX_TOKENS_INSIGHTS")
    max_tokens_definition: int = Field(default=1000, ge=500, le=16_000, validation_alias="MAX_TOKENS_DEFINITION")
    max_tokens_chat: int = Field(default=3000, ge=500, le=16_000, validation_alias="MAX_TOKENS_CHAT")
    #: Characters of a conversation from which on a summary stands for its beginning.
    conversation_history_char_limit: int = Field(
        default=100_000, ge=10_000, validation_alias="CONVERSATION_HISTORY_CHAR_LIMIT"
    )

    #: Where text comes from that is not in the database: `sqlite` for nowhere, anything else for APP_BIBLE_API_URL.
    bible_client_type: str = Field(default="sqlite", validation_alias="BIBLE_CLIENT_TYPE")
    bible_api_url: str = Field(default="https://bible.helloao.org/api", pattern=r"^https?://[^/]")

    @field_validator("database_url")
    @classmethod
    def _readable_url(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            parse_dsn(url.get_secret_value())
        return url

    @field_validator("apps")
    @classmethod
    def _known_apps(cls, text: str) -> str:
        found = {module.name for module in pkgutil.iter_modules(project.__path__) if module.ispkg}
        if unknown := {name.strip() for name in text.split(",") if name.strip()} - found:
            raise ValueError(f"there is no app {', '.join(sorted(unknown))}")
        return text

    @field_validator("rate_limits")
    @classmethod
    def _readable_limits(cls, text: str) -> str:
        parse_limits(text)
        return text

    @field_validator("anthropic_api_key", "openai_api_key")
    @classmethod
    def _possible_key(cls, key: SecretStr | None) -> SecretStr | None:
        text = key.get_secret_value().strip() if key is not None else ""
        if not all("!" <= sign <= "~" for sign in text):
            raise ValueError("holds a character that no key has")
        return SecretStr(text) if text else None

    @field_validator("anthropic_base_url", "openai_base_url")
    @classmethod
    def _safe_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            raise ValueError("should be an address such as https://host/path")
        if parts.username is not None or parts.query or parts.fragment:
            raise ValueError("holds more than a host and a path; the key has a setting of its own")
        if parts.scheme == "http" and not is_near(parts.hostname):
            raise ValueError("would send key and questions in the clear: use https")
        return url.rstrip("/")

    @field_validator("issuers")
    @classmethod
    def _different_issuers(cls, issuers: list[Issuer]) -> list[Issuer]:
        names = [issuer.issuer for issuer in issuers]
        if len(set(names)) < len(names) or OWN_ISSUER in names:
            raise ValueError(
                f"APP_ISSUERS names an issuer twice, or one that is called {OWN_ISSUER!r} as the service's own"
            )
        return issuers

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.db_pool_min > self.db_pool_max:
            raise ValueError("APP_DB_POOL_MIN is above APP_DB_POOL_MAX")
        if "*" in self.origins:
            raise ValueError(
                "APP_CORS_ORIGINS names the pages that may call; '*' would let in any page with credentials"
            )
        if any("*" in origin for origin in self.origins):
            raise ValueError(
                "APP_CORS_ORIGINS takes no patterns, for its pages act as their users: APP_PUBLIC_ORIGINS does"
            )
        if self.auth == "open" and not is_loopback(self.host):
            raise ValueError("APP_AUTH=open is for loopback addresses only; use APP_AUTH=required")
        if self.auth_required and self.environment == "production" and self.secret_key is None:
            raise ValueError("APP_SECRET_KEY is needed in production")
        if self.workers > 1 and self.secret_key is None:
            raise ValueError("APP_SECRET_KEY is needed with more than one worker")
        return self

    @model_validator(mode="after")
    def _safe_imaging(self) -> Self:
        if (self.auth_required or self.is_production) and (weak := self.weak_secrets()):
            raise ValueError(f"{' and '.join(weak)} can be guessed: a key has 16 characters at least, a secret 32")
        if self.secret_key is not None and self.secret_key == self.dsa110_jwt_secret:
            raise ValueError(
                "DSA110_JWT_SECRET and APP_SECRET_KEY are to differ: who has one could make the other's tokens"
            )
        if self.auth_required and self.dsa110_auth_disabled:
            raise ValueError("DSA110_AUTH_DISABLED is for loopback addresses without a proxy; use DSA110_API_KEYS")
        return self

    @model_validator(mode="after")
    def _whole_ai(self) -> Self:
        keyless = self.openai_api_key is None and self.openai_base_url == OPENAI_URL
        if self.ai_provider == "anthropic" and self.anthropic_api_key is None:
            raise ValueError("APP_AI_PROVIDER=anthropic needs ANTHROPIC_API_KEY")
        if self.ai_provider == "openai" and not self.openai_model:
            raise ValueError("APP_AI_PROVIDER=openai needs APP_OPENAI_MODEL, a model that the server offers")
        if self.chosen_provider == "openai" and keyless:
            raise ValueError("APP_OPENAI_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that asks for none")
        if self.embedder == "openai" and keyless:
            raise ValueError("APP_EMBEDDER=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server without keys")
        return self

    @property
    def chosen_provider(self) -> Literal["anthropic", "openai", "offline"]:
        if self.ai_provider != "auto":
            return self.ai_provider
        if self.anthropic_api_key is not None:
            return "anthropic"
        return "openai" if self.openai_model else "offline"

    @property
    def origins(self) -> list[str]:
        return [origin.strip().rstrip("/") for origin in self.cors_origins.split(",") if origin.strip()]

    @property
    def auth_required(self) -> bool:
        return self.auth == "required" or (self.auth == "auto" and not is_loopback(self.host))

    def limit(self, name: str, default: Limit) -> Limit:
        """The limit of this name that APP_RATE_LIMITS sets, or the default."""
        return parse_limits(self.rate_limits).get(name, default)

    @property
    def is_production(self) -> bool:
        return self.environment == "production"


@lru_cache
def get_settings() -> Settings:
    """Read once a process; a bad value raises pydantic's ValidationError."""
    return Settings()
