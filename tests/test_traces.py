"""Replay the original clients' recorded traces against a running service. Skipped without the traces."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from project.core.testing.environment import ROOT
from project.core.testing.processes import Service, run_command, running

CONTRACTS = ROOT.parent / "shared" / "contracts"
pytestmark = pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the contracts are not beside the project")


@pytest.fixture(scope="module")
def service(spare_database_url: str) -> Iterator[Service]:
    """A service with the data that the traces were recorded with."""
    for words in (["demo"], ["imaging", "load", str(CONTRACTS / "imaging.seed.json")]):
        run_command(spare_database_url, *words).check_returncode()
    with running(spare_database_url) as found:
        yield found


def replay(service: Service, traces: Path) -> None:
    """Replay twice on one database."""
    command = [sys.executable, str(CONTRACTS / "replay.py"), service.url, str(traces), str(traces)]
    replayed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert replayed.returncode == 0, replayed.stdout


@pytest.mark.parametrize("name", ["assessments", "scripture", "imaging", "music"])
def test_the_original_clients_traces_pass_twice_on_one_database(service: Service, name: str) -> None:
    replay(service, CONTRACTS / f"{name}.traces.json")


def test_the_dashboards_traces_pass_under_its_own_prefix(service: Service, tmp_path: Path) -> None:
    traces = tmp_path / "imaging.traces.json"
    traces.write_text((CONTRACTS / "imaging.traces.json").read_text().replace("/api/v1/", "/api/"))

    replay(service, traces)
