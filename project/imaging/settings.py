"""Settings of imaging. The DSA110 names are those that the telescope's operators use."""

from __future__ import annotations

import ipaddress
import re
import shlex
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from project.core.ops.settings import AppSettings, Settings, listed

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Loopback, private and link-local networks (RFC 1918, 4193, 4291).
LOCAL_NETWORKS = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10"
#: Shorter keys and secrets could be guessed.
MIN_KEY, MIN_SECRET = 16, 32


@lru_cache
def parse_networks(text: str) -> tuple[Network, ...]:
    """Parse comma-separated addresses and networks. Raises ValueError."""
    return tuple(ipaddress.ip_network(part) for part in listed(text))


PLACEHOLDER = re.compile(r"\{(\w*)\}")
#: Placeholders that a command may use.
PLACEHOLDERS = ("ms_path", "run_id", "job_id", "attempt")


def parse_command(text: str) -> list[str]:
    """Split a command as a shell would. Raises ValueError for unknown placeholders."""
    words = shlex.split(text)
    unknown = {name for word in words for name in PLACEHOLDER.findall(word)} - set(PLACEHOLDERS)
    if unknown:
        raise ValueError(f"has {{{min(unknown)}}}; allowed are {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}")
    if words and PLACEHOLDER.search(words[0]):
        raise ValueError("must begin with a program, not with a placeholder")
    return words


class ImagingSettings(AppSettings):
    #: API keys with write access, comma-separated.
    dsa110_api_keys: SecretStr | None = Field(default=None, validation_alias="DSA110_API_KEYS")
    #: Verifies tokens (HS256) with write access.
    dsa110_jwt_secret: SecretStr | None = Field(default=None, validation_alias="DSA110_JWT_SECRET")
    #: Local requests have write access without a credential.
    dsa110_auth_disabled: bool = Field(default=False, validation_alias="DSA110_AUTH_DISABLED")
    #: Addresses and networks with read access, comma-separated.
    dsa110_allowed_ips: str = Field(default=LOCAL_NETWORKS, validation_alias="DSA110_ALLOWED_IPS")
    #: Organisation whose users have write access, by name. Empty means all.
    imaging_organisation: str = Field(default="", max_length=200)
    #: Folders of FITS files to serve, comma-separated. Empty means none.
    imaging_file_roots: str = ""
    #: Folders of run logs, comma-separated.
    imaging_log_roots: str = ""
    #: Command of a job, such as `run-pipeline --ms {ms_path} --run {run_id}`. It runs without a shell.
    imaging_command: str = ""
    #: Time limit of the command, in seconds.
    imaging_timeout: float = Field(default=14_400, gt=0)
    #: Seconds between heartbeats of a busy worker. After twelve missed ones another worker takes the job.
    imaging_heartbeat: float = Field(default=5, ge=0.05, le=300)
    #: Attempts before a job whose workers died is failed.
    imaging_attempts: int = Field(default=3, ge=1, le=100)

    @field_validator("imaging_command")
    @classmethod
    def _readable_command(cls, text: str) -> str:
        parse_command(text)
        return text

    @field_validator("dsa110_allowed_ips")
    @classmethod
    def _readable_networks(cls, text: str) -> str:
        parse_networks(text)
        return text

    def check(self, core: Settings) -> None:
        if (core.auth_required or core.is_production) and (weak := self.weak_secrets()):
            raise ValueError(
                f"{' and '.join(weak)} can be guessed: a key needs at least {MIN_KEY} characters, a secret {MIN_SECRET}"
            )
        if core.secret_key is not None and core.secret_key == self.dsa110_jwt_secret:
            raise ValueError("DSA110_JWT_SECRET and APP_SECRET_KEY must differ, or one could sign the other's tokens")
        if core.auth_required and self.dsa110_auth_disabled:
            raise ValueError("DSA110_AUTH_DISABLED is for loopback addresses without a proxy; use DSA110_API_KEYS")

    def weak_secrets(self) -> list[str]:
        """Return the names of settings with a guessable key or secret."""
        secret = self.dsa110_jwt_secret
        short_keys = any(len(key) < MIN_KEY for key in self.pipeline_keys)
        short_secret = secret is not None and len(secret.get_secret_value()) < MIN_SECRET
        return ["DSA110_API_KEYS"] * short_keys + ["DSA110_JWT_SECRET"] * short_secret

    @property
    def pipeline_keys(self) -> list[str]:
        return listed(self.dsa110_api_keys.get_secret_value()) if self.dsa110_api_keys else []

    @property
    def file_folders(self) -> list[Path]:
        return [Path(folder) for folder in listed(self.imaging_file_roots)]

    @property
    def log_folders(self) -> list[Path]:
        return [Path(folder) for folder in listed(self.imaging_log_roots)]
