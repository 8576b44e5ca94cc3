from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from project.imaging.managers import PhotometryManager, SourceManager
from project.imaging.models.products import Image, ProductPath


class Source(Model):
    """A place on the sky whose flux is measured again and again; kept current by every write to its photometry."""

    #: The name that the pipeline gives it, such as `NVSS J083454+553421`. Sorted by bytes.
    id = fields.CharField(max_length=200, primary_key=True)
    name = fields.CharField(max_length=200)
    #: Mean over its measurements, weighted by signal to noise squared, in degrees (ICRS).
    ra_deg = fields.FloatField()
    dec_deg = fields.FloatField()
    #: The same as a unit vector.
    x = fields.FloatField()
    y = fields.FloatField()
    z = fields.FloatField()
    #: HEALPix index of the position, nested, order 29.
    hpx29 = fields.BigIntField(db_index=True)
    #: Images that it was measured on, and all measurements.
    num_images = fields.IntField(default=0)
    num_measurements = fields.IntField(default=0)
    latest_image: fields.ForeignKeyNullableRelation[Image] = fields.ForeignKeyField(
        "models.Image", related_name="latest_of", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    latest_image_id: int | None
    #: Weighted scatter; null with fewer than two measurements.
    eta = fields.FloatField(null=True)
    #: Scatter (population) by mean; null with fewer than two measurements, or without a positive mean.
    v = fields.FloatField(null=True)
    chi_squared_reduced = fields.FloatField(null=True)
    #: Mean flux and greatest peak, in Jy and Jy/beam.
    mean_flux_jy = fields.FloatField(null=True)
    peak_flux_jy = fields.FloatField(null=True)
    first_mjd = fields.FloatField(null=True)
    last_mjd = fields.FloatField(null=True)
    #: What the statistics above are made of, so that measurements can be added without reading those that are there:
    #: sum of squared deviations of the fluxes from their mean, …
    flux_m2 = fields.FloatField(default=0.0)
    #: … number of those with an error above 0, sum of their weights (1/error²), weighted mean in Jy, weighted sum of
    #: squared deviations, …
    weighted_count = fields.IntField(default=0)
    weight_sum = fields.FloatField(default=0.0)
    weighted_mean_jy = fields.FloatField(default=0.0)
    weighted_m2 = fields.FloatField(default=0.0)
    #: … and length of the sum of their weighted unit vectors.
    position_weight = fields.FloatField(default=0.0)

    objects = SourceManager()

    class Meta:
        table = "source"


class Photometry(Model):
    """One measurement of flux: of a source on an image."""

    id = fields.BigIntField(primary_key=True)
    source: fields.ForeignKeyNullableRelation[Source] = fields.ForeignKeyField(
        "models.Source", related_name="photometry", on_delete=fields.RESTRICT, null=True
    )
    source_id: str | None
    image_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="photometry", on_delete=fields.RESTRICT, db_index=True
    )
    image_path_id: int
    #: In degrees (ICRS).
    ra_deg = fields.FloatField()
    dec_deg = fields.FloatField()
    #: Of the catalogue, in mJy.
    nvss_flux_mjy = fields.FloatField(null=True)
    #: In Jy/beam.
    peak_jyb = fields.FloatField()
    peak_err_jyb = fields.FloatField(null=True)
    #: Integrated, in Jy.
    flux_jy = fields.FloatField(null=True)
    flux_err_jy = fields.FloatField(null=True)
    normalized_flux_jy = fields.FloatField(null=True)
    normalized_flux_err_jy = fields.FloatField(null=True)
    measured_at = fields.DatetimeField()
    #: In days.
    mjd = fields.FloatField(null=True)
    mosaic_path = fields.CharField(max_length=1000, null=True)
    snr = fields.FloatField(null=True)
    #: From the image's centre.
    sep_from_center_deg = fields.FloatField(null=True)
    #: Bit mask.
    flags = fields.IntField(default=0)

    objects = PhotometryManager()

    class Meta:
        table = "photometry"
        indexes = (("source_id", "mjd", "id"), ("source_id", "image_path_id", "measured_at"))
