"""Downloads of FITS files, whole or in ranges."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex

from fastapi import Request, Response

from project.core.streaming import attachment, streamed
from project.imaging.errors import FileUnreadable
from project.imaging.fits.byte_ranges import requested_spans
from project.imaging.fits.files import MEDIA_TYPE, OpenFile, is_held, open_fits

#: What a header may hold of a file's name.
ODD = re.compile(r"[^ !#-\[\]-~]")

CHUNK = 256 * 1024


async def send_fits(request: Request, path: str, roots: Sequence[Path]) -> Response:
    """The file, the ranges of it that are asked for, or 304. Raises RangeUnsatisfiable, and what `open_fits` raises."""
    found = await asyncio.to_thread(open_fits, path, roots)
    with ExitStack() as stack:
        stack.callback(found.file.close)
        headers = {"ETag": found.etag, "Last-Modified": found.last_modified, "Accept-Ranges": "bytes"}
        if is_held(request, found.etag):
            return Response(status_code=304, headers=headers)
        spans = requested_spans(request, found)
        headers |= attachment(ODD.sub("_", Path(path).name))
        stack.pop_all()
        return await _streamed(found, spans, headers)


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
