"""The sky coverage of all images, as a MOC (IVOA Multi-Order Coverage map 2.0)."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from project.core.ops.lazy import lazy_module
from project.imaging.models import Image

if TYPE_CHECKING:
    from project.imaging.sky import moc
else:
    moc = lazy_module("project.imaging.sky.moc")

MOCFormat = Literal["json", "ascii", "fits"]
MEDIA_TYPES: dict[MOCFormat, str] = {"json": "application/json", "ascii": "text/plain", "fits": "application/fits"}
#: Cells of 14 arcmin: images span degrees.
MAX_ORDER = 8
MAX_AGE_SECONDS = 60.0


class CatalogueState(NamedTuple):
    """Changes when images are added or removed."""

    newest_id: int
    images: int


class CoverageMap:
    """A cached map. New images are added to it; if others have changed it is rebuilt."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._map: Any = None
        self._state = CatalogueState(0, 0)
        self._checked_at = -MAX_AGE_SECONDS

    async def serialize(self, form: MOCFormat, order: int) -> bytes:
        async with self._lock:
            if time.monotonic() - self._checked_at >= MAX_AGE_SECONDS:
                await self._refresh()
                self._checked_at = time.monotonic()
            return await asyncio.to_thread(moc.serialize, self._map, form, order)

    async def _refresh(self) -> None:
        state = CatalogueState(*await Image.objects.catalogue_state())
        if self._map is not None and state == self._state:
            return
        added = await Image.objects.footprints_after(self._state.newest_id)
        only_added = state.images - self._state.images == added.images
        if self._map is None or not only_added:
            self._map, added = None, await Image.objects.footprints_after(0)
        self._map = await asyncio.to_thread(moc.extended, self._map, added.outlines, MAX_ORDER)
        self._state = state
