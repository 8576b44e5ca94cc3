"""What came of an upload of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from itertools import chain
from operator import add

from project.core.errors import ProjectError
from project.imaging.ingest.blocks import RecordBlock
from project.imaging.ingest.faults import RecordFault

#: So many are told of.
MAX_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """Records of one collection, by what came of them."""

    stored: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0

    def __add__(self, other: RecordCounts) -> RecordCounts:
        return RecordCounts(*map(add, astuple(self), astuple(other)))


#: By the name of the collection.
CountsByCollection = dict[str, RecordCounts]


def together(*parts: Mapping[str, RecordCounts]) -> CountsByCollection:
    found: CountsByCollection = {}
    for name, counts in chain.from_iterable(part.items() for part in parts):
        found[name] = found.get(name, RecordCounts()) + counts
    return found


@dataclass(slots=True)
class IngestResult:
    """What came of an upload, or of so much of it as is done."""

    #: Records that are done: stored, or at fault.
    records: int = 0
    collections: CountsByCollection = field(default_factory=dict)
    #: Those at fault, and of the first of them what it is.
    failed: int = 0
    faults: list[RecordFault] = field(default_factory=list)

    def add(self, block: RecordBlock, found: CountsByCollection, faults: Sequence[RecordFault]) -> None:
        self.records = block.read
        failed = Counter(fault.collection for fault in faults if fault.collection is not None)
        self.collections = together(
            self.collections, found, {name: RecordCounts(failed=n) for name, n in failed.items()}
        )
        self.failed += len(faults)
        self.faults += faults[: MAX_FAULTS - len(self.faults)]

    def tell_in(self, error: ProjectError) -> None:
        """Say in the error that cuts an upload off how far it came."""
        if self.records:
            error.detail += f". The first {self.records} records are done: send the rest, or all of it again"
        error.members |= {
            "records": self.records,
            "collections": {name: asdict(counts) for name, counts in self.collections.items()},
        }

    def lines(self) -> Iterator[str]:
        """To be read by a person: one for each collection."""
        for name, counts in self.collections.items():
            yield f"{name}: " + ", ".join(f"{count} {what}" for what, count in asdict(counts).items() if count)
        yield f"{self.records} records, {self.failed} failed"

    def fault_lines(self) -> Iterator[str]:
        """A line for every error that is told of."""
        for collection, record, found in self.faults:
            for error in found:
                yield f"{collection or 'record'} {record}: {'.'.join(map(str, error['loc']))}: {error['msg']}"
        if self.failed > len(self.faults):
            yield f"and {self.failed - len(self.faults)} more"
