"""Reports on one source: its variability, the quality of its images, its light curve as a plot.

All raise SourceNotFound.
"""

from __future__ import annotations

import asyncio
from dataclasses import fields
from typing import TYPE_CHECKING

from project.core.ops.lazy import lazy_module
from project.core.ops.locks import named_lock
from project.imaging.catalogue.grades import worst_grade
from project.imaging.lightcurves.assessment import assess
from project.imaging.lightcurves.epochs import measured
from project.imaging.lightcurves.mjd import TimeWindow
from project.imaging.lightcurves.plot.plot import plot_light_curve
from project.imaging.lightcurves.plot.svg import to_svg
from project.imaging.models import Source
from project.imaging.schemas.light_curves import Theme
from project.imaging.schemas.sources import PositionOut, SourceQAOut
from project.imaging.schemas.variability import VariabilityOut

if TYPE_CHECKING:
    from project.imaging.lightcurves.plot import png
else:
    png = lazy_module("project.imaging.lightcurves.plot.png")

TOO_FEW = "Insufficient epochs for variability analysis (need at least 2)"
#: Above this the assessment would block the event loop for too long, and runs in a thread.
MAX_EPOCHS_INLINE = 100
#: How long a PNG waits for those before it.
QUEUE_SECONDS = 30.0


async def variability(source_id: str) -> VariabilityOut:
    source = await Source.objects.epochs(source_id)
    many = len(source.epochs) > MAX_EPOCHS_INLINE
    assessment = await asyncio.to_thread(assess, source.epochs) if many else assess(source.epochs)
    head = {"source_id": source.id, "source_name": source.name, "n_epochs": len(measured(source.epochs))}
    if assessment is None:
        return VariabilityOut(**head, message=TOO_FEW)
    numbers = {field.name: getattr(assessment, field.name) for field in fields(assessment)}
    return VariabilityOut(**head, modulation_index=assessment.variability_index, **numbers)


async def quality(source_id: str) -> SourceQAOut:
    source = await Source.objects.image_grades(source_id)
    return SourceQAOut(
        source_id=source.id,
        source_name=source.name,
        n_images=len(source.grades),
        qa_grades=[grade for grade in source.grades if grade is not None],
        overall_grade=worst_grade(source.grades),
        flags=[],
        metrics=PositionOut(ra_deg=source.ra_deg, dec_deg=source.dec_deg),
    )


async def svg_plot(source_id: str, window: TimeWindow, theme: Theme) -> str:
    source = await Source.objects.epochs(source_id, window)
    return await asyncio.to_thread(lambda: to_svg(plot_light_curve(source.name, source.epochs), theme))


async def png_plot(source_id: str, window: TimeWindow, theme: Theme) -> bytes:
    """Also raises Unavailable, if too many others wait."""
    source = await Source.objects.epochs(source_id, window)
    async with named_lock("imaging pictures", QUEUE_SECONDS):
        return await asyncio.to_thread(lambda: png.to_png(plot_light_curve(source.name, source.epochs), theme))
