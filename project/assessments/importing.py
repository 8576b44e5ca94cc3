"""Uploads of whole sittings, one a line: lines become graded rows, in blocks that are stored together."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import to_json
from uuid_utils import compat, uuid7

from project.assessments.errors import OtherFile
from project.assessments.grading import TaskResult, graded_bands, level_in, overall, task_score
from project.assessments.import_schemas import RecordedTask, SittingLine
from project.assessments.new_rows import NewTask
from project.core.errors import ProjectError
from project.core.problems import told
from project.core.uploads import BYTE_ORDER_MARK, Lines

#: Of one block, and how long it may wait for them.
BLOCK_LINES = 1000
BLOCK_SECONDS = 60.0
#: What a block may hold in memory, and what of that goes by a metric and by the text of an error.
BLOCK_BYTES = 12_000_000
METRIC_BYTES = 250
FAULT_BYTES = 2_000
KEY_CHARACTERS = 200
#: No more is told of one line.
MAX_ERRORS = 20
#: The event loop gets its turn after so long.
SLICE_SECONDS = 0.005


class Known(NamedTuple):
    """How far an upload has come, or that it has come to its end."""

    id: str
    lines: int = 0
    digest: str = ""
    finished: bool = False
    stored: int = 0
    failed: int = 0


class Fault(NamedTuple):
    """A line that cannot be stored."""

    line: int
    errors: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Upload:
    pieces: AsyncIterator[bytes]
    #: Bytes of the longest line.
    longest: int
    #: Of the caller's choice; the same upload sent again goes on where it was cut.
    key: str | None = None
    #: All lines or none.
    atomic: bool = False

    async def blocks(self, known: Known) -> AsyncGenerator[Block]:
        """What comes after the lines that are known; those are only compared. Raises OtherFile."""
        lines, block = ChainedLines(self), Block(known.lines)
        pause = time.perf_counter() + SLICE_SECONDS
        async with aclosing(lines.part(self.pieces)) as found:
            async for line in found:
                is_new = lines.number > known.lines
                differs = lines.number == known.lines and lines.digest != known.digest
                if differs or (is_new and known.finished):
                    raise OtherFile
                if is_new:
                    block.add(line, lines.number, self.longest)
                if block.is_full(lines.number):
                    yield block.closed(lines)
                    block = Block(lines.number)
                if time.perf_counter() > pause:
                    await asyncio.sleep(0)
                    pause = time.perf_counter() + SLICE_SECONDS
        if lines.number < known.lines:
            raise OtherFile
        if lines.number > block.after:
            yield block.closed(lines)


def tell_how_far(error: ProjectError, known: Known, upload: Upload) -> None:
    """Say in the error that cuts an upload off what stays stored of it."""
    rest = "sent again with its key, the upload goes on from there" if upload.key else "send only the rest again"
    error.detail += f". Lines up to {known.lines} are done: {rest}" if known.lines else ""
    error.members |= {"lines": known.lines, "stored": known.stored, "failed": known.failed}


class Sitting(NamedTuple):
    """A line that can be stored as far as itself goes."""

    line: int
    #: As a new session's row has them; `task_metrics` in JSON, times as they are.
    session: dict[str, Any]
    #: Names of fields that were given, for the audit.
    given: list[str]
    tasks: list[NewTask]

    def fault(self, message: str, *loc: str) -> Fault:
        return Fault(self.line, [{"type": "value_error", "loc": loc, "msg": message}])


@dataclass(slots=True)
class Block:
    #: How many lines of the upload come before it.
    after: int
    #: How many there are with it, and the digest of all these: once it is closed.
    lines: int = 0
    digest: str = ""
    sittings: list[Sitting] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: An estimate of its bytes.
    size: int = 0
    begun: float = field(default_factory=time.monotonic)

    def add(self, line: bytes | None, number: int, longest: int) -> None:
        """One more line; None for one that is too long."""
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
            sitting = read_sitting(number, line)
        except ValidationError as error:
            self._refuse(number, list(_errors(error)))
        else:
            self.sittings.append(sitting)
            self.size += len(line) + METRIC_BYTES * sum(len(task.metrics) + 2 for task in sitting.tasks)

    def _refuse(self, number: int, errors: list[dict[str, Any]]) -> None:
        self.faults.append(Fault(number, errors))
        self.size += FAULT_BYTES

    def is_full(self, lines: int) -> bool:
        count, waited = lines - self.after, time.monotonic() - self.begun
        return count >= BLOCK_LINES or self.size >= BLOCK_BYTES or (count > 0 and waited > BLOCK_SECONDS)

    def closed(self, lines: ChainedLines) -> Block:
        self.lines, self.digest = lines.number, lines.digest
        return self


class ChainedLines(Lines):
    """Lines of an upload; `digest` chains the SHA-256 of all so far."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.longest)
        # The same file with and without `atomic` are not the same upload.
        self._hash = hashlib.sha256(b"atomic" if upload.atomic else b"")
        self.digest = self._hash.hexdigest()

    def seen(self, part: bytes) -> None:
        self._hash.update(part)

    def ended(self) -> None:
        self.digest = self._hash.hexdigest()
        self._hash = hashlib.sha256(self.digest.encode())


def _errors(error: ValidationError) -> Iterator[dict[str, Any]]:
    for found in told(error.errors(include_url=False, include_input=False, include_context=False)[:MAX_ERRORS]):
        message = found["msg"].replace(" at line 1 column ", " at column ")
        yield {**found, "loc": ["body", *found["loc"]], "msg": message}


def read_sitting(number: int, line: bytes) -> Sitting:
    """Graded here, whatever the line says of scores and levels. Raises ValidationError."""
    sent = SittingLine.model_validate_json(line)
    session_id = sent.id or compat.uuid7()
    tasks = [_task(session_id, sent.child_age, task) for task in sent.tasks]
    score, risk = overall([(task.task_name, task.score) for task in tasks])
    session = sent.model_dump(exclude={"id", "tasks"})
    session["started_at"] = sent.started_at or datetime.now(UTC)
    if sent.task_metrics is not None:
        session["task_metrics"] = to_json(sent.task_metrics).decode()
    given = [name for name, value in session.items() if value is not None]
    session |= {"id": session_id, "overall_score": score, "risk_level": risk}
    return Sitting(number, session, given, tasks)


def _task(session_id: UUID, age: int, sent: RecordedTask) -> NewTask:
    pairs, other = sent.parts()
    task_id, bands, with_task = compat.uuid7(), graded_bands(sent.task_name, age), not isinstance(sent.metrics, list)
    task = NewTask(task_id, session_id, **sent.details(), other_metrics=to_json(other).decode() if other else None)
    return task._replace(
        score=task_score(TaskResult(task.task_name, task.status, dict(pairs))),
        metrics=[(uuid7(), task_id, name, value, level_in(bands.get(name), value), with_task) for name, value in pairs],
    )
