"""`python -m bench.workers`: whether a second worker helps, also where there are too few cores to see it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated

import psutil
import typer

from bench import wrk
from bench.data import Data, fill
from bench.errors import BenchError, run
from bench.postgres import database, environment, fetch
from bench.serving import CARAPACE, free_port, process, settings_of_service, sign_in, wait_for
from bench.tables import table
from bench.works import WORKS, verify


@dataclass(frozen=True)
class Cores:
    """Which cores each party may use, such as "0,1"; None for all."""

    service: str | None
    postgres: str | None
    wrk: str | None


@dataclass(frozen=True)
class Found:
    measured: wrk.Measured
    #: Seconds of processor time while wrk ran, of each process of the service, the busiest first.
    service: list[float]
    #: The same of all processes of PostgreSQL together; 0 where it runs on another machine.
    postgres: float


def cpu_seconds(parent: psutil.Process | None) -> dict[int, float]:
    """Processor time so far, user and system, of a process and all below it."""
    found = {}
    for one in (parent, *parent.children(recursive=True)) if parent else ():
        times = one.cpu_times()
        found[one.pid] = times.user + times.system
    return found


def spent(before: dict[int, float], after: dict[int, float]) -> list[float]:
    """Seconds by process, the busiest first."""
    return sorted((after[pid] - before.get(pid, 0.0) for pid in after), reverse=True)


def postmaster(url: str) -> psutil.Process | None:
    """PostgreSQL's first process, which all others come from; None where it runs on another machine."""
    (pid,) = fetch(url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    if not psutil.pid_exists(pid) or psutil.Process(pid).name() != "postgres":
        return None
    return psutil.Process(pid).parent()


def pin(database_server: psutil.Process | None, cores: str) -> None:
    """Keep PostgreSQL on these cores: what runs of it, and what it starts from now on."""
    if database_server is None:
        raise BenchError("PostgreSQL runs on another machine and cannot be pinned")
    for one in (database_server, *database_server.children(recursive=True)):
        one.cpu_affinity([int(core) for core in cores.split(",")])


def measure(url: str, data: Data, workers: int, seconds: float, cores: Cores) -> Found:
    """GET one session from 100 connections, with so many workers."""
    port = free_port()
    command = [*wrk.pinned(cores.service), *CARAPACE.command(port), "--workers", str(workers)]
    (work,) = [work for work in WORKS if work.name == "one"]
    load, headers, database_server = work.load(data), sign_in(data), postmaster(url)
    if cores.postgres:
        pin(database_server, cores.postgres)
    with process(command, environment(**settings_of_service(), DATABASE_URL=url), port) as server:
        wait_for(server)
        verify(server.url, work, data, headers)
        wrk.warm_up(server.url, load, headers, cores.wrk)
        parties = [psutil.Process(server.pid), database_server]
        before = [cpu_seconds(party) for party in parties]
        measured = wrk.run(server.url, load, headers, seconds, cores.wrk)
        after = [cpu_seconds(party) for party in parties]
    service, postgres = (spent(*pair) for pair in zip(before, after, strict=True))
    return Found(measured, service, sum(postgres))


def row(workers: int, found: Found) -> list[str]:
    each_ms = 1000 * sum(found.service) / found.measured.requests
    busy = " + ".join(f"{100 * used / found.measured.seconds:.0f}" for used in found.service[:workers])
    postgres = f"{1000 * found.postgres / found.measured.requests:.3f}" if found.postgres else ""
    figures = [f"{found.measured.per_second:,.0f}", f"{found.measured.p50_ms:.1f}", f"{found.measured.p99_ms:.1f}"]
    return [str(workers), *figures, f"{each_ms:.3f}", postgres, busy, f"{1000 * workers / each_ms:,.0f}"]


def main(
    seconds: Annotated[float, typer.Option(min=1)] = 8,
    service_cores: Annotated[str | None, typer.Option(help="Cores of the service, such as 0,1.")] = None,
    postgres_cores: Annotated[str | None, typer.Option(help="Cores of PostgreSQL.")] = None,
    wrk_cores: Annotated[str | None, typer.Option(help="Cores of wrk.")] = None,
) -> None:
    """GET one session with one worker and with two.

    Service, PostgreSQL and wrk share this machine's cores: where those are few, the requests per second say little.
    The processor time that a request takes of the workers says more: while it stays the same, each worker more brings
    as many requests as the one before, given a core for it. The last column is that: workers / time.
    """
    cores = Cores(service_cores, postgres_cores, wrk_cores)
    wrk.require_wrk()
    wrk.warn_when_busy()
    with database() as url:
        data = fill(url)
        rows = [row(workers, measure(url, data, workers, seconds, cores)) for workers in (1, 2)]
    head = (
        *("workers", "requests/s", "p50 ms", "p99 ms", "service CPU ms/request", "PostgreSQL CPU ms/request"),
        *("workers busy, % of a core", "requests/s with a core each"),
    )
    typer.echo(f"{os.cpu_count()} cores\n")
    typer.echo(table(head, rows, texts=0))


if __name__ == "__main__":
    run(main)
