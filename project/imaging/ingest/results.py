"""What became of the records of an upload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from itertools import chain
from operator import add

from project.core.errors import ProjectError
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault

#: Faults reported for one upload.
MAX_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class RecordCounts:
    stored: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0

    def __add__(self, other: RecordCounts) -> RecordCounts:
        return RecordCounts(*map(add, astuple(self), astuple(other)))


#: By name of the collection.
CountsByCollection = dict[str, RecordCounts]


def total_counts(*parts: Mapping[str, RecordCounts]) -> CountsByCollection:
    totals: CountsByCollection = {}
    for name, counts in chain.from_iterable(part.items() for part in parts):
        totals[name] = totals.get(name, RecordCounts()) + counts
    return totals


@dataclass(slots=True)
class IngestResult:
    """The result of an upload so far."""

    #: Processed records, failed ones included.
    records: int = 0
    collections: CountsByCollection = field(default_factory=dict)
    failed: int = 0
    #: The first MAX_FAULTS of the failed records.
    faults: list[RecordFault] = field(default_factory=list)

    def add(self, block: RecordBlock, counts: CountsByCollection, faults: Sequence[RecordFault]) -> None:
        self.records = block.read
        failed = Counter(fault.collection for fault in faults if fault.collection is not None)
        failed_counts = {name: RecordCounts(failed=n) for name, n in failed.items()}
        self.collections = total_counts(self.collections, counts, failed_counts)
        self.failed += len(faults)
        self.faults += faults[: MAX_FAULTS - len(self.faults)]

    def report_in(self, error: ProjectError) -> None:
        if self.records:
            error.detail += f". The first {self.records} records are done: send the rest, or all of it again"
        error.members |= {
            "records": self.records,
            "collections": {name: asdict(counts) for name, counts in self.collections.items()},
        }

    def summary_lines(self) -> Iterator[str]:
        for name, counts in self.collections.items():
            yield f"{name}: " + ", ".join(f"{count} {kind}" for kind, count in asdict(counts).items() if count)
        yield f"{self.records} records, {self.failed} failed"

    def fault_lines(self) -> Iterator[str]:
        for collection, record, errors in self.faults:
            for error in errors:
                yield f"{collection or 'record'} {record}: {'.'.join(map(str, error['loc']))}: {error['msg']}"
        if self.failed > len(self.faults):
            yield f"and {self.failed - len(self.faults)} more"
