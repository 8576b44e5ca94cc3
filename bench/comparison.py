"""Contestants and works in turns, and the figures that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from bench import wrk
from bench.data import Data
from bench.errors import BenchError
from bench.headline import Wall
from bench.postgres import execute
from bench.serving import FLOOR, Contestant, serving, sign_in
from bench.works import Work, verify

Say = Callable[[str], None]


@dataclass(frozen=True)
class Figure:
    """One measurement by wrk."""

    round: int
    contestant: str
    work: str
    per_second: float
    p50_ms: float
    p99_ms: float


@dataclass
class Results:
    figures: list[Figure] = field(default_factory=list)
    #: MB (10^6 bytes), by contestant; one value a round.
    peak_mb: dict[str, list[float]] = field(default_factory=dict)
    walls: list[Wall] = field(default_factory=list)

    def of(self, contestant: str, work: str) -> list[Figure]:
        return [figure for figure in self.figures if (figure.contestant, figure.work) == (contestant, work)]

    def middle(self, contestant: str, work: str, what: str) -> float:
        """The median over the rounds of a Figure's field."""
        return median(float(getattr(figure, what)) for figure in self.of(contestant, work))

    def ratio(self, contestant: str, work: str) -> float | None:
        """Requests per second as a share of the floor's in the same round; the median over the rounds."""
        floor = {figure.round: figure.per_second for figure in self.of(FLOOR.name, work)}
        shares = [f.per_second / floor[f.round] for f in self.of(contestant, work) if f.round in floor]
        return median(shares) if shares else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    url: str,
    data: Data,
    contestants: Sequence[Contestant],
    works: Sequence[Work],
    rounds: int,
    seconds: float,
    say: Say,
) -> Results:
    """Measure all, so many rounds, one server at a time; each round begins with another contestant."""
    results = Results()
    for number in range(rounds):
        first = number % len(contestants)
        for contestant in [*contestants[first:], *contestants[:first]]:
            say(f"round {number + 1} of {rounds}: {contestant.name}")
            try:
                figures, peak_mb = _turn(url, data, contestant, works, seconds)
            except BenchError as error:
                raise BenchError(f"{contestant.name}: {error}") from error
            for work, found in figures:
                say(f"  {work.name}: {found.per_second:,.0f}/s")
                results.figures.append(
                    Figure(number, contestant.name, work.name, found.per_second, found.p50_ms, found.p99_ms)
                )
            results.peak_mb.setdefault(contestant.name, []).append(peak_mb)
    return results


def _turn(
    url: str, data: Data, contestant: Contestant, works: Iterable[Work], seconds: float
) -> tuple[list[tuple[Work, wrk.Measured]], float]:
    """What each work gave, and the server's peak memory in MB. The tables are left as they were."""
    figures = []
    try:
        with serving(contestant, url, data) as server:
            for work in works:
                headers = sign_in(data)
                verify(server.url, work, data, headers)
                load = work.load(data)
                wrk.warm_up(server.url, load, headers)
                figures.append((work, wrk.run(server.url, load, headers, seconds)))
            return figures, server.peak_mb()
    finally:
        execute(url, *data.cleaning())
