"""The collections of the pipeline's records."""

from __future__ import annotations

from project.imaging.ingest.collection import RecordCollection
from project.imaging.ingest.records.photometry import PhotometryRecord, SourceRecord
from project.imaging.ingest.records.products import CalibrationTableRecord, ImageRecord, MeasurementSetRecord
from project.imaging.ingest.records.quality import CalibrationQARecord, ImageQARecord, QAFlagRecord
from project.imaging.ingest.records.runs import BatchJobRecord, JobRecord


def _unless_null(**values: str) -> dict[str, str]:
    return {name: f"coalesce(s.{name}, {value})" for name, value in values.items()}


#: Measurements without a source. All of an image may have one time, so read them once for the whole block.
MATCH_WITHOUT_SOURCE = """
UPDATE staged_photometry s SET target = t.id FROM (
    SELECT min(id) AS id, image_path_id, measured_at, ra_deg, dec_deg FROM photometry
    WHERE source_id IS NULL AND image_path_id = ANY(
        ARRAY(SELECT DISTINCT image_path_id FROM staged_photometry WHERE source_id IS NULL AND id IS NULL)
    ) GROUP BY image_path_id, measured_at, ra_deg, dec_deg
) t WHERE s.source_id IS NULL AND s.id IS NULL AND (s.image_path_id, s.measured_at, s.ra_deg, s.dec_deg)
    = (t.image_path_id, t.measured_at, t.ra_deg, t.dec_deg)
"""
IMAGES = RecordCollection(
    ImageRecord,
    "image",
    same=["t.path_id = s.path_id AND t.created_at = s.created_at"],
    key=["path", "created_at"],
    returning="old.path_id AS before",
    derived=["run_id", "hpx29"],
)
PHOTOMETRY = RecordCollection(
    PhotometryRecord,
    "photometry",
    same=["t.source_id = s.source_id AND t.image_path_id = s.image_path_id AND t.measured_at = s.measured_at"],
    match_also=MATCH_WITHOUT_SOURCE,
    path_column="image_path_id",
    key=["source_id", "image_path", "measured_at", "position"],
    returning="old.source_id AS before, t.source_id AS after",
)
SOURCES = RecordCollection(SourceRecord, "source", same=["t.id = s.id"], key=["source_id"], renamed={"source_id": "id"})
#: In the order of storing.
COLLECTIONS = (
    RecordCollection(
        MeasurementSetRecord,
        "measurement_set",
        same=["t.path_id = s.path_id"],
        key=["path"],
        merged=True,
        new=_unless_null(cal_applied="false")
        | {"stage_updated_at": "coalesce(s.stage_updated_at, CASE WHEN s.stage IS NOT NULL THEN now() END)"},
        changed={
            "stage_updated_at": (
                "coalesce(s.stage_updated_at, CASE WHEN s.stage IS NOT NULL THEN now() END, t.stage_updated_at)"
            )
        },
        derived=["run_id"],
    ),
    IMAGES,
    PHOTOMETRY,
    RecordCollection(
        JobRecord,
        "job",
        same=[
            "t.ms_path_id = s.ms_path_id AND t.created_at = s.created_at AND t.type = s.type"
            " AND t.run_id IS NOT DISTINCT FROM s.run_id"
        ],
        key=["ms_path", "created_at", "type", "run_id"],
        merged=True,
        new=_unless_null(status="'pending'", logs="''", artifacts="'[]'", created_at="now()"),
    ),
    RecordCollection(
        CalibrationTableRecord,
        "calibration_table",
        same=["t.path = s.path"],
        key=["path"],
        id_is_proposal=True,
        new=_unless_null(created_at="now()"),
        changed=_unless_null(created_at="now()"),
        compared=_unless_null(created_at="t.created_at"),
    ),
    RecordCollection(
        CalibrationQARecord,
        "calibration_qa",
        same=["t.ms_path_id = s.ms_path_id AND t.assessed_at = s.assessed_at"],
        key=["ms_path", "timestamp"],
        renamed={"timestamp": "assessed_at"},
    ),
    RecordCollection(
        ImageQARecord,
        "image_qa",
        same=["t.image_path_id = s.image_path_id AND t.assessed_at = s.assessed_at"],
        key=["image_path", "timestamp"],
        renamed={"timestamp": "assessed_at"},
    ),
    RecordCollection(
        QAFlagRecord,
        "qa_flag",
        same=[
            "t.image_path_id = s.image_path_id AND t.ms_path_id IS NOT DISTINCT FROM s.ms_path_id"
            " AND t.raised_at = s.raised_at AND t.details::text = s.details::text",
            "t.ms_path_id = s.ms_path_id AND t.image_path_id IS NULL AND s.image_path_id IS NULL"
            " AND t.raised_at = s.raised_at AND t.details::text = s.details::text",
        ],
        key=["image_path", "ms_path", "timestamp", "text"],
        renamed={"timestamp": "raised_at"},
    ),
    RecordCollection(
        BatchJobRecord,
        "batch_job",
        same=["t.type = s.type AND t.created_at = s.created_at"],
        key=["type", "created_at"],
        merged=True,
        new=_unless_null(completed_items="0", failed_items="0", created_at="now()"),
    ),
    SOURCES,
)
BY_NAME = {collection.name: collection for collection in COLLECTIONS}
