"""Worker processes as the operating system sees them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import mark_process_dead
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

#: Shared folder of several workers; None for a single one.
FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR")


class Processes(Collector):
    """Memory, CPU time and open files of each worker."""

    def collect(self) -> Iterable[Metric]:
        found: dict[str, Metric] = {}
        for pid in workers():
            for one in ProcessCollector(pid=partial(int, pid), registry=None).collect():
                metric = found.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                for sample in one.samples:
                    metric.add_sample(sample.name, {"pid": str(pid)}, sample.value)
        return found.values()


def workers() -> list[int]:
    if FOLDER is None:
        return [os.getpid()]
    pids = {int(path.stem.rpartition("_")[2]) for path in Path(FOLDER).glob("gauge_live*.db")}
    for pid in [pid for pid in pids if not _is_running(pid)]:
        mark_process_dead(pid, FOLDER)  # type: ignore[no-untyped-call]
        pids.remove(pid)
    return sorted(pids)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
