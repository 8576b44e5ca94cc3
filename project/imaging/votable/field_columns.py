"""What the columns of tables are: units, UCDs (IVOA UCD1+ 1.5) and words, by the names of the fields in JSON."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from project.imaging.votable.column import SPACE, TIME, Column, Datatype

DATATYPES: dict[Any, Datatype] = {float: "double", int: "long", bool: "boolean", str: "char", datetime: "char"}

#: Unit, UCD, description.
DESCRIBED: dict[str, tuple[str, str, str]] = {
    "id": ("", "meta.id;meta.main", "Identifier"),
    "name": ("", "meta.id", "Name"),
    "ra_deg": ("deg", "pos.eq.ra;meta.main", "Right ascension (ICRS)"),
    "dec_deg": ("deg", "pos.eq.dec;meta.main", "Declination (ICRS)"),
    "separation_deg": ("deg", "pos.angDistance", "Distance from the position that was asked for"),
    "mean_flux_jy": ("Jy", "phot.flux.density;em.radio;stat.mean", "Mean flux density"),
    "peak_flux_jy": ("Jy/beam", "phot.flux.density;em.radio;stat.max", "Greatest peak"),
    "num_images": ("", "meta.number;obs.image", "Images that it was measured on"),
    "num_measurements": ("", "meta.number;obs", "Measurements"),
    "eta": ("", "src.var", "Weighted scatter of its fluxes"),
    "v": ("", "src.var.index", "Scatter of its fluxes by their mean"),
    "chi_squared_reduced": ("", "stat.fit.chi2", "Reduced chi squared of a constant flux"),
    "first_mjd": ("d", "time.start;obs", "First measurement (MJD, UTC)"),
    "last_mjd": ("d", "time.end;obs", "Last measurement (MJD, UTC)"),
    "latest_image_id": ("", "meta.id;obs.image", "Image of the last measurement"),
    "image_id": ("", "meta.id;obs.image", "Image of the last measurement"),
    "path": ("", "meta.id;meta.file", "Path of the file"),
    "image_path": ("", "meta.id;meta.file", "Path of the image"),
    "ms_path": ("", "meta.id;meta.file", "Path of the measurement set"),
    "qa_grade": ("", "meta.code.qual", "Grade of its quality: good, warn or fail"),
    "qa_summary": ("", "meta.note", "Its quality in words"),
    "run_id": ("", "meta.id;obs", "Run of the pipeline that made it"),
    "created_at": ("", "time.creation", "When it was made (UTC)"),
    "pointing_ra_deg": ("deg", "pos.eq.ra;meta.main", "Right ascension of its middle (ICRS)"),
    "pointing_dec_deg": ("deg", "pos.eq.dec;meta.main", "Declination of its middle (ICRS)"),
    "noise_jy": ("Jy/beam", "stat.stdev;phot.flux.density;em.radio", "Noise (RMS)"),
    "dynamic_range": ("", "stat.snr", "Peak by noise"),
    "beam_major_arcsec": ("arcsec", "phys.angSize;instr.beam", "Major axis of the synthesised beam (FWHM)"),
    "beam_minor_arcsec": ("arcsec", "phys.angSize;instr.beam", "Minor axis of the synthesised beam (FWHM)"),
    "beam_pa_deg": ("deg", "pos.posAng;instr.beam", "Position angle of the beam, east of north"),
    "mjd": ("d", "time.epoch", "Time of the measurement (MJD)"),
    "flux_jy": ("Jy", "phot.flux.density;em.radio", "Flux density, or the peak where that is all there is"),
    "flux_err_jy": ("Jy", "stat.error;phot.flux.density;em.radio", "Error of the flux density"),
    "snr": ("", "stat.snr;phot.flux", "Signal to noise"),
    "source_id": ("", "meta.id;src", "Source"),
}
FRAMES = {"ra_deg": SPACE, "dec_deg": SPACE, "pointing_ra_deg": SPACE, "pointing_dec_deg": SPACE}
FRAMES |= {"mjd": TIME, "first_mjd": TIME, "last_mjd": TIME}


@cache
def columns_of(out: type[BaseModel]) -> tuple[Column, ...]:
    """One for each field of the schema that is a word, a number or a time."""
    found = ((name, _kinds(field.annotation)) for name, field in out.model_fields.items())
    return tuple(column(name, kinds) for name, kinds in found if kinds <= DATATYPES.keys() or _are_words(kinds))


def column(name: str, kinds: set[Any]) -> Column:
    unit, ucd, words = DESCRIBED.get(name, ("", "", name.replace("_", " ").capitalize()))
    datatype = DATATYPES[float] if kinds == {int, float} else DATATYPES.get(next(iter(kinds)), "char")
    xtype = "timestamp" if kinds == {datetime} or name.endswith("_at") else ""
    return Column(name, datatype, unit, ucd, words, xtype=xtype, ref=FRAMES.get(name, ""))


def _kinds(annotation: Any) -> set[Any]:
    """The types of a union but None; of a Literal its words; a list is one of its own."""
    parts = () if get_origin(annotation) in (list, dict) else get_args(annotation)
    return {kind for part in parts for kind in _kinds(part)} - {NoneType} if parts else {annotation}


def _are_words(kinds: set[Any]) -> bool:
    return all(isinstance(kind, str) for kind in kinds)
