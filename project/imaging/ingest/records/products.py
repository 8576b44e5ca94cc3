"""Records of measurement sets, images and calibration tables, with the pipeline's own names of columns."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from project.core.http.schemas import NO_NUL
from project.imaging.catalogue.run_ids import run_id
from project.imaging.ingest.field_types import (
    Declination,
    Document,
    Flag,
    Id,
    Int32,
    Label,
    Note,
    Operand,
    OptionalPath,
    Path,
    Pixels,
    PixelSize,
    ProductPath,
    Quantity,
    RightAscension,
    Short,
    UnixTime,
)
from project.imaging.ingest.records.record import Record
from project.imaging.sky.healpix import hpx29


class MeasurementSetRecord(Record):
    collection: ClassVar[str] = "measurement_sets"

    path: ProductPath
    start_mjd: Quantity | None = None
    end_mjd: Quantity | None = None
    mid_mjd: Quantity | None = None
    processed_at: UnixTime | None = None
    status: Short | None = None
    stage: Short | None = None
    stage_updated_at: UnixTime | None = None
    cal_applied: Flag | None = None
    imagename: OptionalPath | None = None
    ra_deg: RightAscension | None = None
    dec_deg: Declination | None = None
    field_name: Label | None = None
    pointing_ra_deg: RightAscension | None = None
    pointing_dec_deg: Declination | None = None

    @property
    def run_id(self) -> str:
        return run_id(self.path)


class ImageRecord(Record):
    collection: ClassVar[str] = "images"

    id: Id | None = None
    path: ProductPath
    ms_path: ProductPath
    created_at: UnixTime
    type: Short
    pbcor: Flag = False
    format: Annotated[str, Field(pattern=NO_NUL, max_length=20)] = "fits"
    beam_major_arcsec: Quantity | None = None
    beam_minor_arcsec: Quantity | None = None
    beam_pa_deg: Quantity | None = None
    noise_jy: Quantity | None = None
    dynamic_range: Quantity | None = None
    field_name: Label | None = None
    center_ra_deg: RightAscension | None = None
    center_dec_deg: Declination | None = None
    imsize_x: Pixels | None = None
    imsize_y: Pixels | None = None
    cellsize_arcsec: PixelSize | None = None
    freq_ghz: Operand | None = None
    bandwidth_mhz: Operand | None = None
    integration_sec: Operand | None = None

    @property
    def run_id(self) -> str:
        return run_id(self.ms_path)

    @property
    def hpx29(self) -> int | None:
        ra, dec = self.center_ra_deg, self.center_dec_deg
        return None if ra is None or dec is None else hpx29(ra, dec)


class CalibrationTableRecord(Record):
    collection: ClassVar[str] = "calibration_tables"

    id: Id | None = None
    set_name: Label
    path: Path
    table_type: Annotated[str, Field(pattern=NO_NUL, max_length=20)]
    order_index: Int32
    cal_field: Label | None = None
    refant: Short | None = None
    created_at: UnixTime | None = None
    valid_start_mjd: Quantity | None = None
    valid_end_mjd: Quantity | None = None
    status: Literal["active", "retired", "failed"] = "active"
    notes: Note | None = None
    source_ms_path: ProductPath | None = None
    solver_command: Note | None = None
    solver_version: Annotated[str, Field(pattern=NO_NUL, max_length=100)] | None = None
    solver_params: Document = None
    quality_metrics: Document = None
