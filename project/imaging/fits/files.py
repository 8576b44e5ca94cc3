"""FITS files below the folders that the operator configures."""

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

from project.imaging.errors import FileNotAccessible, FileUnreadable

MEDIA_TYPE = "application/fits"
#: FITS standard 4.0, section 4.4.1.1.
FITS_MAGIC = b"SIMPLE  ="
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file, which stays readable if another one replaces it on disk."""

    handle: FileIO
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
    """Open a regular FITS file that lies below one of the roots once links are resolved.

    Raises FileNotAccessible and FileUnreadable.
    """
    try:
        if not os.path.isabs(path):
            raise FileNotFoundError(path)
        real = Path(os.path.realpath(path, strict=True))
        if not any(real.is_relative_to(os.path.realpath(root)) for root in roots):
            raise FileNotFoundError(path)
        # Check before opening as well: opening a device can already trigger it.
        if not stat.S_ISREG(real.lstat().st_mode):
            raise IsADirectoryError(path)
        handle = FileIO(os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except (OSError, ValueError) as error:
        raise FileNotAccessible(path) from error
    with ExitStack() as stack:
        stack.callback(handle.close)
        state = os.fstat(handle.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise FileNotAccessible(path)
        _require_fits(os.pread(handle.fileno(), len(FITS_MAGIC), 0))
        stack.pop_all()
    return OpenFile(handle, real, state.st_size, state.st_mtime_ns)


def _require_fits(beginning: bytes) -> None:
    if beginning.startswith(GZIP_MAGIC):
        raise FileUnreadable("The file is compressed; only plain FITS files are served")
    if beginning != FITS_MAGIC:
        raise FileUnreadable("The file is not a FITS file")
