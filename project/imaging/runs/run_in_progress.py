from __future__ import annotations

import math
from dataclasses import dataclass

from project.imaging.managers.job_queue import ClaimedJob
from project.imaging.managers.run_notifications import Output
from project.imaging.runs.log_tail import LogTail


@dataclass(slots=True)
class RunInProgress:
    """A job at its worker."""

    job: ClaimedJob
    log: LogTail
    #: The log as the row has it.
    stored_log: str = ""
    sent_lines: int = 0
    #: When the last successful heartbeat began, in the event loop's time.
    renewed_at: float = -math.inf

    def unsent_output(self) -> Output:
        text = self.log.text
        return Output(text if text != self.stored_log else None, *self.log.lines_after(self.sent_lines))

    def mark_sent(self, output: Output) -> None:
        if output.text is not None:
            self.stored_log = output.text
        self.sent_lines = output.first_line + len(output.lines) - 1
