"""What is computed of a source: how much it varies, how good its images are, its light curve as a picture."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from typing import TYPE_CHECKING

from project.core.alone import alone
from project.core.lazy import lazy_module
from project.imaging.catalogue.run_status import worst_grade
from project.imaging.lightcurves.dates import Window
from project.imaging.lightcurves.plot.plot import draw_light_curve
from project.imaging.lightcurves.plot.svg import to_svg
from project.imaging.lightcurves.variability import assess, measured
from project.imaging.models import Source
from project.imaging.schemas.sources import PositionOut, SourceQAOut, Theme, VariabilityOut

if TYPE_CHECKING:
    from project.imaging.lightcurves.plot import png as pixels
else:
    pixels = lazy_module("project.imaging.lightcurves.plot.png")

TOO_FEW = "Insufficient epochs for variability analysis (need at least 2)"
#: From so many on, what takes longer than a request may hold up others goes to a thread.
MANY_EPOCHS = 100
#: Seconds that a picture waits for those before it.
PATIENCE = 30.0


async def variability(source_id: str) -> VariabilityOut:
    """Raises SourceNotFound."""
    source = await Source.objects.measured(source_id)
    many = len(source.epochs) > MANY_EPOCHS
    found = await asyncio.to_thread(assess, source.epochs) if many else assess(source.epochs)
    known = {"source_id": source.id, "source_name": source.name, "n_epochs": len(measured(source.epochs))}
    if found is None:
        return VariabilityOut(**known, message=TOO_FEW)
    numbers = {field.name: getattr(found, field.name) for field in fields(found)}
    return VariabilityOut(**known, modulation_index=found.variability_index, **numbers)


async def quality(source_id: str) -> SourceQAOut:
    """Raises SourceNotFound."""
    source = await Source.objects.graded(source_id)
    return SourceQAOut(
        source_id=source.id,
        source_name=source.name,
        n_images=len(source.grades),
        qa_grades=[grade for grade in source.grades if grade is not None],
        overall_grade=worst_grade(source.grades),
        flags=[],
        metrics=PositionOut(ra_deg=source.ra_deg, dec_deg=source.dec_deg),
    )


async def svg(source_id: str, window: Window, theme: Theme) -> str:
    """Raises SourceNotFound."""
    source = await Source.objects.measured(source_id, window)
    return await asyncio.to_thread(lambda: to_svg(draw_light_curve(source.name, source.epochs), theme))


async def png(source_id: str, window: Window, theme: Theme) -> bytes:
    """Raises SourceNotFound, and Unavailable where too many others wait for theirs."""
    source = await Source.objects.measured(source_id, window)
    async with alone("imaging pictures", PATIENCE):
        return await asyncio.to_thread(lambda: pixels.to_png(draw_light_curve(source.name, source.epochs), theme))
