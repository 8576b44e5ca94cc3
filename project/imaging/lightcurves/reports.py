"""What is computed of a source: how much it varies, how good its images are, its light curve as a picture."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from typing import TYPE_CHECKING

from project.core.alone import alone
from project.core.lazy import lazy_module
from project.imaging.catalogue.grades import worst_grade
from project.imaging.lightcurves.assessment import assess
from project.imaging.lightcurves.epochs import measured
from project.imaging.lightcurves.mjd import Window
from project.imaging.lightcurves.plot.plot import plot_light_curve
from project.imaging.lightcurves.plot.svg import to_svg
from project.imaging.models import Source
from project.imaging.schemas.light_curves import Theme
from project.imaging.schemas.sources import PositionOut, SourceQAOut
from project.imaging.schemas.variability import VariabilityOut

if TYPE_CHECKING:
    from project.imaging.lightcurves.plot import png as png_plot
else:
    png_plot = lazy_module("project.imaging.lightcurves.plot.png")

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
    return await asyncio.to_thread(lambda: to_svg(plot_light_curve(source.name, source.epochs), theme))


async def png(source_id: str, window: Window, theme: Theme) -> bytes:
    """Raises SourceNotFound, and Unavailable where too many others wait for theirs."""
    source = await Source.objects.measured(source_id, window)
    async with alone("imaging pictures", PATIENCE):
        return await asyncio.to_thread(lambda: png_plot.to_png(plot_light_curve(source.name, source.epochs), theme))
