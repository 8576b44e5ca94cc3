from __future__ import annotations

import importlib
import importlib.util
import ipaddress
import pkgutil
import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

import project.core
from project.core.db.dsn import parse_dsn
from project.service import PUBLIC_ORIGINS

S = TypeVar("S", bound="AppSettings")
K = TypeVar("K", bound=BaseSettings)
#: A page's scheme, host and port. A star stands for the names below a domain, which has a dot of its own.
ORIGIN = re.compile(r"https?://(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
LIMIT = re.compile(r"(\w+)=([0-9]{1,9})/([1-9][0-9]{0,8})")
LOOPBACK_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is loopback."""
    if host.lower() in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


class Limit(NamedTuple):
    """Attempts per seconds; 0 attempts mean no limit."""

    attempts: int
    seconds: int


def parse_limits(text: str) -> dict[str, Limit]:
    """Read `name=count/seconds,…`. Raises ValueError for anything else."""
    found = {}
    for part in listed(text):
        written = LIMIT.fullmatch(part)
        if written is None:
            raise ValueError(f"APP_RATE_LIMITS holds {part!r}, which is not name=count/seconds")
        found[written[1]] = Limit(int(written[2]), int(written[3]))
    return found


CONFIG = SettingsConfigDict(
    env_prefix="APP_",
    env_file=".env",
    extra="ignore",
    env_ignore_empty=True,
    populate_by_name=True,
    hide_input_in_errors=True,
)


class AppSettings(BaseSettings):
    """Base of an app's settings, in its module `settings`. Discovered automatically.

    `settings.of(CameraSettings)` gives them, where `settings` is core's.
    """

    model_config = CONFIG

    def check(self, core: Settings) -> None:
        """Raise ValueError if these are unsafe together with core's."""


class Settings(BaseSettings):
    """Core's settings, from environment variables or `.env`."""

    model_config = CONFIG

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
    #: Web pages that may call from a browser, but only as anybody could: without cookies.
    public_origins: str = PUBLIC_ORIGINS

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
        if unknown := set(listed(text)) - found:
            raise ValueError(f"there is no app {', '.join(sorted(unknown))}")
        return text

    @field_validator("rate_limits")
    @classmethod
    def _readable_limits(cls, text: str) -> str:
        parse_limits(text)
        return text

    @field_validator("public_origins")
    @classmethod
    def _readable_origins(cls, text: str) -> str:
        for origin in listed(text):
            if not ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is no origin such as https://host or https://*.domain.example")
        return text

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

    @property
    def origins(self) -> list[str]:
        return [origin.rstrip("/") for origin in listed(self.cors_origins)]

    @property
    def auth_required(self) -> bool:
        return self.auth == "required" or (self.auth == "auto" and not is_loopback(self.host))

    def limit(self, name: str, default: Limit) -> Limit:
        """Return the limit from APP_RATE_LIMITS, or the default."""
        return parse_limits(self.rate_limits).get(name, default)

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def exact_public_origins(self) -> list[str]:
        return [origin for origin in listed(self.public_origins) if "*" not in origin]

    @property
    def public_origin_pattern(self) -> str | None:
        """A regular expression for the origins that are written with a star: for one name or several in its place."""
        patterns = [origin for origin in listed(self.public_origins) if "*" in origin]
        return "|".join(re.escape(one).replace(r"\*", r"[a-z0-9-]+(\.[a-z0-9-]+)*") for one in patterns) or None

    @cached_property  # read by routes: a private attribute of pydantic's takes five times as long
    def _of_apps(self) -> dict[type[AppSettings], AppSettings]:
        return {}

    def of(self, kind: type[S]) -> S:
        """Return an app's settings, checked against these. Raises ValueError."""
        found = self._of_apps.get(kind)
        if found is None:
            found = kind()
            self.include(found)
        assert isinstance(found, kind)
        return found

    def include(self, settings: AppSettings) -> None:
        """Use these as an app's settings. Raises ValueError."""
        settings.check(self)
        self._of_apps[type(settings)] = settings


@cache
def app_settings() -> tuple[type[AppSettings], ...]:
    """The classes of settings of all apps, and of core's folders."""
    places = [("project.core.", project.core.__path__), ("project.", project.__path__)]
    folders = [m.name for prefix, path in places for m in pkgutil.iter_modules(path, prefix) if m.ispkg]
    names = [f"{folder}.settings" for folder in folders if importlib.util.find_spec(f"{folder}.settings")]
    return tuple(kind for name in names for kind in _declared_in(importlib.import_module(name)))


def _declared_in(module: ModuleType) -> list[type[AppSettings]]:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, AppSettings)]
    return [kind for kind in kinds if kind.__module__ == module.__name__ and kind is not AppSettings]


def variables() -> dict[str, str]:
    """The environment variable of every setting of the service, by the name of its field."""
    kinds: tuple[type[BaseSettings], ...] = (Settings, *app_settings())
    fields = {name: field for kind in kinds for name, field in kind.model_fields.items()}
    return {name: str(field.validation_alias or f"APP_{name.upper()}") for name, field in fields.items()}


def load_settings(**values: Any) -> Settings:
    """Read the settings of core and all apps. Values given by field name take precedence.

    Raises one ValidationError for all that cannot be used.
    """
    if unknown := values.keys() - variables().keys():
        raise TypeError(f"There is no setting {', '.join(sorted(unknown))}")
    faults: list[InitErrorDetails] = []
    core = _read(Settings, values, faults)
    for kind in app_settings():
        found = _read(kind, values, faults)
        if core is not None and found is not None:
            _include(core, found, faults)
    if core is None or faults:
        raise ValidationError.from_exception_data("settings", faults, hide_input=True)
    return core


def _read(kind: type[K], values: dict[str, Any], faults: list[InitErrorDetails]) -> K | None:
    try:
        return kind(**{name: value for name, value in values.items() if name in kind.model_fields})
    except ValidationError as error:
        for one in error.errors():
            faults.append({"type": PydanticCustomError("setting", one["msg"]), "loc": one["loc"], "input": None})
        return None


def _include(core: Settings, found: AppSettings, faults: list[InitErrorDetails]) -> None:
    try:
        core.include(found)
    except ValueError as error:
        faults.append({"type": "value_error", "input": None, "ctx": {"error": error}})


@lru_cache
def get_settings() -> Settings:
    """Return the settings, read once. Raises pydantic's ValidationError."""
    return load_settings()
