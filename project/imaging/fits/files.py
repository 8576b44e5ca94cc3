"""Files of images, as far as they are given out: FITS, and below the folders that the operator names."""

from __future__ import annotations

import asyncio
import os
import re
import stat
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from secrets import token_hex

from fastapi import Request, Response

from project.core.etags import named
from project.core.streaming import attachment, streamed
from project.imaging.errors import FileNotAccessible, FileUnreadable, RangeUnsatisfiable

MEDIA_TYPE = "application/fits"
#: How a file begins that is FITS (standard 4.0, section 4.4.1.1), and one that gzip has packed.
BEGINNING, PACKED = b"SIMPLE  =", b"\x1f\x8b"
#: What a header may hold of a file's name.
ODD = re.compile(r"[^ !#-\[\]-~]")
#: RFC 9110, section 14.1.1: the header is to be ignored where it is anything else.
RANGES = re.compile(r"bytes=\s*((\d{1,18}-\d{0,18}|-\d{1,18})\s*(,\s*(?=[\d-])|$))+", re.ASCII | re.IGNORECASE)
MOST_RANGES = 100
CHUNK = 256 * 1024


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


async def send_fits(request: Request, path: str, roots: Sequence[Path]) -> Response:
    """The file, the ranges of it that are asked for, or 304. Raises RangeUnsatisfiable, and what `open_fits` raises."""
    found = await asyncio.to_thread(open_fits, path, roots)
    with ExitStack() as stack:
        stack.callback(found.file.close)
        headers = {"ETag": found.etag, "Last-Modified": found.last_modified, "Accept-Ranges": "bytes"}
        if is_held(request, found.etag):
            return Response(status_code=304, headers=headers)
        spans = _spans(request, found)
        headers |= attachment(ODD.sub("_", Path(path).name))
        stack.pop_all()
        return await _streamed(found, spans, headers)


def is_held(request: Request, etag: str) -> bool:
    """Whether the caller has this version already."""
    held = request.headers.get("if-none-match")
    return held is not None and not named(held).isdisjoint({etag, "*"})


def _spans(request: Request, found: OpenFile) -> list[tuple[int, int]] | None:
    """First and last byte of each range, those that meet joined; None for the whole file."""
    wanted, condition = request.headers.get("range", ""), request.headers.get("if-range")
    stale = condition is not None and condition not in (found.etag, found.last_modified)
    if stale or not RANGES.fullmatch(wanted) or wanted.count(",") >= MOST_RANGES:
        return None
    spans: list[tuple[int, int]] = []
    for part in wanted.partition("=")[2].split(","):
        first, _, last = part.strip().partition("-")
        if first and last and int(last) < int(first):
            return None
        start = int(first) if first else max(0, found.size - int(last))
        end = min(int(last), found.size - 1) if first and last else found.size - 1
        if start <= end:
            spans.append((start, end))
    if not spans:
        raise RangeUnsatisfiable(found.size)
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


async def _streamed(found: OpenFile, spans: list[tuple[int, int]] | None, headers: dict[str, str]) -> Response:
    if spans is None:
        headers["Content-Length"] = str(found.size)
        return await streamed(_pieces(found, [(b"", 0, found.size - 1)]), MEDIA_TYPE, headers)
    if len(spans) == 1:
        ((start, end),) = spans
        headers["Content-Range"] = f"bytes {start}-{end}/{found.size}"
        headers["Content-Length"] = str(end - start + 1)
        return await streamed(_pieces(found, [(b"", start, end)]), MEDIA_TYPE, headers, 206)
    boundary = token_hex(16)
    parts = [(_part_head(boundary, start, end, found.size), start, end) for start, end in spans]
    tail = f"\r\n--{boundary}--\r\n".encode()
    headers["Content-Length"] = str(sum(len(head) + end - start + 1 for head, start, end in parts) + len(tail))
    return await streamed(_pieces(found, parts, tail), f"multipart/byteranges; boundary={boundary}", headers, 206)


def _part_head(boundary: str, start: int, end: int, size: int) -> bytes:
    return (
        f"\r\n--{boundary}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Range: bytes {start}-{end}/{size}\r\n\r\n"
    ).encode()


async def _pieces(found: OpenFile, parts: Sequence[tuple[bytes, int, int]], tail: bytes = b"") -> AsyncGenerator[bytes]:
    """Of each part its head, and the bytes from start to end; then the tail. Closes the file."""
    try:
        for head, start, end in parts:
            if head:
                yield head
            while start <= end:
                piece = await asyncio.to_thread(os.pread, found.file.fileno(), min(CHUNK, end - start + 1), start)
                if not piece:
                    raise FileUnreadable("The file has become shorter")
                yield piece
                start += len(piece)
        if tail:
            yield tail
    finally:
        found.file.close()
