"""The service as an operator runs it, and other Python: in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.conftest import ROOT


@dataclass
class Service:
    url: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_healthy(service: Service) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{service.url}/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the service did not become healthy")


def printed_by(script: str) -> str:
    """What a Python process of its own prints."""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@contextmanager
def running(database_url: str, **settings: str) -> Iterator[Service]:
    """`python -m project serve`, open on loopback, until the block ends."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database_url, "APP_AUTH": "auto", **settings}
    command = [sys.executable, "-m", "project", "serve", "--port", str(port)]
    service = Service(f"http://127.0.0.1:{port}", subprocess.Popen(command, cwd=ROOT, env=environment))
    try:
        _wait_until_healthy(service)
        yield service
    finally:
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(30)
