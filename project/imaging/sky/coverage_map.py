"""Which part of the sky the images show, as a MOC (IVOA Multi-Order Coverage map 2.0)."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from project.core.lazy import lazy_module
from project.imaging.models import Image

if TYPE_CHECKING:
    from project.imaging.sky import moc
else:
    moc = lazy_module("project.imaging.sky.moc")

MOCFormat = Literal["json", "ascii", "fits"]
MEDIA_TYPES: dict[MOCFormat, str] = {"json": "application/json", "ascii": "text/plain", "fits": "application/fits"}
#: Cells of 14 arcmin: images are of degrees.
DEEPEST = 8
#: Seconds in which the database is not asked again whether there are other images.
FRESH = 60.0


class Generation(NamedTuple):
    """Which images there are: another number or another newest one means others."""

    newest_id: int
    images: int


class Coverage:
    """The map, kept until there are other images; of new ones only those are added."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._map: Any = None
        self._generation = Generation(0, 0)
        self._asked_at = -FRESH

    async def written(self, form: MOCFormat, order: int) -> bytes:
        """The map with cells down to `order`; a file, or a text."""
        async with self._lock:
            if time.monotonic() - self._asked_at >= FRESH:
                await self._refresh()
                self._asked_at = time.monotonic()
            return await asyncio.to_thread(moc.written, self._map, form, order)

    async def _refresh(self) -> None:
        now = Generation(*await Image.objects.generation())
        if self._map is not None and now == self._generation:
            return
        added = await Image.objects.footprints_after(self._generation.newest_id)
        only_added = now.images - self._generation.images == added.images
        if self._map is None or not only_added:
            self._map, added = None, await Image.objects.footprints_after(0)
        self._map = await asyncio.to_thread(moc.made, self._map, added.outlines, DEEPEST)
        self._generation = now
