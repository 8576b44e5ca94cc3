"""`python -m bench.music`: a composition of 200 bars on 16 tracks: loaded, read, and written as MIDI."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from statistics import median
from typing import Annotated, Any

import httpx2
import typer

from bench import wrk
from bench.data import Data, fill
from bench.errors import BenchError, run
from bench.postgres import database
from bench.serving import CARAPACE, FLOOR, Server, serving, sign_in
from bench.tables import table
from bench.wrk import Load

BARS, TRACKS, NOTES_IN_BAR = 200, 16, 8
REPEATS = 5
#: Bars of each clip: one part that is played again and again, or every bar of its own.
LENGTHS = {"clips of 4 bars": 4, "clips of 200 bars": BARS}


@dataclass(frozen=True)
class Loaded:
    composition_id: int
    #: Of the request.
    seconds: float


def project(clip_bars: int) -> dict[str, Any]:
    notes = [
        {"start_beat": i / 2, "duration_beats": 0.5, "pitch": 48 + i * 7 % 24, "dynamics": {"velocity": 60 + i % 40}}
        for i in range(NOTES_IN_BAR * clip_bars)
    ]
    library = [{"clip_id": n, "name": f"part {n}", "notes": notes} for n in range(1, TRACKS + 1)]
    tracks = {
        f"track {n}": {"clips": [{"clip_id": n, "start_bar": 1, "length_bars": BARS}]} for n in range(1, TRACKS + 1)
    }
    return {"dsl_json": {"project": {"name": "long", "tracks": tracks, "clip_library": library}}}


def load(server: Server, headers: dict[str, str], clip_bars: int) -> Loaded:
    body = json.dumps(project(clip_bars))
    headers = {**headers, "Content-Type": "application/json"}
    started = time.perf_counter()
    answer = httpx2.post(f"{server.url}/facade/dsl/load", content=body, headers=headers, timeout=60)
    if answer.status_code != 200:
        raise BenchError(f"the load is answered {answer.status_code}: {answer.text[:300]}")
    return Loaded(answer.json()["composition_id"], time.perf_counter() - started)


def seconds_of(server: Server, headers: dict[str, str], path: str) -> float:
    found = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        answer = httpx2.get(server.url + path, headers=headers, timeout=60)
        found.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise BenchError(f"{path} is answered {answer.status_code}: {answer.text[:300]}")
    return median(found)


def one_by_one(server: Server, headers: dict[str, str]) -> tuple[int, list[list[str]]]:
    """A composition's id, and for each kind the medians of seconds that its requests take."""
    rows, last = [], 0
    for name, clip_bars in LENGTHS.items():
        loaded = [load(server, headers, clip_bars) for _ in range(REPEATS)]
        last = loaded[-1].composition_id
        paths = (f"/compositions/{last}.mid", f"/facade/compositions/{last}/dsl")
        times = [median(one.seconds for one in loaded), *(seconds_of(server, headers, path) for path in paths)]
        rows.append([name, *(f"{seconds:.2f}" for seconds in times)])
    return last, rows


def bars_of(server: Server, headers: dict[str, str], path: str) -> int:
    return sum(len(t["bars"]) for t in httpx2.get(server.url + path, headers=headers, timeout=10).json()["tracks"])


def against_the_floor(url: str, data: Data, composition_id: int, rounds: int, seconds: float) -> list[list[str]]:
    """Requests per second of both that read the whole composition, and the median of their ratios."""
    path = f"/compositions/{composition_id}"
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        rates: dict[str, float] = {}
        for contestant in (CARAPACE, FLOOR) if number % 2 == 0 else (FLOOR, CARAPACE):
            with serving(contestant, url, data) as server:
                headers = sign_in(data)
                if bars_of(server, headers, path) != BARS * TRACKS:
                    raise BenchError(f"{contestant.name} answers another composition")
                wrk.warm_up(server.url, Load("GET", [path]), headers)
                rates[contestant.name] = wrk.run(server.url, Load("GET", [path]), headers, seconds).per_second
        pairs.append((rates["carapace"], rates["floor"]))
    sides = (f"{median(side):,.0f}" for side in zip(*pairs, strict=True))
    return [["composition", *sides, f"{median(a / b for a, b in pairs):.2f}"]]


def main(rounds: Annotated[int, typer.Option(min=1)] = 3, seconds: Annotated[float, typer.Option(min=1)] = 5) -> None:
    """Load, read and play a long composition here, and read it by hand."""
    wrk.require_wrk()
    wrk.warn_when_busy()
    with database() as url:
        data = fill(url, 1000)
        with serving(CARAPACE, url, data) as server:
            composition_id, rows = one_by_one(server, sign_in(data))
        typer.echo(table(("with", "load s", "MIDI s", "DSL s"), rows))
        rows = against_the_floor(url, data, composition_id, rounds, seconds)
        typer.echo("\n" + table(("work", "carapace/s", "floor/s", "of the floor"), rows))


if __name__ == "__main__":
    run(main)
