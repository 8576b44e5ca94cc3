"""Runs wrk and reads what it found."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import psutil
import typer

from bench.errors import BenchError

SCRIPT = Path(__file__).with_name("requests.lua")
#: Seconds that one answer may take: a slow contestant is to be measured, not to be cut off.
ANSWER_SECONDS = 60
BUSY_PERCENT = 10
WARM_UP_SECONDS = 2


class NoAnswer(BenchError):
    pass


@dataclass(frozen=True)
class Load:
    """Requests of one kind: all have the same method and body, and the paths take turns."""

    method: str
    paths: Sequence[str]
    body: str = ""
    connections: int = 100


@dataclass(frozen=True)
class Measured:
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        raise BenchError("wrk is not installed: https://github.com/wg/wrk (Debian, Ubuntu: apt install wrk)")


def warn_when_busy() -> None:
    """Say so where other programs take the processors that the figures need; takes a second."""
    busy = psutil.cpu_percent(1)
    if busy > BUSY_PERCENT:
        typer.secho(
            f"Other programs keep {busy:.0f} % of the processors busy: this spoils figures", fg="yellow", err=True
        )


def run(url: str, load: Load, headers: dict[str, str], seconds: float, cores: str | None = None) -> Measured:
    """Send requests for so many seconds over two threads. `cores`, such as "0,1", are those that wrk may use.

    Raises BenchError where any answer was an error.
    """
    with NamedTemporaryFile("w", suffix=".txt") as requests:
        requests.write("\n".join([load.method, load.body, *load.paths]) + "\n")
        requests.flush()
        command = ["wrk", "--threads", "2", "--connections", str(load.connections), "--duration", f"{seconds:g}s"]
        command += ["--timeout", f"{ANSWER_SECONDS}s", "--script", str(SCRIPT)]
        for name, value in headers.items():
            command += ["--header", f"{name}: {value}"]
        command = [*pinned(cores), *command, url, "--", requests.name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 120, check=False)
    if done.returncode:
        raise BenchError(f"wrk failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return _read(done.stdout)


def warm_up(url: str, load: Load, headers: Mapping[str, str], cores: str | None = None) -> None:
    """Not measured: whoever is too slow to answer meanwhile is none the worse for it."""
    with suppress(NoAnswer):
        run(url, load, headers, WARM_UP_SECONDS, cores)


def pinned(cores: str | None) -> list[str]:
    """What stands before a command that may use these cores only, such as "0,1"; nothing for all."""
    return ["taskset", "--cpu-list", cores] if cores else []


def _read(output: str) -> Measured:
    found = json.loads(output.strip().rsplit("\n", 1)[-1])
    if any(found["errors"].values()):
        raise BenchError(f"wrk saw errors: {found['errors']} in {found['requests']} requests")
    if not found["requests"]:
        raise NoAnswer("wrk got no answer at all")
    return Measured(found["requests"], found["seconds"], found["p50_ms"], found["p99_ms"])
