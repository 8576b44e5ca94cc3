"""Takes what was asked for, one run after the other, and has the pipeline's command do it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

import structlog

from project.core.listening import FAILURES, Listener
from project.imaging.managers.job_queue import ClaimedJob, Outcome
from project.imaging.managers.jobs import WORKER_NAME
from project.imaging.managers.run_notifications import CHANNEL, Output
from project.imaging.models import Job
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.pipeline_command import OptionInPlace, PipelineCommand, filled
from project.imaging.runs.work import RunInProgress
from project.imaging.settings import ImagingSettings, command_of

log = structlog.get_logger(__name__)

#: In heartbeats: after so many without one a job is another worker's, …
STALE = 12
#: … long before which its worker lets go of it, …
HOLD = 6
#: … and the command gets so much time to end.
GRACE = 2
#: As a shell says that there is no such command.
NOT_STARTED = 127

#: Why a command was ended, if it was.
Reason = Literal["stopped", "timed out", "lost"]


class Worker:
    def __init__(self, settings: ImagingSettings) -> None:
        self._words = command_of(settings.imaging_command)
        self._beat_seconds = settings.imaging_heartbeat
        self._timeout = settings.imaging_timeout
        self._most_attempts = settings.imaging_attempts
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()

    def stop(self) -> None:
        """Take nothing more, and give back what is at hand."""
        self._stopping.set()
        self._woken.set()

    async def run(self) -> None:
        """Until `stop`. A database that is away is waited for."""
        # Whatever is told, or missed, is a reason to look.
        listening = asyncio.create_task(
            Listener(WORKER_NAME, CHANNEL, lambda _: self._woken.set(), self._woken.set).run()
        )
        log.info("waiting for runs", command=self._words[0])
        try:
            while not self._stopping.is_set():
                self._woken.clear()
                if (job := await self._take()) is not None:
                    await self._work_on(RunInProgress(job, LogTail()))
                else:
                    await self._wait(self._woken.wait())
        finally:
            listening.cancel()
            await asyncio.wait({listening})

    async def _take(self) -> ClaimedJob | None:
        try:
            return await Job.objects.take(STALE * self._beat_seconds, self._most_attempts)
        except FAILURES as error:
            log.warning("the queue cannot be read", error=type(error).__name__)
            return None

    async def _wait(self, something: Awaitable[object]) -> None:
        """For it, but not longer than a heartbeat."""
        try:
            async with asyncio.timeout(self._beat_seconds):
                await something
        except TimeoutError:
            return

    async def _work_on(self, work: RunInProgress) -> None:
        job, beginning = work.job, asyncio.get_running_loop().time()
        work.held_at = beginning
        log.info("run begins", run_id=job.run_id, job_id=job.key, attempt=job.attempts)
        command = await self._started(work)
        reason = await self._accompany(work, command, beginning + self._timeout) if command else None
        exit_code = await command.ended if command else NOT_STARTED
        if reason is None and exit_code and self._stopping.is_set():
            reason = "stopped"  # where all processes of a service are told to end, the command may be the quicker one
        match reason:
            case "lost":
                log.warning("run is another worker's now", run_id=job.run_id, job_id=job.key)
            case "stopped":
                work.log.note("[the worker was stopped, and gave the run back]")
                await self._settled(work, lambda printed: Job.objects.give_back(job, printed))
            case _:
                if reason == "timed out":
                    work.log.note(f"[ended because it took longer than {self._timeout:g} s]")
                outcome: Outcome = "completed" if exit_code == 0 and reason is None else "failed"
                await self._settled(work, lambda printed: Job.objects.finish(job, printed, outcome, exit_code))
                log.info("run ended", run_id=job.run_id, job_id=job.key, outcome=outcome, exit_code=exit_code)

    async def _started(self, work: RunInProgress) -> PipelineCommand | None:
        job = work.job
        values = {"ms_path": job.ms_path, "run_id": job.run_id, "job_id": job.key, "attempt": str(job.attempts)}
        try:
            words = filled(self._words, values)
            return await PipelineCommand.start(words, job.config or "{}", GRACE * self._beat_seconds, work.log)
        except (OSError, OptionInPlace) as error:
            work.log.note(f"[not started: {error}]")
            return None

    async def _accompany(self, work: RunInProgress, command: PipelineCommand, latest: float) -> Reason | None:
        """Say that the worker is at it until the command ends, or has to end; gives why it has."""
        loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(self._stopping.wait())
        reason: Reason | None = None
        try:
            while not command.ended.done() and reason is None:
                patience = min(self._beat_seconds, max(0.0, latest - loop.time()))
                await asyncio.wait({command.ended, stopping}, timeout=patience, return_when="FIRST_COMPLETED")
                if command.ended.done():
                    break
                if stopping.done():
                    reason = "stopped"
                elif loop.time() >= latest:
                    reason = "timed out"
                elif not await self._beat(work):
                    reason = "lost"
        finally:
            stopping.cancel()
            command.end()
        return reason

    async def _beat(self, work: RunInProgress) -> bool:
        """Whether the job is this worker's, as far as can be known: nobody takes it while its heartbeat is young."""
        now = asyncio.get_running_loop().time()
        printed = work.printed()
        try:
            async with asyncio.timeout(self._beat_seconds):
                mine = await Job.objects.beat(work.job, printed)
        except FAILURES as error:
            log.warning("no heartbeat", run_id=work.job.run_id, error=type(error).__name__)
            return now - work.held_at < HOLD * self._beat_seconds
        work.held_at = now
        work.noted(printed)
        return mine

    async def _settled(self, work: RunInProgress, write: Callable[[Output], Awaitable[bool]]) -> None:
        """Write how it ended, as soon as the database lets it; a worker that is to stop tries for a while."""
        loop = asyncio.get_running_loop()
        work.log.close()
        while True:
            try:
                if not await write(work.printed()):
                    log.warning("run is another worker's now", run_id=work.job.run_id, job_id=work.job.key)
                return
            except FAILURES as error:
                log.warning("the end of a run is not written yet", run_id=work.job.run_id, error=type(error).__name__)
                if self._stopping.is_set() and loop.time() - work.held_at > HOLD * self._beat_seconds:
                    return
            await asyncio.sleep(self._beat_seconds)
