"""`python -m bench.chapters`: chapters of the Bible against the same read by hand, and beside open streams."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from typing import Annotated
from urllib.parse import urlsplit

import httpx2
import typer

from bench import wrk
from bench.data import Data, fill
from bench.errors import BenchError, run
from bench.postgres import database, project
from bench.serving import CARAPACE, FLOOR, Server, serving
from bench.tables import table
from bench.wrk import Load, Measured
from tests.stand_in import StandIn, Step
from tests.stand_in import serving as standing_in

CHAPTERS = Load("GET", [f"/api/chapter?book=John&chapter={n}&translation=KJV" for n in range(1, 22)])
#: 176 verses.
LONGEST = Load("GET", ["/api/chapter?book=Psalms&chapter=119&translation=KJV"])


def checked(server: Server) -> dict[str, str]:
    """The headers of a reader who has a cookie, where the service gives one. Raises BenchError for a wrong answer."""
    answer = httpx2.get(server.url + CHAPTERS.paths[2], timeout=10)
    if answer.status_code != 200 or len(answer.json()["verses"]) != 36:
        raise BenchError(f"John 3 is answered {answer.status_code}: {answer.text[:300]}")
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in answer.cookies.items()) or "none=1"}


def measured(server: Server, load: Load, seconds: float) -> Measured:
    headers = checked(server)
    wrk.warm_up(server.url, load, headers)
    return wrk.run(server.url, load, headers, seconds)


def against_the_floor(url: str, data: Data, rounds: int, seconds: float) -> list[list[str]]:
    """Requests per second of both, and the median of their ratios."""
    found: dict[str, list[tuple[float, float]]] = {"chapter": [], "Psalm 119": []}
    for number in range(rounds):
        rates: dict[str, dict[str, float]] = {}
        for contestant in (CARAPACE, FLOOR) if number % 2 == 0 else (FLOOR, CARAPACE):
            with serving(contestant, url, data) as server:
                rates[contestant.name] = {
                    name: measured(server, load, seconds).per_second
                    for name, load in (("chapter", CHAPTERS), ("Psalm 119", LONGEST))
                }
        for name, pairs in found.items():
            pairs.append((rates["carapace"][name], rates["floor"][name]))
    return [
        [name, *(f"{median(side):,.0f}" for side in zip(*pairs, strict=True)), f"{median(a / b for a, b in pairs):.2f}"]
        for name, pairs in found.items()
    ]


class Listeners(threading.Thread):
    """Readers whose answers take their time; one thread for all, because it shares the processor with the service."""

    def __init__(self, url: str, count: int) -> None:
        super().__init__(daemon=True)
        self.begun: set[int] = set()
        self.ended: set[int] = set()
        self._selector = selectors.DefaultSelector()
        address = urlsplit(url)
        body = b'{"message": "Why?"}'
        head = f"POST /api/standalone-chat HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        for number in range(count):
            opened = socket.create_connection((address.hostname, address.port))
            opened.sendall(request)
            self._selector.register(opened, selectors.EVENT_READ, number)
            time.sleep(0.005)

    def run(self) -> None:
        while self._selector.get_map():
            for key, _ in self._selector.select(1):
                part = key.fileobj.recv(65_536)  # type: ignore[union-attr]  # it is a socket
                if b"event: token" in part:
                    self.begun.add(key.data)
                if not part or b"event: error" in part:
                    self.ended.add(key.data)
                    self._selector.unregister(key.fileobj)

    def stop(self) -> None:
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]


@contextmanager
def open_streams(server: Server, stand_in: StandIn, count: int) -> Iterator[Listeners]:
    """So many answers under way, each with a piece every other second."""
    stand_in.plan(*[Step(text="word " * 400, seconds=2) for _ in range(count)])
    listeners = Listeners(server.url, count)
    listeners.start()
    deadline = time.monotonic() + 60
    while len(listeners.begun) < count:
        if listeners.ended or time.monotonic() > deadline:
            raise BenchError(f"{len(listeners.begun)} streams of {count} have begun, {len(listeners.ended)} ended")
        time.sleep(0.1)
    yield listeners
    listeners.stop()


def beside_streams(url: str, data: Data, streams: int, seconds: float) -> list[list[str]]:
    """Times of a chapter from ten connections, idle and while answers are streamed."""
    load = replace(CHAPTERS, connections=10)
    with standing_in() as stand_in:
        variables = {
            "APP_AI_PROVIDER": "anthropic",
            "ANTHROPIC_API_KEY": "sk-stand-in",
            "ANTHROPIC_BASE_URL": stand_in.url,
            "APP_RATE_LIMITS": "chat=0/60,readers=0/60",
        }
        with serving(replace(CARAPACE, environment=variables), url, data) as server:
            idle = measured(server, load, seconds)
            with open_streams(server, stand_in, streams) as listeners:
                busy = measured(server, load, seconds)
                living = streams - len(listeners.ended)
    ratio = f"{busy.p99_ms / idle.p99_ms:.2f}"
    return [
        ["idle", "0", f"{idle.per_second:,.0f}", f"{idle.p50_ms:.1f}", f"{idle.p99_ms:.1f}", "1.00"],
        ["streams", str(living), f"{busy.per_second:,.0f}", f"{busy.p50_ms:.1f}", f"{busy.p99_ms:.1f}", ratio],
    ]


def main(
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    seconds: Annotated[float, typer.Option(min=1)] = 5,
    streams: Annotated[int, typer.Option(min=0, help="Answers under way; 0 leaves this part out.")] = 500,
) -> None:
    """Read chapters of the King James Version here and by hand, and here while answers are streamed."""
    wrk.require_wrk()
    wrk.warn_when_busy()
    with database() as url:
        data = fill(url)
        project("bible", url, "load")
        typer.echo(
            table(("work", "carapace/s", "floor/s", "of the floor"), against_the_floor(url, data, rounds, seconds))
        )
        if streams:
            head = ("beside", "open", "chapters/s", "p50 ms", "p99 ms", "p99 of idle")
            typer.echo("\n" + table(head, beside_streams(url, data, streams, seconds)))


if __name__ == "__main__":
    run(main)
