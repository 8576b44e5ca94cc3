"""The tables that are printed, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from bench.comparison import Results
from bench.headline import REQUESTS, Wall
from bench.serving import Contestant
from bench.works import Work


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int = 1) -> str:
    """A table whose first `texts` columns hold text; the others hold numbers, set to the right."""
    rule = ["---"] * texts + ["---:"] * (len(head) - texts)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def comparison(results: Results, contestants: Sequence[Contestant], works: Sequence[Work]) -> str:
    head = ("work", "contestant", "requests/s", "of the floor", "p50 ms", "p99 ms")
    rows = [_row(results, contestant.name, work) for work in works for contestant in contestants]
    return table(head, rows, texts=2)


def _row(results: Results, contestant: str, work: Work) -> list[str]:
    ratio = results.ratio(contestant, work.name)
    return [
        work.title,
        contestant,
        f"{results.middle(contestant, work.name, 'per_second'):,.0f}",
        f"{ratio:.2f}" if ratio is not None else "",
        f"{results.middle(contestant, work.name, 'p50_ms'):.1f}",
        f"{results.middle(contestant, work.name, 'p99_ms'):.1f}",
    ]


def memory(results: Results) -> str:
    rows = [[name, f"{median(peaks):.0f}"] for name, peaks in results.peak_mb.items()]
    return table(("contestant", "peak memory MB"), rows)


def headline(walls: Sequence[Wall]) -> str:
    names = list(dict.fromkeys(wall.contestant for wall in walls))
    ms = {(wall.contestant, wall.work): f"{wall.ms:.0f}" for wall in walls}
    rows = [[name, ms[name, "one"], ms[name, "create"]] for name in names]
    return table((f"{REQUESTS} requests at once, until all are answered", "GET one, ms", "POST session, ms"), rows)
