"""A run at a worker."""

from __future__ import annotations

import math
from dataclasses import dataclass

from project.imaging.managers.job_queue import ClaimedJob
from project.imaging.managers.run_notifications import Output
from project.imaging.runs.log_tail import LogTail


@dataclass(slots=True)
class RunInProgress:
    """A job at this worker."""

    job: ClaimedJob
    log: LogTail
    #: Of the log, what the row has.
    stored: str = ""
    told_lines: int = 0
    #: In the loop's time: when the last heartbeat that was noted went out.
    held_at: float = -math.inf

    def printed(self) -> Output:
        text = self.log.text
        return Output(text if text != self.stored else None, *self.log.after(self.told_lines))

    def noted(self, printed: Output) -> None:
        if printed.text is not None:
            self.stored = printed.text
        self.told_lines = printed.first_line + len(printed.lines) - 1
