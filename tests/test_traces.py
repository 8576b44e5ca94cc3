"""The original clients' recorded traces, replayed against a running service; skipped where they are not at hand."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.services import Service, running

CONTRACTS = ROOT.parent / "shared" / "contracts"
pytestmark = pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the contracts are not beside the project")


@pytest.fixture(scope="module")
def service(spare_database_url: str) -> Iterator[Service]:
    """After `demo`: some traces read texts of it."""
    environment = {**os.environ, "DATABASE_URL": spare_database_url}
    subprocess.run([sys.executable, "-m", "project", "demo"], cwd=ROOT, env=environment, check=True, timeout=120)
    with running(spare_database_url) as found:
        yield found


@pytest.mark.parametrize("name", ["assessments", "scripture"])
def test_the_original_clients_traces_pass_twice_on_one_database(service: Service, name: str) -> None:
    command = [sys.executable, str(CONTRACTS / "replay.py"), service.url, str(CONTRACTS / f"{name}.traces.json")]
    for _ in range(2):
        replayed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert replayed.returncode == 0, replayed.stdout
