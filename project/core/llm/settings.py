"""Settings of the language-model providers."""

from __future__ import annotations

import ipaddress
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from project.core.ops.settings import AppSettings, is_loopback

OPENAI_URL = "https://api.openai.com/v1"
#: Endings of host names inside a network.
NEAR_NAMES = (".local", ".internal", ".localhost")


def is_near(host: str) -> bool:
    """Tell whether a host is this machine or on its network: a container, a private address."""
    if is_loopback(host) or host.lower().endswith(NEAR_NAMES):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_private
    except ValueError:
        return "." not in host


class LanguageSettings(AppSettings):
    #: `offline` quotes the loaded text and needs nothing. `auto` is anthropic with ANTHROPIC_API_KEY, else openai with
    #: APP_OPENAI_MODEL, else offline.
    ai_provider: Literal["auto", "anthropic", "openai", "offline"] = "auto"
    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str = Field(default="https://api.anthropic.com", validation_alias="ANTHROPIC_BASE_URL")
    anthropic_model: str = Field(default="claude-sonnet-4-6", min_length=1)
    #: For summaries of conversations.
    anthropic_summary_model: str = Field(default="claude-haiku-4-5-20251001", min_length=1)
    #: On its own it is used for embeddings only. Servers other than OpenAI's may need none.
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    #: Any compatible server, with the version: `http://localhost:11434/v1`.
    openai_base_url: str = Field(default=OPENAI_URL, validation_alias="OPENAI_BASE_URL")
    openai_model: str = ""
    #: Finds earlier conversations: `builtin` compares words only. `auto` is openai with OPENAI_API_KEY, else builtin.
    embedder: Literal["auto", "openai", "builtin"] = "auto"
    #: Seconds for a whole answer or, if it is streamed, until its first piece and between two pieces.
    ai_timeout: float = Field(default=30, gt=0, le=600)

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
