from __future__ import annotations

from typing import Any

from tortoise import fields, timezone
from tortoise.models import Model

from project.core.db.fields import DocumentField
from project.core.db.managers import Manager
from project.imaging.models.products import ProductPath


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

    objects: Manager[CalibrationTable] = Manager()

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

    objects: Manager[CalibrationQA] = Manager()

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

    objects: Manager[ImageQA] = Manager()

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

    objects: Manager[QAFlag] = Manager()

    class Meta:
        table = "qa_flag"
        indexes = (("image_path_id", "raised_at"), ("ms_path_id", "raised_at"))
