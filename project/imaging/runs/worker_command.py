"""`python -m project imaging worker`."""

from __future__ import annotations

import asyncio
import signal

import typer

from project.core.console import fail, read_settings, run
from project.core.logging import configure_logging
from project.core.settings import Settings
from project.core.versions import up_to_date
from project.imaging.runs.worker import Worker
from project.imaging.settings import ImagingSettings


def worker() -> None:
    """Do the runs that were asked for, one after the other, by APP_IMAGING_COMMAND; until SIGTERM."""
    settings = read_settings()
    if not settings.of(ImagingSettings).imaging_command:
        raise fail("APP_IMAGING_COMMAND is not set, so that a worker has nothing to run")
    configure_logging(settings)
    run(_work(settings))


async def _work(settings: Settings) -> None:
    """With two connections at most beside the one that listens, and none that idles for long."""
    few = settings.model_copy(update={"db_pool_min": 0, "db_pool_max": 2})
    async with up_to_date(few):
        working = Worker(settings.of(ImagingSettings))
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, working.stop)
        await working.run()


def add_worker_to(group: typer.Typer) -> None:
    group.command("worker")(worker)
