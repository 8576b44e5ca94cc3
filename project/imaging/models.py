from __future__ import annotations

from typing import Any

from tortoise import fields, timezone
from tortoise.models import Model

from project.core.fields import DocumentField, PartialIndex
from project.imaging.managers import (
    BatchJobManager,
    CalibrationQAManager,
    CalibrationTableManager,
    ImageManager,
    ImageQAManager,
    JobManager,
    MeasurementSetManager,
    PhotometryManager,
    ProductPathManager,
    QAFlagManager,
    SourceManager,
)


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
        indexes = (("created_at", "id"), ("path_id", "created_at"), ("ms_path_id", "created_at"))


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


class Job(Model):
    """A run in the queue: the pipeline's own, or one that was asked for here and is taken by a worker."""

    id = fields.BigIntField(primary_key=True)
    type = fields.CharField(max_length=50)
    #: pending, running, completed or failed.
    status = fields.CharField(max_length=20, default="pending")
    ms_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="jobs", on_delete=fields.RESTRICT, db_index=True
    )
    ms_path_id: int
    run_id = fields.CharField(max_length=1000, null=True)
    params: Any = DocumentField(null=True)
    #: Of a run that was asked for here: what its command printed, the end of it.
    logs = fields.TextField(default="")
    artifacts: Any = DocumentField(default=list)
    created_at = fields.DatetimeField(default=timezone.now)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    #: `job_` and 12 hexadecimal digits, of a run that was asked for here; null for the pipeline's own.
    key = fields.CharField(max_length=20, null=True, unique=True)
    #: How often a worker has taken it, and when one last said that it is at it.
    attempts = fields.SmallIntField(default=0)
    heartbeat_at = fields.DatetimeField(null=True)
    exit_code = fields.IntField(null=True)

    objects = JobManager()

    class Meta:
        table = "job"
        indexes = (
            ("run_id", "created_at"),
            PartialIndex(
                fields=("id",), name="job_to_take", condition="key IS NOT NULL AND status IN ('pending', 'running')"
            ),
        )


class CalibrationTable(Model):
    """A file of calibration solutions."""

    id = fields.BigIntField(primary_key=True)
    set_name = fields.CharField(max_length=200)
    path = fields.CharField(max_length=1000, unique=True)
    #: K, BA, BP, GA, GP, 2G, FLUX: free text of the pipeline.
    table_type = fields.CharField(max_length=20)
    #: Of application: the lower the earlier.
    order_index = fields.IntField()
    cal_field = fields.CharField(max_length=200, null=True)
    #: Reference antenna.
    refant = fields.CharField(max_length=50, null=True)
    created_at = fields.DatetimeField(default=timezone.now)
    valid_start_mjd = fields.FloatField(null=True)
    valid_end_mjd = fields.FloatField(null=True)
    #: active, retired or failed.
    status = fields.CharField(max_length=20, default="active")
    notes = fields.TextField(null=True)
    source_ms_path: fields.ForeignKeyNullableRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="calibration_tables", on_delete=fields.RESTRICT, null=True
    )
    source_ms_path_id: int | None
    solver_command = fields.TextField(null=True)
    solver_version = fields.CharField(max_length=100, null=True)
    solver_params: Any = DocumentField(null=True)
    quality_metrics: Any = DocumentField(null=True)

    objects = CalibrationTableManager()

    class Meta:
        table = "calibration_table"
        indexes = (("source_ms_path_id", "order_index"),)


class CalibrationQA(Model):
    """One assessment of a measurement set's calibration; the newest counts."""

    id = fields.BigIntField(primary_key=True)
    ms_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="calibration_qa", on_delete=fields.RESTRICT
    )
    ms_path_id: int
    #: In the pipeline's own numbering, which is not this service's.
    job_id = fields.BigIntField(null=True)
    #: JSON as the pipeline wrote it.
    k_metrics = fields.TextField(null=True)
    bp_metrics = fields.TextField(null=True)
    g_metrics = fields.TextField(null=True)
    per_spw_stats = fields.TextField(null=True)
    #: excellent, good, marginal, poor or unknown: free text of the pipeline.
    overall_quality = fields.CharField(max_length=50, null=True)
    #: Mean flagged fraction, 0 to 1.
    flags_total = fields.FloatField(null=True)
    assessed_at = fields.DatetimeField()

    objects = CalibrationQAManager()

    class Meta:
        table = "calibration_qa"
        indexes = (("ms_path_id", "assessed_at"),)


class ImageQA(Model):
    """One assessment of an image; the newest counts."""

    id = fields.BigIntField(primary_key=True)
    image_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="image_qa", on_delete=fields.RESTRICT
    )
    image_path_id: int
    ms_path: fields.ForeignKeyRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="image_qa_made_from", on_delete=fields.RESTRICT, db_index=True
    )
    ms_path_id: int
    #: In the pipeline's own numbering, which is not this service's.
    job_id = fields.BigIntField(null=True)
    #: In Jy/beam.
    rms_noise = fields.FloatField(null=True)
    #: In Jy.
    peak_flux = fields.FloatField(null=True)
    dynamic_range = fields.FloatField(null=True)
    #: In arcsec, and degrees east of north.
    beam_major = fields.FloatField(null=True)
    beam_minor = fields.FloatField(null=True)
    beam_pa = fields.FloatField(null=True)
    num_sources = fields.IntField(null=True)
    thumbnail_path = fields.CharField(max_length=1000, null=True)
    overall_quality = fields.CharField(max_length=50, null=True)
    assessed_at = fields.DatetimeField()

    objects = ImageQAManager()

    class Meta:
        table = "image_qa"
        indexes = (("image_path_id", "assessed_at"),)


class QAFlag(Model):
    """A remark on the quality of an image or a measurement set."""

    id = fields.BigIntField(primary_key=True)
    image_path: fields.ForeignKeyNullableRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="qa_flags", on_delete=fields.RESTRICT, null=True
    )
    image_path_id: int | None
    ms_path: fields.ForeignKeyNullableRelation[ProductPath] = fields.ForeignKeyField(
        "models.ProductPath", related_name="qa_flags_made_from", on_delete=fields.RESTRICT, null=True
    )
    ms_path_id: int | None
    #: All that the pipeline says of it.
    details: Any = DocumentField(default=dict)
    raised_at = fields.DatetimeField()

    objects = QAFlagManager()

    class Meta:
        table = "qa_flag"
        indexes = (("image_path_id", "raised_at"), ("ms_path_id", "raised_at"))


class BatchJob(Model):
    """Many items worked on as one, by the pipeline. Only counted here."""

    id = fields.BigIntField(primary_key=True)
    type = fields.CharField(max_length=100)
    created_at = fields.DatetimeField(default=timezone.now)
    #: pending, running, completed or failed: free text of the pipeline.
    status = fields.CharField(max_length=50, null=True)
    total_items = fields.IntField()
    completed_items = fields.IntField(default=0)
    failed_items = fields.IntField(default=0)
    params: Any = DocumentField(null=True)

    objects = BatchJobManager()

    class Meta:
        table = "batch_job"
        indexes = (("type", "created_at"),)
