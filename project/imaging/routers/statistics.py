from __future__ import annotations

from datetime import UTC, datetime

from project.imaging.models import ProductPath
from project.imaging.routing.routes import ImagingRouter
from project.imaging.schemas.statistics import StatisticsMetaOut, StatisticsOut

router = ImagingRouter("/stats", tags=["statistics"])


@router.get("", response_model=StatisticsOut)
async def count_products() -> StatisticsOut:
    """Count everything in the catalogue."""
    meta = StatisticsMetaOut(generated_at=datetime.now(UTC))
    return StatisticsOut(**await ProductPath.objects.statistics(), _meta=meta)
