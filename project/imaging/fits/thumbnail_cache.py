"""Thumbnails of images, made one at a time and kept for a while."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request, Response

from project.core.alone import alone
from project.core.lazy import lazy_module
from project.imaging.fits.files import OpenFile, is_held, open_fits

if TYPE_CHECKING:
    from project.imaging.fits import thumbnails
else:
    thumbnails = lazy_module("project.imaging.fits.thumbnails")

#: Seconds that a thumbnail waits for those before it: a page asks for a hundred at once.
PATIENCE = 60.0


class ThumbnailCache:
    """The pictures that were asked for last, by their ETags, as far as they have room."""

    def __init__(self, room_bytes: int) -> None:
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._free = room_bytes

    def take(self, key: str) -> bytes | None:
        if key in self._pictures:
            self._pictures.move_to_end(key)
        return self._pictures.get(key)

    def put(self, key: str, picture: bytes) -> None:
        self._free += len(self._pictures.pop(key, b"")) - len(picture)
        self._pictures[key] = picture
        while self._free < 0:
            _, oldest = self._pictures.popitem(last=False)
            self._free += len(oldest)


shelf = ThumbnailCache(32_000_000)


async def send_thumbnail(request: Request, path: str, roots: Sequence[Path], size: int) -> Response:
    """PNG, or 304. Raises FileNotAccessible, FileUnreadable, and Unavailable where too many others wait for theirs."""
    found = await asyncio.to_thread(open_fits, path, roots)
    with found.file:
        etag = f'{found.etag[:-1]}-{size}"'
        headers = {"ETag": etag}
        if is_held(request, etag):
            return Response(status_code=304, headers=headers)
        key = f"{found.path}{etag}"
        picture = shelf.take(key) or await _made(key, found, size)
        return Response(picture, media_type="image/png", headers=headers)


async def _made(key: str, found: OpenFile, size: int) -> bytes:
    async with alone("imaging pictures", PATIENCE):
        if (picture := shelf.take(key)) is None:
            picture = await asyncio.to_thread(lambda: thumbnails.thumbnail(found, size))
            shelf.put(key, picture)
        return picture
