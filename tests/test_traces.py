"""The recorded traces of the original clients, replayed against a running service: skipped where they are not at hand."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

CONTRACTS = ROOT.parent / "shared" / "contracts"
pytestmark = pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the contracts are not beside the project")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the service did not become healthy")


@pytest.fixture(scope="module")
def service(spare_database_url: str) -> Iterator[str]:
    """The service as an operator starts it, open on loopback."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": spare_database_url, "APP_AUTH": "auto"}
    command = [sys.executable, "-m", "project", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(url, process)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.mark.parametrize("name", ["assessments"])
def test_the_original_clients_traces_pass(service: str, name: str) -> None:
    command = [sys.executable, str(CONTRACTS / "replay.py"), service, str(CONTRACTS / f"{name}.traces.json")]

    for _ in range(2):
        replayed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert replayed.returncode == 0, replayed.stdout
