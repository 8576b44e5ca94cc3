"""How long it takes until a hundred requests are answered: at once, or one after another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from bench.data import Data
from bench.errors import BenchError
from bench.postgres import execute
from bench.serving import CARAPACE, SQLALCHEMY, SYNC, Contestant, serving, sign_in
from bench.works import WORKS, verify
from bench.wrk import Load

REQUESTS = 100
REPEATS = 20
#: Before those that count.
WARM_UPS = 3
HEADLINERS = (CARAPACE, SQLALCHEMY, SYNC)
ONE_BY_ONE = "sync, one after another"


@dataclass(frozen=True)
class Wall:
    """Milliseconds until the last of the requests was answered; the median over the repeats."""

    contestant: str
    work: str
    ms: float


class Connection:
    """One connection to a server, kept open, over which requests go one after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, request: bytes, status: int) -> None:
        """Send a request and read its answer to the end. Raises BenchError for another status."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        if not head.startswith(f"HTTP/1.1 {status} ".encode()):
            raise BenchError(f"a request was answered {head[:40].decode()!r}")
        (length,) = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        await self._reader.readexactly(int(length.split(b":")[1]))

    def close(self) -> None:
        self._writer.close()


def requests(load: Load, url: str, headers: dict[str, str]) -> list[bytes]:
    """REQUESTS requests as they go over the wire."""
    body = load.body.encode()
    lines = {"Host": urlsplit(url).netloc, **headers, "Content-Type": "application/json", "Content-Length": len(body)}
    rest = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\n" + body
    paths = [load.paths[n % len(load.paths)] for n in range(REQUESTS)]
    return [f"{load.method} {path} HTTP/1.1\r\n".encode() + rest for path in paths]


async def walls(url: str, prepared: Sequence[bytes], status: int, *, at_once: bool) -> float:
    """Milliseconds for all; over as many connections as requests, opened before, or over a single one."""
    where = urlsplit(url)
    many = len(prepared) if at_once else 1
    opened = [Connection(*await asyncio.open_connection(where.hostname, where.port)) for _ in range(many)]
    try:
        found = [await _once(opened, prepared, status) for _ in range(WARM_UPS + REPEATS)]
    finally:
        for connection in opened:
            connection.close()
    return median(found[WARM_UPS:])


async def _once(opened: Sequence[Connection], prepared: Sequence[bytes], status: int) -> float:
    started = time.perf_counter()
    if len(opened) == 1:
        for request in prepared:
            await opened[0].send(request, status)
    else:
        pairs = zip(opened, prepared, strict=True)
        await asyncio.gather(*(connection.send(request, status) for connection, request in pairs))
    return (time.perf_counter() - started) * 1000


def measure(url: str, data: Data, contestant: Contestant) -> list[Wall]:
    """The wall times of one contestant; of `sync` also those of a client that waits for each answer."""
    found = []
    try:
        with serving(contestant, url, data) as server:
            for work in [work for work in WORKS if work.name in ("one", "create")]:
                headers = sign_in(data)
                verify(server.url, work, data, headers)
                prepared = requests(work.load(data), server.url, headers)
                modes = {contestant.name: True, **({ONE_BY_ONE: False} if contestant is SYNC else {})}
                for name, at_once in modes.items():
                    ms = asyncio.run(walls(server.url, prepared, work.status, at_once=at_once))
                    found.append(Wall(name, work.name, ms))
    finally:
        execute(url, *data.cleaning())
    return found
