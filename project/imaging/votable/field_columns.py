"""Table columns of response schemas: units, UCDs (IVOA UCD1+ 1.5) and descriptions."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from project.imaging.votable.column import SPACE, TIME, Column, Datatype

DATATYPES: dict[Any, Datatype] = {float: "double", int: "long", bool: "boolean", str: "char", datetime: "char"}

#: By field: unit, UCD and description.
FIELDS: dict[str, tuple[str, str, str]] = {
    "id": ("", "meta.id;meta.main", "Identifier"),
    "name": ("", "meta.id", "Name"),
    "ra_deg": ("deg", "pos.eq.ra;meta.main", "Right ascension (ICRS)"),
    "dec_deg": ("deg", "pos.eq.dec;meta.main", "Declination (ICRS)"),
    "separation_deg": ("deg", "pos.angDistance", "Distance from the requested position"),
    "mean_flux_jy": ("Jy", "phot.flux.density;em.radio;stat.mean", "Mean flux density"),
    "peak_flux_jy": ("Jy/beam", "phot.flux.density;em.radio;stat.max", "Peak flux density"),
    "num_images": ("", "meta.number;obs.image", "Images with a measurement"),
    "num_measurements": ("", "meta.number;obs", "Measurements"),
    "eta": ("", "src.var", "Weighted scatter of the fluxes"),
    "v": ("", "src.var.index", "Scatter of the fluxes over their mean"),
    "chi_squared_reduced": ("", "stat.fit.chi2", "Reduced chi squared of a constant flux"),
    "first_mjd": ("d", "time.start;obs", "First measurement (MJD, UTC)"),
    "last_mjd": ("d", "time.end;obs", "Last measurement (MJD, UTC)"),
    "latest_image_id": ("", "meta.id;obs.image", "Image of the last measurement"),
    "image_id": ("", "meta.id;obs.image", "Image of the last measurement"),
    "path": ("", "meta.id;meta.file", "Path of the file"),
    "image_path": ("", "meta.id;meta.file", "Path of the image"),
    "ms_path": ("", "meta.id;meta.file", "Path of the measurement set"),
    "qa_grade": ("", "meta.code.qual", "Quality grade: good, warn or fail"),
    "qa_summary": ("", "meta.note", "Quality summary"),
    "run_id": ("", "meta.id;obs", "Pipeline run"),
    "created_at": ("", "time.creation", "Time of creation (UTC)"),
    "pointing_ra_deg": ("deg", "pos.eq.ra;meta.main", "Right ascension of the centre (ICRS)"),
    "pointing_dec_deg": ("deg", "pos.eq.dec;meta.main", "Declination of the centre (ICRS)"),
    "noise_jy": ("Jy/beam", "stat.stdev;phot.flux.density;em.radio", "Noise (RMS)"),
    "dynamic_range": ("", "stat.snr", "Peak over noise"),
    "beam_major_arcsec": ("arcsec", "phys.angSize;instr.beam", "Major axis of the synthesised beam (FWHM)"),
    "beam_minor_arcsec": ("arcsec", "phys.angSize;instr.beam", "Minor axis of the synthesised beam (FWHM)"),
    "beam_pa_deg": ("deg", "pos.posAng;instr.beam", "Position angle of the beam, east of north"),
    "mjd": ("d", "time.epoch", "Time of the measurement (MJD)"),
    "flux_jy": ("Jy", "phot.flux.density;em.radio", "Integrated flux density, or the peak if there is none"),
    "flux_err_jy": ("Jy", "stat.error;phot.flux.density;em.radio", "Error of the flux density"),
    "snr": ("", "stat.snr;phot.flux", "Signal-to-noise ratio"),
    "source_id": ("", "meta.id;src", "Source"),
}
FRAMES = {"ra_deg": SPACE, "dec_deg": SPACE, "pointing_ra_deg": SPACE, "pointing_dec_deg": SPACE}
FRAMES |= {"mjd": TIME, "first_mjd": TIME, "last_mjd": TIME}


@cache
def columns_of(out: type[BaseModel]) -> tuple[Column, ...]:
    fields = ((name, _types(field.annotation)) for name, field in out.model_fields.items())
    return tuple(column(name, types) for name, types in fields if types <= DATATYPES.keys() or _is_literal(types))


def column(name: str, types: set[Any]) -> Column:
    unit, ucd, description = FIELDS.get(name, ("", "", name.replace("_", " ").capitalize()))
    datatype = DATATYPES[float] if types == {int, float} else DATATYPES.get(next(iter(types)), "char")
    xtype = "timestamp" if types == {datetime} or name.endswith("_at") else ""
    return Column(name, datatype, unit, ucd, description, xtype=xtype, ref=FRAMES.get(name, ""))


def _types(annotation: Any) -> set[Any]:
    """Return the members of a union except None, the values of a Literal, or the type itself."""
    parts = () if get_origin(annotation) in (list, dict) else get_args(annotation)
    return {one for part in parts for one in _types(part)} - {NoneType} if parts else {annotation}


def _is_literal(types: set[Any]) -> bool:
    return all(isinstance(one, str) for one in types)
