import csv
import json
import uuid
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.assessments.exports.csv_lines import BYTE_ORDER_MARK
from project.assessments.exports.session_result import SessionResult, session_result, session_status
from project.assessments.exports.sessions_csv import CSV_COLUMNS, csv_header, csv_row
from project.assessments.exports.tasks_csv import tasks_csv
from project.assessments.grading.tasks import TaskResult
from project.assessments.models import Session
from project.assessments.reports.facts import SessionFacts
from project.assessments.reports.report import Report, build_report
from project.core.http.csv_cells import safe_cell

SESSION_ID = uuid.UUID("01938f00-0000-7000-8000-000000000001")
STARTED_AT = datetime(2026, 11, 21, 3, 8, tzinfo=UTC)
WALK = TaskResult("walk", "success", {"walkScore": 2, "stepCount": 12.0}, 9.5, "steady")
ONE_LEG = TaskResult("one_leg", "failed", {"oneLegScore": 1, "holdTime": 2.05}, 15)
LOST = TaskResult("jump", "failed", {}, 30)
plain_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=40)


SAM = Session(
    id=SESSION_ID, display_id=1234, child_name="Sam", child_age=8, child_height_cm=130.5, child_weight_kg=28,
    child_gender="", child_notes="born early", started_at=STARTED_AT,
)  # fmt: skip
SAM.parent_session_id = None


def report(*tasks: TaskResult) -> Report:
    return build_report(SessionFacts("Sam", 8, 130.5, 28, "", STARTED_AT, "initial", "born early"), tasks)


def table(*tasks: TaskResult) -> bytes:
    return tasks_csv(SAM, report(*tasks))


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def exported(*tasks: TaskResult) -> SessionResult:
    return session_result(SAM, report(*tasks))


def test_the_columns_are_task_score_notes_and_metrics_in_order_of_first_appearance() -> None:
    again = TaskResult("walk", "success", {"stepCount": 3, "trunkSway": 4})

    assert rows_of(table(WALK, ONE_LEG, again))[0] == [
        *("Task", "Score", "Notes"),
        *("walkScore", "stepCount", "oneLegScore", "holdTime", "trunkSway"),
    ]


def test_a_metric_is_in_its_column_and_others_are_empty() -> None:
    assert rows_of(table(WALK, ONE_LEG))[1:3] == [
        ["walk", "2", "steady", "2", "12", "", ""],
        ["one_leg", "1", "", "", "", "1", "2.05"],
    ]


def test_a_blank_line_and_the_three_rows_of_the_whole_end_the_file() -> None:
    assert rows_of(table(WALK, ONE_LEG))[3:7] == [
        [],
        ["Overall", "normal", "no task scored 0 and more than 71 % of the possible points"],
        ["Total Score", "3/4"],
        ["Percentage", "75%"],
    ]


@pytest.mark.parametrize(("score", "percentage"), [(1, "63%"), (0, "50%")])
def test_the_percentage_is_whole_and_rounded_half_up(score: int, percentage: str) -> None:
    tasks = [TaskResult(name, "success", {"score": 1}) for name in ("walk", "jump", "tiptoe")]
    last = TaskResult("squat", "success", {"score": score + 1})

    assert ["Percentage", percentage] in rows_of(table(*tasks, last))


def test_without_tasks_the_file_says_no_data() -> None:
    assert rows_of(table())[2:5] == [
        ["Overall", "no data", "no data: no task could be scored"],
        ["Total Score", "0/0"],
        ["Percentage", "no data"],
    ]


def test_a_task_without_a_score_leaves_the_cell_empty() -> None:
    assert rows_of(table(TaskResult("touch_shoulder", "pending", {})))[1] == ["touch_shoulder", "", ""]


def test_metric_values_keep_all_their_digits() -> None:
    task = TaskResult("walk", "success", {"a": 171.24657534246575, "b": 162.40000000000003})

    assert rows_of(table(task))[1][3:] == ["171.24657534246575", "162.40000000000003"]


def test_the_file_begins_with_a_byte_order_mark() -> None:
    assert table().startswith(b"\xef\xbb\xbf")


def test_quotes_are_doubled_and_commas_and_line_ends_survive() -> None:
    notes = 'said "ouch", then\nstopped; ليلى'
    content = table(TaskResult("walk", "success", {}, notes=notes))

    assert '"said ""ouch"", then\nstopped; ليلى"' in content.decode()
    assert rows_of(content)[1][2] == notes


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\ufeff=1", "＝1", "=cmd|' /C calc'!A0"],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-5", "+3.25", "12", "a=b", "", "ليلى", -9, -0.5, 7])
def test_numbers_and_harmless_text_stay_as_they_are(value: str | float) -> None:
    assert safe_cell(value) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_leave_the_cell_empty(value: float) -> None:
    assert safe_cell(value) is None


def test_names_of_tasks_and_metrics_are_guarded_too() -> None:
    rows = rows_of(table(TaskResult("=1", "success", {"@m": -1.5})))

    assert (rows[0][3], rows[1][0], rows[1][3]) == ("'@m", "'=1", "-1.5")


@given(plain_text, st.floats(allow_nan=False, allow_infinity=False))
def test_a_row_read_again_gives_its_values_back(notes: str, value: float) -> None:
    row = rows_of(table(TaskResult("walk", "success", {"m": value}, notes=notes)))[1]

    assert (row[2].removeprefix("'"), float(row[3])) == (notes.removeprefix("'"), value)


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = str(safe_cell(text)).lstrip()

    assert cell[:1] not in {"=", "@", "+", "-"} or cell.lstrip("+-").replace(".", "").isdecimal()


def test_the_header_names_the_columns_after_the_mark() -> None:
    assert csv_header() == BYTE_ORDER_MARK + ",".join(f'"{name}"' for name in CSV_COLUMNS) + "\r\n"


def test_a_session_is_one_line_in_the_order_of_the_columns() -> None:
    session = {
        "id": SESSION_ID,
        "display_id": 1234,
        "child_name": "ليلى, الحداد",
        "child_height_cm": 130.5,
        "started_at": STARTED_AT,
        "risk_level": None,
        "task_count": 6,
        "surplus": "not a column",
    }

    row = dict(zip(CSV_COLUMNS, next(csv.reader([csv_row(session)])), strict=True))

    assert {name: value for name, value in row.items() if value} == {
        "id": str(SESSION_ID),
        "display_id": "1234",
        "child_name": "ليلى, الحداد",
        "child_height_cm": "130.5",
        "started_at": "2026-11-21T03:08:00+00:00",
        "task_count": "6",
    }


def test_a_childs_name_cannot_become_a_formula() -> None:
    assert '"\'=HYPERLINK(""http://x"")"' in csv_row({"child_name": '=HYPERLINK("http://x")'})


def test_a_session_with_line_ends_in_its_notes_is_read_as_one() -> None:
    line = csv_row({"child_notes": "a\r\nb"})

    assert len(list(csv.reader(StringIO(line, newline="")))) == 1


def test_the_json_holds_child_tasks_and_overall() -> None:
    result = exported(WALK, ONE_LEG)

    assert (result.session_id, result.display_id, result.child_name) == (str(SESSION_ID), 1234, "Sam")
    assert result.started_at == "2026-11-21T03:08:00+00:00"
    assert [(task.task_name, task.score, task.metrics) for task in result.tasks] == [
        ("walk", 2, WALK.metrics),
        ("one_leg", 1, ONE_LEG.metrics),
    ]


def test_the_overall_block_is_the_composite_summary() -> None:
    overall = exported(WALK, ONE_LEG).overall

    assert (overall.total_score, overall.max_possible_score) == (3, 4)
    assert (overall.percentage_score, overall.average_score) == (75, 1.5)
    assert (overall.risk_category, overall.risk_level) == ("normal", "normal")


@pytest.mark.parametrize(
    ("score", "category", "level"), [(2, "normal", "normal"), (1, "borderline", "monitor"), (0, "high-risk", "high")]
)
def test_the_risk_is_given_in_both_vocabularies(score: int, category: str, level: str) -> None:
    overall = exported(TaskResult("walk", "success", {"score": score})).overall

    assert (overall.risk_category, overall.risk_level) == (category, level)


@pytest.mark.parametrize(
    ("tasks", "status"),
    [
        ([], "abandoned"),
        ([LOST], "abandoned"),
        ([TaskResult("walk", "pending", {})], "abandoned"),
        ([WALK, LOST], "partial"),
        ([WALK], "completed"),
        ([LOST, TaskResult("jump", "success", {"jumpScore": 2})], "completed"),
        ([TaskResult("one_leg", "failed", {"holdTime": 4, "swayIndex": 0.1})], "completed"),
    ],
)
def test_the_status_says_how_many_tasks_succeeded(tasks: list[TaskResult], status: str) -> None:
    assert session_status(report(*tasks).tasks) == status


@given(st.floats(), st.floats(allow_nan=False))
def test_the_result_is_always_valid_json(value: float, duration: float) -> None:
    task = TaskResult("one_leg", "pending", {"holdTime": 1, "other": value}, duration, id=SESSION_ID)

    assert json.loads(json.dumps(exported(task).model_dump(), allow_nan=False))["tasks"][0]["id"] == str(SESSION_ID)
