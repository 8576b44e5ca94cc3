"""A worker: claims reruns one after the other, and executes each by the pipeline's command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

import structlog

from project.core.db.notifications import FAILURES, Listener
from project.imaging.managers.job_queue import ClaimedJob, Outcome
from project.imaging.managers.jobs import WORKER_NAME
from project.imaging.managers.run_notifications import CHANNEL, Output
from project.imaging.models import Job
from project.imaging.runs.log_tail import LogTail
from project.imaging.runs.pipeline_command import PipelineCommand, UnexpectedOption, filled_in
from project.imaging.runs.run_in_progress import RunInProgress
from project.imaging.settings import ImagingSettings, parse_command

log = structlog.get_logger(__name__)

#: In heartbeats. After STALE without one, another worker may claim the job. Long before, at HOLD, its worker gives up
#: the job, and its command gets GRACE to end.
STALE = 12
HOLD = 6
GRACE = 2
#: The exit code of shells for a command that does not exist.
NOT_STARTED = 127

#: Why a command was ended.
EndReason = Literal["stopped", "timed out", "lost"]


class Worker:
    def __init__(self, settings: ImagingSettings) -> None:
        self._command = parse_command(settings.imaging_command)
        self._heartbeat_seconds = settings.imaging_heartbeat
        self._timeout = settings.imaging_timeout
        self._max_attempts = settings.imaging_attempts
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()

    def stop(self) -> None:
        """Claim nothing more, and release the current job."""
        self._stopping.set()
        self._wake.set()

    async def run(self) -> None:
        """Work until `stop`. Waits while the database is unavailable."""
        # Look at the queue after every notification, and whenever some may have been missed.
        listener = Listener(WORKER_NAME, CHANNEL, lambda _: self._wake.set(), self._wake.set)
        listening = asyncio.create_task(listener.run())
        log.info("waiting for runs", command=self._command[0])
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if (job := await self._claim()) is not None:
                    await self._execute(RunInProgress(job, LogTail()))
                else:
                    await self._wait(self._wake.wait())
        finally:
            listening.cancel()
            await asyncio.wait({listening})

    async def _claim(self) -> ClaimedJob | None:
        try:
            return await Job.objects.claim(STALE * self._heartbeat_seconds, self._max_attempts)
        except FAILURES as error:
            log.warning("cannot read the queue", error=type(error).__name__)
            return None

    async def _wait(self, awaitable: Awaitable[object]) -> None:
        """Wait, for one heartbeat at most."""
        try:
            async with asyncio.timeout(self._heartbeat_seconds):
                await awaitable
        except TimeoutError:
            return

    async def _execute(self, run: RunInProgress) -> None:
        job, started_at = run.job, asyncio.get_running_loop().time()
        run.renewed_at = started_at
        log.info("run started", run_id=job.run_id, job_id=job.key, attempt=job.attempts)
        command = await self._start(run)
        reason = await self._supervise(run, command, started_at + self._timeout) if command else None
        exit_code = await command.ended if command else NOT_STARTED
        if reason is None and exit_code and self._stopping.is_set():
            reason = "stopped"  # a signal to all processes of the service may reach the command first
        match reason:
            case "lost":
                log.warning("run lost to another worker", run_id=job.run_id, job_id=job.key)
            case "stopped":
                run.log.note("[the worker was stopped, and gave the run back]")
                await self._record_end(run, lambda output: Job.objects.release(job, output))
            case _:
                if reason == "timed out":
                    run.log.note(f"[ended because it took longer than {self._timeout:g} s]")
                outcome: Outcome = "completed" if exit_code == 0 and reason is None else "failed"
                await self._record_end(run, lambda output: Job.objects.finish(job, output, outcome, exit_code))
                log.info("run ended", run_id=job.run_id, job_id=job.key, outcome=outcome, exit_code=exit_code)

    async def _start(self, run: RunInProgress) -> PipelineCommand | None:
        job = run.job
        values = {"ms_path": job.ms_path, "run_id": job.run_id, "job_id": job.key, "attempt": str(job.attempts)}
        try:
            arguments = filled_in(self._command, values)
            grace_seconds = GRACE * self._heartbeat_seconds
            return await PipelineCommand.start(arguments, job.config or "{}", grace_seconds, run.log)
        except (OSError, UnexpectedOption) as error:
            run.log.note(f"[not started: {error}]")
            return None

    async def _supervise(self, run: RunInProgress, command: PipelineCommand, deadline: float) -> EndReason | None:
        """Send heartbeats until the command ends. Ends it and returns the reason if it has to."""
        loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(self._stopping.wait())
        reason: EndReason | None = None
        try:
            while not command.ended.done() and reason is None:
                timeout = min(self._heartbeat_seconds, max(0.0, deadline - loop.time()))
                await asyncio.wait({command.ended, stopping}, timeout=timeout, return_when="FIRST_COMPLETED")
                if command.ended.done():
                    break
                if stopping.done():
                    reason = "stopped"
                elif loop.time() >= deadline:
                    reason = "timed out"
                elif not await self._heartbeat(run):
                    reason = "lost"
        finally:
            stopping.cancel()
            command.end()
        return reason

    async def _heartbeat(self, run: RunInProgress) -> bool:
        """Return whether this worker still holds the job. Without an answer it does for HOLD heartbeats."""
        now = asyncio.get_running_loop().time()
        output = run.unsent_output()
        try:
            async with asyncio.timeout(self._heartbeat_seconds):
                is_held = await Job.objects.heartbeat(run.job, output)
        except FAILURES as error:
            log.warning("heartbeat failed", run_id=run.job.run_id, error=type(error).__name__)
            return now - run.renewed_at < HOLD * self._heartbeat_seconds
        run.renewed_at = now
        run.mark_sent(output)
        return is_held

    async def _record_end(self, run: RunInProgress, write: Callable[[Output], Awaitable[bool]]) -> None:
        """Write the end of a run, retrying while the database fails. A stopping worker gives up after a while."""
        loop = asyncio.get_running_loop()
        run.log.close()
        while True:
            try:
                if not await write(run.unsent_output()):
                    log.warning("run lost to another worker", run_id=run.job.run_id, job_id=run.job.key)
                return
            except FAILURES as error:
                log.warning("cannot record the end of a run yet", run_id=run.job.run_id, error=type(error).__name__)
                if self._stopping.is_set() and loop.time() - run.renewed_at > HOLD * self._heartbeat_seconds:
                    return
            await asyncio.sleep(self._heartbeat_seconds)
