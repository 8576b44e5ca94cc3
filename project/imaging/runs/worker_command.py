"""`python -m project imaging worker`."""

from __future__ import annotations

import asyncio
import signal

import typer

from project.core.db.migrations.history import up_to_date
from project.core.ops.console import fail, read_settings, run
from project.core.ops.logging import configure_logging
from project.core.ops.settings import Settings
from project.imaging.runs.worker import Worker
from project.imaging.settings import ImagingSettings


def worker() -> None:
    """Execute queued reruns with APP_IMAGING_COMMAND, one after the other, until SIGTERM."""
    settings = read_settings()
    if not settings.of(ImagingSettings).imaging_command:
        raise fail("APP_IMAGING_COMMAND is not set, so a worker has nothing to run")
    configure_logging(settings)
    run(_work(settings))


async def _work(settings: Settings) -> None:
    # Beside the connection that listens, at most two more.
    small_pool = settings.model_copy(update={"db_pool_min": 0, "db_pool_max": 2})
    async with up_to_date(small_pool):
        running = Worker(settings.of(ImagingSettings))
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, running.stop)
        await running.run()


def add_worker_to(group: typer.Typer) -> None:
    group.command("worker")(worker)
