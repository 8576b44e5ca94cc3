"""`python -m bench`: this service beside others that do the same work on the same rows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bench import tables
from bench.comparison import Results, compare
from bench.data import fill
from bench.errors import BenchError, run
from bench.headline import HEADLINERS, measure
from bench.postgres import database, fetch
from bench.serving import CONTESTANTS, QUIET, SYNC, require_packages
from bench.works import WORKS
from bench.wrk import require_wrk, warn_when_busy

HEADLINE = "headline"


def main(
    only: Annotated[str, typer.Option(help="Names of contestants, separated by commas.")] = "",
    work: Annotated[str, typer.Option(help="Some of one,list,full,create,batch,headline.")] = "",
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    seconds: Annotated[float, typer.Option(min=1, help="Of each measurement; 2 s to warm up come before it.")] = 8,
    json_file: Annotated[Path | None, typer.Option("--json", help="File for every single figure.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Only the tables: say nothing meanwhile.")] = False,
    no_access_log: Annotated[bool, typer.Option("--no-access-log", help="Measure carapace without as well.")] = False,
) -> None:
    """Compare this service with others that do the same work, in turns, on one PostgreSQL and the same rows."""
    names = _chosen(only, (contestant.name for contestant in (*CONTESTANTS, SYNC)))
    wanted = _chosen(work, (*(w.name for w in WORKS), HEADLINE))
    works = [w for w in WORKS if w.name in wanted]
    contestants = [c for c in CONTESTANTS if c.name in names and works]
    if no_access_log:
        contestants.append(QUIET)
    headliners = [c for c in HEADLINERS if c.name in names and HEADLINE in wanted]
    require_wrk()
    require_packages([*contestants, *headliners])
    warn_when_busy()

    def say(line: str) -> None:
        if not markdown:
            typer.echo(line, err=True)

    with database() as url:
        (version,) = fetch(url, "SHOW server_version")
        data = fill(url)
        results = compare(url, data, contestants, works, rounds, seconds, say) if works else Results()
        for contestant in headliners:
            say(f"headline: {contestant.name}")
            results.walls += measure(url, data, contestant)
    if json_file is not None:
        json_file.write_text(json.dumps(results.as_json(), indent=1) + "\n")
    found = [f"Medians of {rounds} rounds of {seconds:g} s; PostgreSQL {version}, {os.cpu_count()} cores."]
    found += [tables.comparison(results, contestants, works), tables.memory(results)] if works else []
    typer.echo("\n\n".join([*found, *([tables.headline(results.walls)] if headliners else [])]))


def _chosen(text: str, known: Iterable[str]) -> list[str]:
    """The names in `text`, all that are known where it is empty; raises BenchError for another."""
    known = list(known)
    names = [name.strip() for name in text.split(",") if name.strip()] or known
    if unknown := sorted(set(names) - set(known)):
        raise BenchError(f"there is no {', '.join(unknown)}; there are {', '.join(known)}")
    return names


if __name__ == "__main__":
    run(main)
