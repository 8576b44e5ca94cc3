"""Thumbnails, rendered one at a time and cached in memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request, Response

from project.core.ops.lazy import lazy_module
from project.core.ops.locks import named_lock
from project.imaging.fits.files import OpenFile, open_fits
from project.imaging.routing.cache_control import client_has

if TYPE_CHECKING:
    from project.imaging.fits import thumbnails
else:
    thumbnails = lazy_module("project.imaging.fits.thumbnails")

#: How long a thumbnail waits for those before it: a page asks for a hundred at once.
QUEUE_SECONDS = 60.0


class ThumbnailCache:
    """The most recently used thumbnails, up to a total size."""

    def __init__(self, max_bytes: int) -> None:
        self._thumbnails: OrderedDict[str, bytes] = OrderedDict()
        self._free_bytes = max_bytes

    def get(self, key: str) -> bytes | None:
        if key in self._thumbnails:
            self._thumbnails.move_to_end(key)
        return self._thumbnails.get(key)

    def put(self, key: str, thumbnail: bytes) -> None:
        self._free_bytes += len(self._thumbnails.pop(key, b"")) - len(thumbnail)
        self._thumbnails[key] = thumbnail
        while self._free_bytes < 0:
            _, oldest = self._thumbnails.popitem(last=False)
            self._free_bytes += len(oldest)


cache = ThumbnailCache(32_000_000)


async def send_thumbnail(request: Request, path: str, roots: Sequence[Path], size: int) -> Response:
    """Answer with a PNG or 304. Raises FileNotAccessible, FileUnreadable, and Unavailable if the queue is too long."""
    file = await asyncio.to_thread(open_fits, path, roots)
    with file.handle:
        etag = f'{file.etag[:-1]}-{size}"'
        headers = {"ETag": etag}
        if client_has(request, etag):
            return Response(status_code=304, headers=headers)
        key = f"{file.path}{etag}"
        thumbnail = cache.get(key) or await _render(key, file, size)
        return Response(thumbnail, media_type="image/png", headers=headers)


async def _render(key: str, file: OpenFile, size: int) -> bytes:
    async with named_lock("imaging pictures", QUEUE_SECONDS):
        if (thumbnail := cache.get(key)) is None:
            thumbnail = await asyncio.to_thread(lambda: thumbnails.render_thumbnail(file, size))
            cache.put(key, thumbnail)
        return thumbnail
