"""Starts and stops the contestants' servers."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.data import Data
from bench.errors import BenchError
from bench.postgres import ROOT, environment
from project.core.ops.settings import Settings
from project.users.tokens import issue_access_token

SECRET = "a secret for the bench, of 32 characters or more"
START_SECONDS = 30
UVICORN = (
    *("--host", "127.0.0.1", "--loop", "uvloop", "--http", "httptools"),
    *("--no-access-log", "--log-level", "warning"),
)


@dataclass(frozen=True)
class Contestant:
    name: str
    #: The module with its `app`; None for this service itself, which is started as its users start it.
    module: str | None
    #: What has to be installed besides the service's own requirements.
    packages: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def command(self, port: int) -> list[str]:
        if self.module is None:
            return [sys.executable, "-m", "project", "serve", "--port", str(port)]
        return [sys.executable, "-m", "uvicorn", f"bench.contestants.{self.module}:app", "--port", str(port), *UVICORN]


CARAPACE = Contestant("carapace", None)
QUIET = Contestant("carapace, no access log", None, environment={"APP_ACCESS_LOG": "false"})
FLOOR = Contestant("floor", "floor", ("orjson",))
SQLALCHEMY = Contestant("sqlalchemy", "sqlalchemy_async", ("sqlalchemy", "greenlet"))
CONTESTANTS = (
    CARAPACE,
    FLOOR,
    Contestant("tutorial", "tutorial"),
    SQLALCHEMY,
    Contestant("sqlalchemy-per-request", "sqlalchemy_async", SQLALCHEMY.packages, {"BENCH_POOL": "none"}),
)
#: Only for the headline.
SYNC = Contestant("sync", "sync", ("sqlalchemy", "greenlet", "psycopg"))


def require_packages(contestants: list[Contestant]) -> None:
    wanted = {name for contestant in contestants for name in contestant.packages}
    if missing := sorted(name for name in wanted if importlib.util.find_spec(name) is None):
        raise BenchError(f"not installed: {', '.join(missing)}; run `pip install -r requirements-bench.txt`")


def settings_of_service() -> dict[str, str]:
    """As in production: everybody has to sign in; as many connections to the database as the others have."""
    return {"APP_AUTH": "required", "APP_SECRET_KEY": SECRET, "APP_DB_POOL_MIN": "10", "APP_DB_POOL_MAX": "10"}


def sign_in(data: Data) -> dict[str, str]:
    """Headers of a request by the admin; good for 15 minutes. All contestants are sent them."""
    settings = Settings(secret_key=SECRET, _env_file=None)
    return {"Authorization": f"Bearer {issue_access_token(data.user_id, settings)}"}


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    url: str

    @property
    def pid(self) -> int:
        return self.process.pid

    def peak_mb(self) -> float:
        """The most memory that the process ever held, in MB (10^6 bytes)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024 / 1e6


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def process(command: list[str], variables: dict[str, str], port: int) -> Iterator[Server]:
    """A server from its start, not yet answering, until the block ends. What it prints is dropped."""
    started = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(started, f"http://127.0.0.1:{port}")
    finally:
        started.send_signal(signal.SIGTERM)
        try:
            started.wait(25)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def answers(server: Server, path: str = "/health") -> bool:
    try:
        with urllib.request.urlopen(server.url + path, timeout=5):
            return True
    except OSError:
        return False


def wait_for(server: Server, path: str = "/health", pause: float = 0.02) -> None:
    """Ask every `pause` seconds. Raises BenchError where the server ends, or does not answer within START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(server, path):
        if (status := server.process.poll()) is not None:
            raise BenchError(f"its server ended with status {status}; start it by hand to see why")
        if time.monotonic() > deadline:
            raise BenchError(f"its server did not answer {path} within {START_SECONDS} s")
        time.sleep(pause)


@contextmanager
def serving(contestant: Contestant, url: str, data: Data) -> Iterator[Server]:
    """A contestant that answers, on the database at `url`."""
    port = free_port()
    variables = environment(
        **settings_of_service(),
        DATABASE_URL=url,
        BENCH_ORGANISATION_ID=str(data.organisation_id),
        PYTHONPATH=os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    )
    with process(contestant.command(port), {**variables, **contestant.environment}, port) as server:
        wait_for(server)
        yield server
