from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from project.imaging.catalogue.image_report import ImageReport
from project.imaging.catalogue.provenance import Provenance
from project.imaging.models import Image
from project.imaging.routing.cache_control import DETAIL, LIST, cached
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.cone_search import ImageListQuery, NearImageOut
from project.imaging.schemas.images import ImageOut, ListedImageOut
from project.imaging.schemas.provenance import ProvenanceOut
from project.imaging.schemas.quality import ImageReportOut
from project.imaging.sky.cone_search import Lists
from project.imaging.votable.formats import TABLE_RESPONSES

router = ImagingRouter("/images", tags=["images"])


@router.get("", response_model=list[NearImageOut] | list[ListedImageOut], responses=TABLE_RESPONSES)
@cached(LIST)
async def list_images(query: Annotated[ImageListQuery, Query()], lists: Lists) -> Response:
    """List images, newest first; or those around a position, nearest first."""
    return await lists.images(query)


@router.get("/{image_id:rest}/provenance", response_model=ProvenanceOut)
@cached(DETAIL)
async def read_image_provenance(image_id: str) -> Provenance:
    """Read the provenance of an image."""
    return (await Image.objects.report(image_id)).provenance


@router.get("/{image_id:rest}/qa", response_model=ImageReportOut)
@cached(DETAIL)
async def read_image_report(image_id: str) -> ImageReport:
    """Read the quality of an image, as measured in it and by its newest assessment."""
    return await Image.objects.report(image_id)


@router.get("/{image_id:rest}", response_model=ImageOut)
@cached(DETAIL)
async def read_image(image_id: str) -> ImageReport:
    """Read one image, by its id or its path."""
    return await Image.objects.report(image_id)
