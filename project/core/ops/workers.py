"""Several worker processes on one socket."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

from uvicorn import Config
from uvicorn.supervisors import Multiprocess

from project.service import NAME


class Workers(Multiprocess):
    """uvicorn's supervisor, which closes its copy of the socket before the workers drain.

    Meanwhile a new client would neither be answered nor refused.
    """

    def terminate_all(self) -> None:
        super().terminate_all()
        for socket in self.sockets:
            socket.close()


def run_workers(config: Config) -> None:
    """Serve until a signal arrives. What GET /metrics tells is added up in a folder: see `core/ops/metrics.py`."""
    with TemporaryDirectory(prefix=f"{NAME}-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        Workers(config, [config.bind_socket()]).run()
