"""With the names that the telescope's operators know."""

from __future__ import annotations

import ipaddress
import re
import shlex
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from project.core.ops.settings import AppSettings, Settings, listed

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: This machine, and the networks that no router of the internet passes on (RFC 1918, 4193, 4291).
NEAR_NETWORKS = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10"
#: From so many characters on a key or a secret cannot be guessed.
MIN_KEY, MIN_SECRET = 16, 32


@lru_cache
def networks_of(text: str) -> tuple[Network, ...]:
    """Addresses and networks, by commas. Raises ValueError for anything else."""
    return tuple(ipaddress.ip_network(part) for part in listed(text))


PLACEHOLDER = re.compile(r"\{(\w*)\}")
#: What a command may have in braces.
PLACES = ("ms_path", "run_id", "job_id", "attempt")


def command_of(text: str) -> list[str]:
    """Words of a command, split as a shell would. Raises ValueError."""
    words = shlex.split(text)
    unknown = {name for word in words for name in PLACEHOLDER.findall(word)} - set(PLACES)
    if unknown:
        raise ValueError(f"has {{{min(unknown)}}}; known are {', '.join(f'{{{name}}}' for name in PLACES)}")
    if words and PLACEHOLDER.search(words[0]):
        raise ValueError("begins with a placeholder, and not with a program")
    return words


class ImagingSettings(AppSettings):
    #: Keys that may write, by commas.
    dsa110_api_keys: SecretStr | None = Field(default=None, validation_alias="DSA110_API_KEYS")
    #: Signs the tokens (HS256) that may write.
    dsa110_jwt_secret: SecretStr | None = Field(default=None, validation_alias="DSA110_JWT_SECRET")
    #: Whoever sits at this machine may write.
    dsa110_auth_disabled: bool = Field(default=False, validation_alias="DSA110_AUTH_DISABLED")
    #: Addresses and networks that may read, by commas.
    dsa110_allowed_ips: str = Field(default=NEAR_NETWORKS, validation_alias="DSA110_ALLOWED_IPS")
    #: Name of the organisation whose users may write; empty for all organisations.
    imaging_organisation: str = Field(default="", max_length=200)
    #: Folders whose FITS files are given out, by commas; empty for none.
    imaging_file_roots: str = ""
    #: Folders with the log files of runs, by commas.
    imaging_log_roots: str = ""
    #: What a worker runs for a job, such as `run-pipeline --ms {ms_path} --run {run_id}`. No shell reads it.
    imaging_command: str = ""
    #: Seconds that it may take.
    imaging_timeout: float = Field(default=14_400, gt=0)
    #: Seconds between two signs of life of a worker that is at a job; after twelve without one, another takes it.
    imaging_heartbeat: float = Field(default=5, ge=0.05, le=300)
    #: Workers that a job may be lost with.
    imaging_attempts: int = Field(default=3, ge=1, le=100)

    @field_validator("imaging_command")
    @classmethod
    def _readable_command(cls, text: str) -> str:
        command_of(text)
        return text

    @field_validator("dsa110_allowed_ips")
    @classmethod
    def _readable_networks(cls, text: str) -> str:
        networks_of(text)
        return text

    def check(self, core: Settings) -> None:
        if (core.auth_required or core.is_production) and (weak := self.weak_secrets()):
            raise ValueError(f"{' and '.join(weak)} can be guessed: a key has 16 characters at least, a secret 32")
        if core.secret_key is not None and core.secret_key == self.dsa110_jwt_secret:
            raise ValueError(
                "DSA110_JWT_SECRET and APP_SECRET_KEY are to differ: who has one could make the other's tokens"
            )
        if core.auth_required and self.dsa110_auth_disabled:
            raise ValueError("DSA110_AUTH_DISABLED is for loopback addresses without a proxy; use DSA110_API_KEYS")

    def weak_secrets(self) -> list[str]:
        """Names of the settings with something that can be guessed."""
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
