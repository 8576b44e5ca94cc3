"""What follows from a product's record by the pipeline's rules: grades, summaries, names of runs, links. No database.

Each rule stands here once. Where PostgreSQL writes the answer, its SQL is made of the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

from project.core.json_text import TIME, TIME_TEXT

Grade = Literal["good", "warn", "fail"]
JobStatus = Literal["pending", "running", "completed", "failed"]

#: By the stage of the measurement set; any other one, or none, is a fail.
GRADES: dict[str, Grade] = {"imaged": "good", "mosaicked": "good", "cataloged": "good", "calibrated": "warn"}
#: The worst first.
GRADE_ORDER: tuple[Grade, ...] = ("fail", "warn", "good")
#: By the status of the measurement set, where the queue has no record of the run; any other one means completed.
JOB_STATUSES: dict[str, JobStatus] = {
    "failed": "failed",
    "pending": "pending",
    "running": "running",
    "processing": "running",
}
#: A job of this status has not finished.
UNFINISHED: tuple[JobStatus, ...] = ("pending", "running")

#: In Jy/beam; above it the noise is called high.
HIGH_NOISE_JY = 0.01
#: Below it a dynamic range is called low.
LOW_DYNAMIC_RANGE = 100


def grade(stage: str | None) -> Grade:
    return GRADES.get(stage or "", "fail")


def worst_grade(grades: Iterable[Grade | None]) -> Grade | None:
    """Of several images; None where none of them has a grade."""
    found = set(grades)
    return next((one for one in GRADE_ORDER if one in found), None)


def image_summary(noise_jy: float | None, dynamic_range: float | None, beam_major_arcsec: float | None) -> str:
    """Noise (given in Jy/beam) in mJy, dynamic range and beam, as far as they are known: `RMS 0.42 mJy, DR 1180`."""
    parts = [
        None if noise_jy is None else f"RMS {noise_jy * 1000:.2f} mJy",
        None if dynamic_range is None else f"DR {dynamic_range:.0f}",
        None if beam_major_arcsec is None else f'Beam {beam_major_arcsec:.1f}"',
    ]
    return ", ".join(filter(None, parts)) or "No QA metrics available"


def measurement_set_summary(cal_applied: bool, stage: str | None) -> str:
    parts = [*(["Calibrated"] if cal_applied else []), *([f"Stage: {stage}"] if stage else [])]
    return ", ".join(parts) or "No QA info"


def job_summary(stage: str | None) -> str:
    return measurement_set_summary(False, stage)


def image_warnings(noise_jy: float | None, dynamic_range: float | None) -> list[str]:
    noisy = noise_jy is not None and noise_jy > HIGH_NOISE_JY
    low = dynamic_range is not None and dynamic_range < LOW_DYNAMIC_RANGE
    return ["High noise level detected"] * noisy + ["Low dynamic range"] * low


def run_id(ms_path: str) -> str:
    """The name of the run that worked on a measurement set.

    `2025-10-02T13:49:06.ms` is of `job-2025-10-02-134906`, `mosaic_epoch1.ms` of `job-mosaic_epoch1`.
    """
    name = PurePosixPath(ms_path).stem
    date, mark, rest = name.partition("T")
    if not mark:
        return f"job-{name}"
    time = rest.partition("T")[0].replace(":", "").partition(".")[0]
    return f"job-{date}-{time}"


def job_status(queue_status: JobStatus | None, ms_status: str | None) -> JobStatus:
    """The queue's word, and without one that of the measurement set."""
    return queue_status or JOB_STATUSES.get(ms_status or "", "completed")


def job_finished_at(
    status: JobStatus, queue_status: JobStatus | None, queue_finished_at: datetime | None, processed_at: datetime | None
) -> datetime | None:
    """The queue's time, and without its word the time of processing; null as long as the run has not finished."""
    if status in UNFINISHED:
        return None
    return processed_at if queue_status is None else queue_finished_at


def config_of(params: Any) -> dict[str, Any]:
    """What a run was configured with: the `config` among its parameters, or all of them."""
    known = params if isinstance(params, Mapping) else {}
    config = known.get("config")
    return dict(config) if isinstance(config, Mapping) else dict(known)


def path_in_url(path: str) -> str:
    """As JavaScript's encodeURIComponent writes it, or nearly: only letters, digits and `_.-~` stay."""
    return quote(path, safe="")


def logs_url(name: str) -> str:
    """Of a run."""
    return f"/api/logs/{name}"


def qa_url(kind: Literal["image", "job", "ms"], name: str) -> str:
    return f"/api/qa/{kind}/{path_in_url(name) if kind == 'ms' else name}"


def measurement_set_url(path: str) -> str:
    return f"/api/ms/{path_in_url(path)}/metadata"


def image_url(image_id: int | None) -> str | None:
    return None if image_id is None else f"/api/images/{image_id}"


def quality_flags(source: str, **values: Any) -> list[dict[str, Any]]:
    """A flag for each value that is known, by its rule's name."""
    return [{"rule": rule, "value": value, "source": source} for rule, value in values.items() if value is not None]


def remark_flags(remarks: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"source": "qa_flags", "details": details} for details in remarks]


def _cases(column: str, words: Mapping[str, str], otherwise: str) -> str:
    cases = " ".join(f"WHEN '{word}' THEN '{meaning}'" for word, meaning in words.items())
    return f"CASE {column} {cases} ELSE '{otherwise}' END"


def instant_sql(sql: str) -> str:
    """SQL of an instant's text on the wire."""
    return f"(SELECT {TIME.format('t')} FROM (SELECT {TIME_TEXT.format(sql)} AS t OFFSET 0) instant)"


def grade_sql(ms: str) -> str:
    """SQL of the grade by a row of measurement sets: null where a join has found none."""
    return f"CASE WHEN {ms}.id IS NOT NULL THEN {_cases(f'{ms}.stage', GRADES, 'fail')} END"


PATH_SQL = "(SELECT path FROM product_path WHERE id = {row}.path_id)"
#: Of an image: null where its measurement set is not known.
IMAGE_GRADE_SQL = f"(SELECT {grade_sql('m')} FROM measurement_set m WHERE m.path_id = {{row}}.ms_path_id)"
_QUEUED = "(SELECT {what} FROM job j WHERE j.run_id = {{row}}.run_id ORDER BY j.created_at DESC, j.id DESC LIMIT 1)"
_OWN_STATUS = _cases("{row}.status", JOB_STATUSES, "completed")
#: Of a measurement set: the state of the run that worked on it.
JOB_STATUS_SQL = f"coalesce({_QUEUED.format(what='j.status')}, {_OWN_STATUS})"
JOB_STARTED_SQL = instant_sql(f"coalesce({_QUEUED.format(what='j.started_at')}, {{row}}.processed_at)")
_UNFINISHED = ", ".join(f"'{status}'" for status in UNFINISHED)
JOB_FINISHED_SQL = instant_sql(
    "CASE WHEN EXISTS (SELECT FROM job j WHERE j.run_id = {row}.run_id) THEN "
    + _QUEUED.format(what=f"CASE WHEN j.status NOT IN ({_UNFINISHED}) THEN j.finished_at END")
    + f" WHEN {_OWN_STATUS} NOT IN ({_UNFINISHED}) THEN {{row}}.processed_at END"
)
