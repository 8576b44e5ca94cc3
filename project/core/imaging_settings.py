"""What of the settings is for the app `imaging`, with the names that its operators know."""

from __future__ import annotations

import ipaddress
import re
import shlex
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: This machine, and the networks that no router of the internet passes on (RFC 1918, 4193, 4291).
NEAR_NETWORKS = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10"
#: A page's scheme, host and port. A star stands for the names below a domain, which has a dot of its own.
ORIGIN = re.compile(r"https?://(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
#: From so many characters on a key or a secret cannot be guessed.
MIN_KEY, MIN_SECRET = 16, 32


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


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


class ImagingSettings(BaseSettings):
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
    #: Web pages that may call from a browser, but only as anybody could: without cookies.
    public_origins: str = "https://dsa110.github.io,https://code.deepsynoptic.org,http://code.deepsynoptic.org"
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

    @field_validator("public_origins")
    @classmethod
    def _readable_origins(cls, text: str) -> str:
        for origin in listed(text):
            if not ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is no origin such as https://host or https://*.domain.example")
        return text

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

    @property
    def exact_public_origins(self) -> list[str]:
        return [origin for origin in listed(self.public_origins) if "*" not in origin]

    @property
    def public_origin_pattern(self) -> str | None:
        """A regular expression for the origins that are written with a star: for one name or several in its place."""
        patterns = [origin for origin in listed(self.public_origins) if "*" in origin]
        return "|".join(re.escape(one).replace(r"\*", r"[a-z0-9-]+(\.[a-z0-9-]+)*") for one in patterns) or None
