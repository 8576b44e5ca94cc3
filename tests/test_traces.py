"""The original clients' recorded traces, replayed against a running service; skipped where they are not at hand."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.services import running

CONTRACTS = ROOT.parent / "shared" / "contracts"
pytestmark = pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the contracts are not beside the project")


@pytest.mark.parametrize("name", ["assessments"])
def test_the_original_clients_traces_pass_twice_on_one_database(spare_database_url: str, name: str) -> None:
    with running(spare_database_url) as service:
        command = [sys.executable, str(CONTRACTS / "replay.py"), service.url, str(CONTRACTS / f"{name}.traces.json")]
        for _ in range(2):
            replayed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
            assert replayed.returncode == 0, replayed.stdout
