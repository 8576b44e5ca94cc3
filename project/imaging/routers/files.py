from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request, Response

from project.imaging.fits.download import send_fits
from project.imaging.fits.files import MEDIA_TYPE
from project.imaging.fits.thumbnail_cache import send_thumbnail
from project.imaging.models import Image
from project.imaging.routing.cache_control import DETAIL, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.images import ThumbnailQuery
from project.imaging.settings import ImagingSettings

#: Must come before the router of images, which matches every other path.
router = ImagingRouter("/images", tags=["images"])

BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
FITS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: BYTES}},
    206: {"content": {MEDIA_TYPE: BYTES}, "description": "The requested ranges"},
    304: {},
    404: {},
    416: {},
    500: {},
}
PNG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": BYTES}}, 304: {}, 404: {}, 500: {}, 503: {}}


@router.get("/{image_id:rest}/fits", response_class=Response, responses=FITS)
@cached(DETAIL)
async def download_image(image_id: str, request: Request) -> Response:
    """Download the FITS file of an image, whole or in ranges."""
    settings: ImagingSettings = request.app.state.settings.of(ImagingSettings)
    return await send_fits(request, (await Image.objects.report(image_id)).path, settings.file_folders)


@router.get("/{image_id:rest}/thumbnail", response_class=Response, responses=PNG)
@cached(DETAIL)
async def read_thumbnail(image_id: str, request: Request, query: Annotated[ThumbnailQuery, Query()]) -> Response:
    """Read a thumbnail of an image as PNG, north up."""
    settings: ImagingSettings = request.app.state.settings.of(ImagingSettings)
    path = (await Image.objects.report(image_id)).path
    return await send_thumbnail(request, path, settings.file_folders, query.size)
