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

from project.core.http.streaming import attachment, streamed
from project.imaging.errors import FileUnreadable
from project.imaging.fits.byte_ranges import Span, requested_spans
from project.imaging.fits.files import MEDIA_TYPE, OpenFile, open_fits
from project.imaging.routing.cache_control import client_has

#: Characters of a file name that a header cannot carry.
UNSAFE_IN_HEADER = re.compile(r"[^ !#-\[\]-~]")
CHUNK_BYTES = 256 * 1024


async def send_fits(request: Request, path: str, roots: Sequence[Path]) -> Response:
    """Answer with the file, the requested ranges of it, or 304. Raises RangeUnsatisfiable and as `open_fits` does."""
    file = await asyncio.to_thread(open_fits, path, roots)
    with ExitStack() as stack:
        stack.callback(file.handle.close)
        headers = {"ETag": file.etag, "Last-Modified": file.last_modified, "Accept-Ranges": "bytes"}
        if client_has(request, file.etag):
            return Response(status_code=304, headers=headers)
        spans = requested_spans(request, file)
        headers |= attachment(UNSAFE_IN_HEADER.sub("_", Path(path).name))
        stack.pop_all()
        return await _stream(file, spans, headers)


async def _stream(file: OpenFile, spans: list[Span] | None, headers: dict[str, str]) -> Response:
    if spans is None:
        headers["Content-Length"] = str(file.size)
        return await streamed(_content(file, [(b"", 0, file.size - 1)]), MEDIA_TYPE, headers)
    if len(spans) == 1:
        ((start, end),) = spans
        headers["Content-Range"] = f"bytes {start}-{end}/{file.size}"
        headers["Content-Length"] = str(end - start + 1)
        return await streamed(_content(file, [(b"", start, end)]), MEDIA_TYPE, headers, 206)
    boundary = token_hex(16)
    parts = [(_part_header(boundary, start, end, file.size), start, end) for start, end in spans]
    trailer = f"\r\n--{boundary}--\r\n".encode()
    headers["Content-Length"] = str(sum(len(head) + end - start + 1 for head, start, end in parts) + len(trailer))
    return await streamed(_content(file, parts, trailer), f"multipart/byteranges; boundary={boundary}", headers, 206)


def _part_header(boundary: str, start: int, end: int, size: int) -> bytes:
    return (
        f"\r\n--{boundary}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Range: bytes {start}-{end}/{size}\r\n\r\n"
    ).encode()


async def _content(
    file: OpenFile, parts: Sequence[tuple[bytes, int, int]], trailer: bytes = b""
) -> AsyncGenerator[bytes]:
    """Yield each part's header and its bytes from start to end, then the trailer. Closes the file."""
    try:
        for header, start, end in parts:
            if header:
                yield header
            while start <= end:
                chunk = await asyncio.to_thread(
                    os.pread, file.handle.fileno(), min(CHUNK_BYTES, end - start + 1), start
                )
                if not chunk:
                    raise FileUnreadable("The file has been truncated while it was sent")
                yield chunk
                start += len(chunk)
        if trailer:
            yield trailer
    finally:
        file.handle.close()
