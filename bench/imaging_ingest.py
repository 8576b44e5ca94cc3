"""`python -m bench.imaging_ingest`: a million measurements over HTTP, beside COPY of the same rows."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import asyncpg
import typer

from bench.bulk import memory_mb
from bench.errors import BenchError, run
from bench.postgres import database, environment, execute
from bench.serving import CARAPACE, Server, free_port, process, settings_of_service, wait_for
from bench.tables import table

KEY = "a-key-of-the-pipeline-for-this-bench"
CLEAN = ("TRUNCATE photometry, source, image, product_path CASCADE", "CHECKPOINT")
#: Measured one after the other on each image, as the pipeline does.
SOURCES = 2000
FIRST_NIGHT = 1_759_417_800.0
HEAD = ("work", "s", "measurements/s", "COPY, s", "as fast as that")
Seconds = dict[str, list[float]]


def lines(count: int) -> Iterator[str]:
    """Measurements of SOURCES places on as many images as there must be; the same on every run."""
    random = Random(1)
    places = [(round(random.uniform(0, 360), 6), round(random.uniform(-40, 85), 6)) for _ in range(SOURCES)]
    fluxes = [random.paretovariate(1.2) * 0.005 for _ in range(SOURCES)]
    for number in range(count):
        image, source = divmod(number, SOURCES)
        ra, dec = places[source]
        flux = round(fluxes[source] * random.gauss(1, 0.05), 6)
        error = round(0.0004 + flux / 200, 6)
        record = {
            "collection": "photometry",
            "source_id": f"NVSS J{source:06d}",
            "image_path": f"/stage/dsa110-contimg/images/{image:06d}.img-image-pb.fits",
            "ra_deg": ra,
            "dec_deg": dec,
            "nvss_flux_mjy": round(fluxes[source] * 1000, 3),
            "peak_jyb": round(flux * 0.98, 6),
            "peak_err_jyb": error,
            "flux_jy": flux,
            "flux_err_jy": error,
            "measured_at": FIRST_NIGHT + 309 * image,
            "snr": round(flux / error, 2),
            "sep_from_center_deg": round(random.uniform(0, 1.5), 4),
            "flags": 0,
        }
        yield json.dumps(record)


def upload(server: Server, file: Path) -> dict[str, int]:
    """What came of the measurements."""
    headers = {
        "Content-Type": "application/x-ndjson",
        "Content-Length": str(file.stat().st_size),
        "X-API-Key": KEY,
    }
    with file.open("rb") as source:
        request = urllib.request.Request(f"{server.url}/api/v1/ingest", data=source, headers=headers)
        with urllib.request.urlopen(request) as answer:
            found: dict[str, Any] = json.load(answer)
    if found["failed"]:
        raise BenchError(f"the upload is answered {str(found)[:300]}")
    counts: dict[str, int] = found["collections"]["photometry"]
    return counts


def alone(url: str, statement: Callable[[asyncpg.Connection], Any]) -> None:
    """Let PostgreSQL work without the service."""

    async def work() -> None:
        connection = await asyncpg.connect(url)
        try:
            await statement(connection)
        finally:
            await connection.close()

    asyncio.run(work())


def timed(seconds: Seconds, kind: str, work: Callable[..., Any], *args: Any) -> Any:
    started = time.perf_counter()
    found = work(*args)
    seconds.setdefault(kind, []).append(time.perf_counter() - started)
    return found


def measure(url: str, server: Server, file: Path, rows: int, seconds: Seconds) -> None:
    """One round, on tables that are empty before; COPY with the sources and paths there already."""
    dumped = file.parent / "rows"
    execute(url, *CLEAN)
    if timed(seconds, "upload", upload, server, file)["stored"] != rows:
        raise BenchError("not all measurements are new")
    if timed(seconds, "the same again", upload, server, file)["unchanged"] != rows:
        raise BenchError("the second upload has changed something")
    alone(url, lambda connection: connection.copy_from_table("photometry", output=dumped, format="binary"))
    execute(url, "TRUNCATE photometry", "CHECKPOINT")
    timed(
        seconds,
        "COPY",
        alone,
        url,
        lambda connection: connection.copy_to_table("photometry", source=dumped, format="binary", timeout=600),
    )


def results(seconds: Seconds, count: int) -> Iterator[list[str]]:
    least = median(seconds["COPY"])
    for kind, times in seconds.items():
        ratio = median(bare / whole for whole, bare in zip(times, seconds["COPY"], strict=True))
        yield [kind, f"{median(times):.1f}", f"{count / median(times):,.0f}", f"{least:.1f}", f"{ratio:.2f}"]


def main(
    rows: Annotated[int, typer.Option(min=1000, help="Measurements.")] = 1_000_000,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
) -> None:
    """Upload measurements over HTTP, twice, and load the same rows by COPY; medians over the rounds."""
    seconds: Seconds = {}
    with database() as url, TemporaryDirectory(prefix="carapace_ingest_") as folder:
        file = Path(folder) / "photometry.ndjson"
        with file.open("w") as target:
            target.writelines(f"{line}\n" for line in lines(rows))
        port = free_port()
        variables = environment(**settings_of_service(), DATABASE_URL=url, DSA110_API_KEYS=KEY)
        with process(CARAPACE.command(port), variables, port) as server:
            wait_for(server)
            before = memory_mb(server, "VmRSS")
            for _ in range(rounds):
                measure(url, server, file, rows, seconds)
            grown = memory_mb(server, "VmHWM") - before
        size = file.stat().st_size / 1e6
    typer.echo(f"{rows:,} measurements, {size:,.0f} MB\n")
    typer.echo(table(HEAD, results(seconds, rows)))
    typer.echo(f"\nThe service's memory grew by {grown:.0f} MB")


if __name__ == "__main__":
    run(main)
