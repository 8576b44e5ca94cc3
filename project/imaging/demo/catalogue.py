"""A month of a telescope's catalogue, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

from project.imaging.demo.field import NIGHTS, SOURCES, demo_source
from project.imaging.demo.nights import night_records
from project.imaging.demo.records import Record, record, start_of


def demo_records() -> Iterator[Record]:
    random = Random(110)
    sources = [demo_source(random, number) for number in range(SOURCES)]
    for night in range(NIGHTS):
        yield from night_records(random, night, sources)
    yield record(
        "batch_jobs",
        type="batch_photometry",
        created_at=start_of(NIGHTS).timestamp(),
        status="completed",
        total_items=NIGHTS,
    )
    yield record("sources", source_id=sources[0].name, name="4C 55.16")


def demo_lines() -> bytes:
    return b"".join(json.dumps(values).encode() + b"\n" for values in demo_records())
