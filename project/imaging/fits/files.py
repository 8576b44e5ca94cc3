"""Files of images, as far as they are given out: FITS, and below the folders that the operator names."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from fastapi import Request

from project.core.etags import named
from project.imaging.errors import FileNotAccessible, FileUnreadable

MEDIA_TYPE = "application/fits"
#: How a file begins that is FITS (standard 4.0, section 4.4.1.1), and one that gzip has packed.
BEGINNING, PACKED = b"SIMPLE  =", b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What is open stays as it is, whatever takes its place on the disk."""

    file: FileIO
    path: Path
    size: int
    mtime_ns: int

    @property
    def etag(self) -> str:
        return f'"{blake2b(f"{self.mtime_ns}-{self.size}".encode(), digest_size=16).hexdigest()}"'

    @property
    def last_modified(self) -> str:
        return formatdate(self.mtime_ns // 10**9, usegmt=True)


def open_fits(path: str, roots: Sequence[Path]) -> OpenFile:
    """Raises FileNotAccessible for what is not a file below one of the folders, links followed, and FileUnreadable."""
    try:
        if not os.path.isabs(path):
            raise FileNotFoundError(path)
        real = Path(os.path.realpath(path, strict=True))
        if not any(real.is_relative_to(os.path.realpath(root)) for root in roots):
            raise FileNotFoundError(path)
        # Looked at before as well, because opening alone can set off a device.
        if not stat.S_ISREG(real.lstat().st_mode):
            raise IsADirectoryError(path)
        file = FileIO(os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except (OSError, ValueError) as error:
        raise FileNotAccessible(path) from error
    with ExitStack() as stack:
        stack.callback(file.close)
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise FileNotAccessible(path)
        _require_fits(os.pread(file.fileno(), len(BEGINNING), 0))
        stack.pop_all()
    return OpenFile(file, real, state.st_size, state.st_mtime_ns)


def _require_fits(beginning: bytes) -> None:
    if beginning.startswith(PACKED):
        raise FileUnreadable("The file is compressed; only plain FITS files are given out")
    if beginning != BEGINNING:
        raise FileUnreadable("The file is not a FITS file")


def is_held(request: Request, etag: str) -> bool:
    """Whether the caller has this version already."""
    held = request.headers.get("if-none-match")
    return held is not None and not named(held).isdisjoint({etag, "*"})
