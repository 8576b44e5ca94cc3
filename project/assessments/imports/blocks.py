from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from project.assessments.imports.chained_lines import ChainedLines
from project.assessments.imports.lines import NewSession, line_errors, read_session
from project.assessments.imports.state import LineFault
from project.core.http.uploads import BYTE_ORDER_MARK

#: Limits of a block: lines, and how long it may wait for them.
BLOCK_LINES = 1000
BLOCK_SECONDS = 60.0
#: Memory limit of a block, and estimates for a metric and an error.
BLOCK_BYTES = 12_000_000
METRIC_BYTES = 250
FAULT_BYTES = 2_000


@dataclass(slots=True)
class ImportBlock:
    #: Lines of the upload before this block.
    after: int
    #: Lines including this block, and their digest. Set by `closed`.
    lines: int = 0
    digest: str = ""
    sessions: list[NewSession] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)
    #: Estimated bytes.
    size: int = 0
    begun: float = field(default_factory=time.monotonic)

    def add(self, line: bytes | None, number: int, longest: int) -> None:
        """Add a line; None stands for one that is too long."""
        if line is None:
            self._refuse(
                number, [{"type": "bytes_too_long", "loc": ["body"], "msg": f"At most {longest} bytes a line"}]
            )
            return
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if not line.strip():
            return
        try:
            session = read_session(number, line)
        except ValidationError as error:
            self._refuse(number, list(line_errors(error)))
        else:
            self.sessions.append(session)
            self.size += len(line) + METRIC_BYTES * sum(len(task.metrics) + 2 for task in session.tasks)

    def _refuse(self, number: int, errors: list[dict[str, Any]]) -> None:
        self.faults.append(LineFault(number, errors))
        self.size += FAULT_BYTES

    def is_full(self, lines: int) -> bool:
        count, waited = lines - self.after, time.monotonic() - self.begun
        return count >= BLOCK_LINES or self.size >= BLOCK_BYTES or (count > 0 and waited > BLOCK_SECONDS)

    def closed(self, lines: ChainedLines) -> ImportBlock:
        self.lines, self.digest = lines.number, lines.digest
        return self
