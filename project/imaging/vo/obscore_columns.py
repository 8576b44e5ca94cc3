"""The columns of ObsCore 1.1 (IVOA Recommendation 2017-05-09), tables 1 and 5."""

from __future__ import annotations

from project.imaging.votable.column import SPACE, TIME, Column, Datatype


def _column(
    name: str, datatype: Datatype, utype: str, ucd: str, description: str, unit: str = "", ref: str = ""
) -> Column:
    return Column(name, datatype, unit, ucd, description, f"obscore:{utype}", ref=ref)


COLUMNS = (
    _column("dataproduct_type", "char", "ObsDataset.dataProductType", "meta.code.class", "Kind of data"),
    _column("calib_level", "long", "ObsDataset.calibLevel", "meta.code;obs.calib", "Level of calibration"),
    _column("obs_collection", "char", "DataID.collection", "meta.id", "Collection"),
    _column("obs_id", "char", "DataID.observationID", "meta.id", "Pipeline run"),
    _column(
        "obs_publisher_did", "char", "Curation.publisherDID", "meta.ref.uri;meta.curation", "Identifier of the record"
    ),
    _column("obs_title", "char", "DataID.title", "meta.title;obs", "File name"),
    _column("access_url", "char", "Access.reference", "meta.ref.url", "URL of the file"),
    _column("access_format", "char", "Access.format", "meta.code.mime", "Media type of the file"),
    _column("access_estsize", "long", "Access.size", "phys.size;meta.file", "Estimated size of the file", "kbyte"),
    _column("target_name", "char", "Target.name", "meta.id;src", "Field"),
    _column(
        "s_ra",
        "double",
        "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1",
        "pos.eq.ra",
        "Right ascension of the centre (ICRS)",
        "deg",
        SPACE,
    ),
    _column(
        "s_dec",
        "double",
        "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2",
        "pos.eq.dec",
        "Declination of the centre (ICRS)",
        "deg",
        SPACE,
    ),
    _column(
        "s_fov",
        "double",
        "Char.SpatialAxis.Coverage.Bounds.Extent.diameter",
        "phys.angSize;instr.fov",
        "Diameter of the enclosing circle",
        "deg",
    ),
    _column("s_region", "char", "Char.SpatialAxis.Coverage.Support.Area", "pos.outline;obs.field", "Outline"),
    _column(
        "s_resolution",
        "double",
        "Char.SpatialAxis.Resolution.Refval.value",
        "pos.angResolution",
        "Major axis of the synthesised beam",
        "arcsec",
    ),
    _column("s_xel1", "long", "Char.SpatialAxis.numBins1", "meta.number", "Pixels along the first axis"),
    _column("s_xel2", "long", "Char.SpatialAxis.numBins2", "meta.number", "Pixels along the second axis"),
    _column(
        "s_pixel_scale",
        "double",
        "Char.SpatialAxis.Sampling.RefVal.SamplingPeriod",
        "phys.angSize;instr.pixel",
        "Pixel size",
        "arcsec",
    ),
    _column(
        "t_min",
        "double",
        "Char.TimeAxis.Coverage.Bounds.Limits.StartTime",
        "time.start;obs.exposure",
        "Start (MJD)",
        "d",
        TIME,
    ),
    _column(
        "t_max",
        "double",
        "Char.TimeAxis.Coverage.Bounds.Limits.StopTime",
        "time.end;obs.exposure",
        "End (MJD)",
        "d",
        TIME,
    ),
    _column(
        "t_exptime",
        "double",
        "Char.TimeAxis.Coverage.Support.Extent",
        "time.duration;obs.exposure",
        "Exposure time",
        "s",
    ),
    _column(
        "t_resolution",
        "double",
        "Char.TimeAxis.Resolution.Refval.value",
        "time.resolution",
        "Equal to the exposure time: an image has one time sample",
        "s",
    ),
    _column(
        "em_min",
        "double",
        "Char.SpectralAxis.Coverage.Bounds.Limits.LoLimit",
        "em.wl;stat.min",
        "Shortest wavelength",
        "m",
    ),
    _column(
        "em_max",
        "double",
        "Char.SpectralAxis.Coverage.Bounds.Limits.HiLimit",
        "em.wl;stat.max",
        "Longest wavelength",
        "m",
    ),
    _column(
        "em_res_power",
        "double",
        "Char.SpectralAxis.Resolution.ResolPower.refVal",
        "spect.resolution",
        "Unknown: the band is one channel",
    ),
    _column("o_ucd", "char", "Char.ObservableAxis.ucd", "meta.ucd", "UCD of the observable"),
    _column(
        "pol_states", "char", "Char.PolarizationAxis.stateList", "meta.code;phys.polarization", "Stokes parameters"
    ),
    _column("facility_name", "char", "Provenance.ObsConfig.Facility.name", "meta.id;instr.tel", "Observatory"),
    _column("instrument_name", "char", "Provenance.ObsConfig.Instrument.name", "meta.id;instr", "Telescope"),
)
