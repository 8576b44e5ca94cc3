from __future__ import annotations

from tortoise import fields, timezone
from tortoise.expressions import RawSQL
from tortoise.indexes import Index
from tortoise.models import Model

from project.core.db.fields import PartialIndex
from project.imaging.managers import ImageManager, MeasurementSetManager, ProductPathManager
from project.imaging.managers.image_search import DIAGONAL_ARCSEC


class ProductPath(Model):
    """The path of a measurement set or an image that the pipeline has named, whether or not its record has come."""

    id = fields.BigIntField(primary_key=True)
    path = fields.CharField(max_length=1000, unique=True)

    objects = ProductPathManager()

    class Meta:
        table = "product_path"

    def __str__(self) -> str:
        return self.path


class MeasurementSet(Model):
    """About five minutes of visibilities: what one run of the pipeline works on."""

    id = fields.BigIntField(primary_key=True)
    path: fields.OneToOneRelation[ProductPath] = fields.OneToOneField(
        "models.ProductPath", related_name="measurement_set", on_delete=fields.RESTRICT
    )
    path_id: int
    #: Derived from the path. Parts of one observation may share it.
    run_id = fields.CharField(max_length=1000, db_index=True)
    #: In days.
    start_mjd = fields.FloatField(null=True)
    end_mjd = fields.FloatField(null=True)
    mid_mjd = fields.FloatField(null=True)
    processed_at = fields.DatetimeField(null=True)
    #: Free text of the pipeline.
    status = fields.CharField(max_length=50, null=True)
    #: converted, calibrated, imaged, mosaicked, cataloged; free text of the pipeline.
    stage = fields.CharField(max_length=50, null=True)
    stage_updated_at = fields.DatetimeField(null=True)
    cal_applied = fields.BooleanField(default=False)
    imagename = fields.CharField(max_length=1000, null=True)
    #: Of the field, in degrees (ICRS).
    ra_deg = fields.FloatField(null=True)
    dec_deg = fields.FloatField(null=True)
    field_name = fields.CharField(max_length=200, null=True)
    #: Where the array looked, in degrees (ICRS).
    pointing_ra_deg = fields.FloatField(null=True)
    pointing_dec_deg = fields.FloatField(null=True)

    objects = MeasurementSetManager()

    class Meta:
        table = "measurement_set"
        indexes = (
            PartialIndex(
                fields=("processed_at", "id"), name="measurement_set_processed", condition="processed_at IS NOT NULL"
            ),
        )


class Image(Model):
    """An image of the sky, as a file. An image that is made anew at the same path is another image."""

    id = fields.BigIntField(primary_key=True)
    path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="images", on_delete=fields.RESTRICT
    )
    path_id: int
    #: Of the measurement set that it was made from, which may not be known otherwise.
    ms_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="images_made_from", on_delete=fields.RESTRICT
    )
    ms_path_id: int
    #: Derived from `ms_path`.
    run_id = fields.CharField(max_length=1000)
    created_at = fields.DatetimeField(default=timezone.now)
    #: clean, dirty, residual …: free text of the pipeline.
    type = fields.CharField(max_length=50)
    #: Corrected for the primary beam.
    pbcor = fields.BooleanField(default=False)
    format = fields.CharField(max_length=20, default="fits")
    #: Full width at half maximum of the synthesised beam, and its position angle east of north.
    beam_major_arcsec = fields.FloatField(null=True)
    beam_minor_arcsec = fields.FloatField(null=True)
    beam_pa_deg = fields.FloatField(null=True)
    #: RMS, in Jy/beam.
    noise_jy = fields.FloatField(null=True)
    #: Peak by RMS.
    dynamic_range = fields.FloatField(null=True)
    field_name = fields.CharField(max_length=200, null=True)
    #: In degrees (ICRS).
    center_ra_deg = fields.FloatField(null=True)
    center_dec_deg = fields.FloatField(null=True)
    #: In pixels.
    imsize_x = fields.IntField(null=True)
    imsize_y = fields.IntField(null=True)
    #: Of a pixel.
    cellsize_arcsec = fields.FloatField(null=True)
    freq_ghz = fields.FloatField(null=True)
    bandwidth_mhz = fields.FloatField(null=True)
    #: In seconds.
    integration_sec = fields.FloatField(null=True)
    #: HEALPix index of the centre, nested, order 29; null without a centre.
    hpx29 = fields.BigIntField(null=True, db_index=True)

    objects = ImageManager()

    class Meta:
        table = "image"
        indexes = (
            ("created_at", "id"),
            ("path_id", "created_at"),
            ("ms_path_id", "created_at"),
            Index(RawSQL(DIAGONAL_ARCSEC), name="image_diagonal"),
        )
