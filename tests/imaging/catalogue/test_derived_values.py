"""Derived values, compared with those of the pipeline's own code."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.imaging.catalogue import grades, links, run_ids, run_status, summaries
from project.imaging.catalogue.grades import Grade, worst_grade

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6)
PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("stage", "grade"),
    [
        *(("imaged", "good"), ("mosaicked", "good"), ("cataloged", "good"), ("calibrated", "warn")),
        *((stage, "fail") for stage in ("converted", "ingested", "", None, "Imaged", "catalogued", " imaged")),
    ],
)
def test_the_grade_is_that_of_the_stage(stage: str | None, grade: str) -> None:
    assert grades.grade(stage) == grade


@pytest.mark.parametrize(
    ("grades", "worst"),
    [
        ([], None),
        ([None], None),
        (["good", None], "good"),
        (["good", "warn"], "warn"),
        (["warn", "fail", "good"], "fail"),
        (["good", "warn", "good"], "warn"),
    ],
)
def test_the_worst_grade_is_not_the_last_of_the_alphabet(grades: list[Grade | None], worst: Grade | None) -> None:
    assert worst_grade(grades) == worst


@pytest.mark.parametrize(
    ("values", "summary"),
    [
        ((0.00042, 1180.4, 13.42), 'RMS 0.42 mJy, DR 1180, Beam 13.4"'),
        ((0.000985, None, None), "RMS 0.98 mJy"),
        ((None, 99.5, None), "DR 100"),
        ((None, 0.5, None), "DR 0"),
        ((None, 1.5, None), "DR 2"),
        ((None, None, 15.05), 'Beam 15.1"'),
        ((None, None, 0.25), 'Beam 0.2"'),
        ((0.0034, 88.0, 28.9), 'RMS 3.40 mJy, DR 88, Beam 28.9"'),
        ((0.0, 0.0, 0.0), 'RMS 0.00 mJy, DR 0, Beam 0.0"'),
        ((None, None, None), "No QA metrics available"),
    ],
)
def test_the_summary_of_an_image(values: Any, summary: str) -> None:
    assert summaries.image_summary(*values) == summary


@given(NUMBERS, NUMBERS, NUMBERS)
def test_numbers_are_rounded_by_their_binary_value(noise: float, dynamic_range: float, beam: float) -> None:
    def rounded(value: float, places: str) -> Decimal:
        return Decimal(value).quantize(Decimal(places), ROUND_HALF_EVEN)

    rms, peak, major = summaries.image_summary(noise, dynamic_range, beam).split(", ")

    assert Decimal(rms.split()[1]) == rounded(noise * 1000, "0.01")
    assert Decimal(peak.split()[1]) == rounded(dynamic_range, "1")
    assert Decimal(major.split()[1].rstrip('"')) == rounded(beam, "0.1")


@pytest.mark.parametrize(
    ("cal_applied", "stage", "summary"),
    [
        (True, "imaged", "Calibrated, Stage: imaged"),
        (True, None, "Calibrated"),
        (False, "converted", "Stage: converted"),
        (False, "", "No QA info"),
        (False, None, "No QA info"),
    ],
)
def test_the_summary_of_a_measurement_set(cal_applied: bool, stage: str | None, summary: str) -> None:
    assert summaries.measurement_set_summary(cal_applied, stage) == summary


@pytest.mark.parametrize(
    ("path", "run_id"),
    [
        ("/stage/ms/2025-10-02T13:49:06.ms", "job-2025-10-02-134906"),
        ("/stage/ms/mosaic_0834_epoch1.ms", "job-mosaic_0834_epoch1"),
        ("2026-01-30T01:02:03.456.sb00.ms", "job-2026-01-30-010203"),
        ("/a/2026-01-30T01:02:03Tx.ms", "job-2026-01-30-010203"),
        ("/a/2026-01-30T01:02:03", "job-2026-01-30-010203"),
        ("/a/NEWTARGET.ms", "job-NEW-ARGE"),
        ("/a/T.ms", "job--"),
        ("/a/nothing", "job-nothing"),
        ("/a/b.c/two.dots.ms", "job-two.dots"),
        ("/a/.hidden", "job-.hidden"),
        ("/a/b.ms/", "job-b"),
        ("/", "job-"),
    ],
)
def test_a_run_is_named_after_its_measurement_set(path: str, run_id: str) -> None:
    assert run_ids.run_id(path) == run_id


@given(PATHS.filter(lambda path: PurePosixPath(path).name != ""))
def test_every_path_has_a_run_and_folders_do_not_matter(path: str) -> None:
    name = run_ids.run_id(path)

    assert name.startswith("job-")
    assert name == run_ids.run_id(f"/T/{PurePosixPath(path).name}")


@pytest.mark.parametrize(
    ("noise", "dynamic_range", "warnings"),
    [
        (0.01, 100.0, []),
        (0.010001, 99.999, ["High noise level detected", "Low dynamic range"]),
        (0.0, 0.0, ["Low dynamic range"]),
        (None, None, []),
        (5.0, None, ["High noise level detected"]),
    ],
)
def test_warnings_begin_beyond_their_bounds(noise: Any, dynamic_range: Any, warnings: list[str]) -> None:
    assert summaries.image_warnings(noise, dynamic_range) == warnings


@pytest.mark.parametrize(
    ("queue", "ms", "status"),
    [
        ("failed", "completed", "failed"),
        ("pending", "failed", "pending"),
        (None, "failed", "failed"),
        (None, "pending", "pending"),
        (None, "processing", "running"),
        (None, "running", "running"),
        (None, "done", "completed"),
        (None, "", "completed"),
        (None, None, "completed"),
    ],
)
def test_the_queue_takes_precedence_for_the_status(queue: Any, ms: str | None, status: str) -> None:
    assert run_status.job_status(queue, ms) == status


@pytest.mark.parametrize(
    ("params", "config"),
    [
        ({"config": {"niter": 1}, "other": 2}, {"niter": 1}),
        ({"niter": 1}, {"niter": 1}),
        ({"config": {}}, {}),
        ({"config": 3}, {"config": 3}),
        ({}, {}),
        (None, {}),
        ([1], {}),
        ("text", {}),
    ],
)
def test_the_configuration_is_part_of_the_parameters_or_all(params: Any, config: dict[str, Any]) -> None:
    assert run_status.config_of(params) == config


@given(PATHS)
def test_a_path_in_a_url_is_one_segment_and_comes_back(path: str) -> None:
    written = links.measurement_set_url(path).removeprefix("/api/ms/").removesuffix("/metadata")

    assert "/" not in written
    assert unquote(written) == path


def test_a_link_is_written_as_the_clients_write_it() -> None:
    url = links.measurement_set_url("/stage/night 22/2025-10-02T13:49:06~(a)+b.ms")

    assert url == "/api/ms/%2Fstage%2Fnight%2022%2F2025-10-02T13%3A49%3A06~%28a%29%2Bb.ms/metadata"
    assert links.qa_url("ms", "/a") == "/api/qa/ms/%2Fa"
    assert links.qa_url("image", "7") == "/api/qa/image/7"
    assert links.image_url(None) is None
    assert links.image_url(0) == "/api/images/0"


def test_flags_include_known_values_and_zero() -> None:
    flags = summaries.quality_flags("calibration_qa", overall_quality=None, flags_total=0.0)

    assert flags == [{"rule": "flags_total", "value": 0.0, "source": "calibration_qa"}]
