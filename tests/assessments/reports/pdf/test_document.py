from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from project.assessments.grading.tasks import TaskResult
from project.assessments.reports.facts import SessionFacts
from project.assessments.reports.pdf.document import render_report
from project.assessments.reports.pdf.fonts import BOLD, PLAIN
from project.assessments.reports.pdf.pages import ROOM_FIRST, ROOM_SECOND, fair_shares
from project.assessments.reports.pdf.script import MISSING, paragraphs, visual
from project.assessments.reports.pdf.typography import fit, wrap
from project.assessments.reports.report import build_report
from project.assessments.schemas.reports import ReportOut

PRINTED_AT = datetime(2026, 11, 21, 3, 8, tzinfo=UTC)
WALK = TaskResult("walk", "success", {"walkScore": 2, "stepCount": 12, "symmetryPercent": 72})
ONE_LEG = TaskResult("one_leg", "failed", {"oneLegScore": 1, "holdTime": 2.05, "swayIndex": 0.2}, 15)
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
wild_text = any_text | st.text("ابجلمهعـً (<[&\u202e\u200d👧🏽李é", max_size=60)


def report(
    *tasks: TaskResult,
    name: str = "Sam",
    notes: str | None = None,
    warnings: Iterable[str] = (),
    clinician: tuple[str | None, ...] = (None, None, None),
) -> ReportOut:
    """Build a report without validation: texts that cannot be stored are printed all the same."""
    facts = SessionFacts(name, 8, 130.5, 28, "female", PRINTED_AT, "initial", notes)
    found = build_report(facts, tasks, list(warnings))
    values: dict[str, Any] = dict.fromkeys(ReportOut.further)
    values |= {field.name: getattr(found, field.name) for field in fields(found)}
    observations, diagnosis, recommendations = clinician
    return ReportOut.model_construct(
        **values, display_id=1234, observations=observations, diagnosis=diagnosis, recommendations=recommendations
    )


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def text_of(source: ReportOut) -> str:
    reader = read(render_report(source, PRINTED_AT))
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "words",
    [
        "Sam",
        "8 years",
        "Female",
        "130.5 cm",
        "28 kg",
        "16.4 kg/m²",
        "2026-11-21 03:08 UTC",
        "No. 1234",
        "75 of 100",
        "NORMAL",
        "Standing on one leg",
        "1 of 2",
        "2.05 s",
        "≥ 5 s",
        "Abnormal",
        "trunk leaned by 25 °, needed ≤ 20 °",
        "Balance, high: stood on one leg for 2.05 s",
        "Strengths",
        "Keep up active play every day",
        "Stability",
        "GMFM-88, walking items 69–71",
        "page 1 of ",
    ],
)
def test_the_report_says(words: str) -> None:
    leaning = TaskResult("one_leg", "pending", {**ONE_LEG.metrics, "maxTrunkLean": 25})

    assert words in text_of(report(WALK, leaning))


def test_clinicians_notes_are_printed() -> None:
    text = text_of(report(WALK, clinician=("wobbles left", "mild delay", "see again in 6 weeks")))

    assert all(words in text for words in ("wobbles left", "mild delay", "see again in 6 weeks"))


def test_warnings_and_notes_on_the_child_are_printed() -> None:
    text = text_of(report(WALK, notes="born early", warnings=["walk was recorded twice"]))

    assert all(words in text for words in ("born early", "walk was recorded twice"))


def test_without_tasks_nothing_is_graded() -> None:
    text = text_of(report())

    assert all(words in text for words in ("Not graded", "No data", "No data: no task was recorded."))


def test_a_task_without_a_score_is_not_graded() -> None:
    assert "Not graded" in text_of(report(WALK, TaskResult("touch_shoulder", "pending", {})))


def test_a_short_report_is_one_page() -> None:
    assert len(read(render_report(report(WALK), PRINTED_AT)).pages) == 1


def test_the_pages_are_a4() -> None:
    box = read(render_report(report(WALK), PRINTED_AT)).pages[0].mediabox

    assert (round(box.width), round(box.height)) == (595, 842)


def test_a_long_report_is_two_pages_with_the_disclaimer_on_each() -> None:
    notes = "word " * 20_000
    clinician = (notes, "W" * 99_999, notes)
    source = report(WALK, ONE_LEG, notes=notes, warnings=["warning " * 300] * 50, clinician=clinician)

    pages = read(render_report(source, PRINTED_AT)).pages

    assert ["screening aid, not a diagnosis" in page.extract_text() for page in pages] == [True, True]


def test_a_note_cut_short_says_how_much_is_missing() -> None:
    notes = "abcd " * 20_000

    text = text_of(report(WALK, clinician=(notes, None, None)))

    left = int(text.split(" more characters, in the record of the session")[0].rsplit("… ", 1)[1])
    assert left + 5 * text.count("abcd") == len(notes)


def test_a_hundred_tasks_are_counted_to_the_last() -> None:
    text = text_of(report(*(TaskResult(f"task{number}", "pending", {"m": 1.0}) for number in range(100))))

    left = int(text.split(" more tasks, see the CSV export")[0].rsplit("… ", 1)[1])
    table = text.split("Measurement")[1].split("… ")[0]
    assert left + table.count("\ntask") == 100


def test_a_thousand_metrics_are_counted_and_left_to_the_csv() -> None:
    source = report(TaskResult("walk", "pending", {f"metric{number}": 1.0 for number in range(1000)}))

    assert "… 990 more, see the CSV export" in text_of(source)


def test_graded_metrics_come_before_those_without_a_standard() -> None:
    metrics = {f"metric{number}": 1.0 for number in range(50)} | {"stepCount": 4.0}

    assert "≥ 10 steps" in text_of(report(TaskResult("walk", "pending", metrics)))


def test_markup_is_printed_as_text() -> None:
    text = text_of(report(WALK, name="<b>Sam</b> & Co", clinician=("<img src='/etc/passwd'/>&amp;", None, None)))

    assert "<b>Sam</b> & Co" in text
    assert "<img src='/etc/passwd'/>&amp;" in text


def test_an_arabic_name_is_drawn_joined_from_right_to_left() -> None:
    drawn = visual("ليلى محمد", BOLD, True)

    assert drawn == "\ufeaa\ufee4\ufea4\ufee3 \ufef0\ufee0\ufef4\ufedf"


def test_latin_words_and_digits_inside_an_arabic_name_keep_their_direction() -> None:
    assert visual("عمر Nasser 7", PLAIN, True) == "Nasser 7 ﺮﻤﻋ"


def test_only_the_arabic_part_of_a_latin_text_is_reordered() -> None:
    assert visual("Dr. عمر (b)", PLAIN, False) == "Dr. \ufeae\ufee4\ufecb (b)"


def test_brackets_open_towards_their_content_when_read_from_right_to_left() -> None:
    assert visual("عمر (علي)", PLAIN, True) == "(ﻲﻠﻋ) ﺮﻤﻋ"


def test_lam_and_alef_become_one_glyph() -> None:
    assert visual("لا", PLAIN, True) == "\ufefb"


@pytest.mark.parametrize("name", ["李小龙", "👧🏽", "\U0001d7d8\U00010000"])
def test_characters_without_a_glyph_show_as_boxes(name: str) -> None:
    assert MISSING in visual(name, BOLD, False)


def test_a_joiner_before_lam_and_alef_is_left_out() -> None:
    assert visual("\u200dلآ", PLAIN, True) == "\ufef5"


def test_separate_accents_are_joined_with_their_letters() -> None:
    assert fit("Rene\u0301", PLAIN, 8, 200).text == "René"


def test_a_line_too_long_ends_in_an_ellipsis_within_its_width() -> None:
    line = fit("W" * 300, PLAIN, 8, 100)

    assert line.text.endswith("…")
    assert line.width <= 100


@given(wild_text | st.text("لمه", min_size=90, max_size=900))
def test_no_line_is_wider_than_its_column(text: str) -> None:
    lines = [fit(text, PLAIN, 8, 120), *wrap(text, PLAIN, 8, 120, 3)]

    assert all(line.width <= 120 for line in lines)


@given(wild_text)
def test_wrapping_uses_every_character_of_the_text(text: str) -> None:
    used = sum(line.characters for line in wrap(text, PLAIN, 8, 60, 200))

    assert used == sum(len(part) + 1 for part in paragraphs(text))


@settings(max_examples=40, deadline=None)
@given(wild_text, wild_text, wild_text, wild_text)
def test_any_text_can_be_printed(name: str, notes: str, task_name: str, metric_name: str) -> None:
    task = TaskResult(task_name, notes, {metric_name: 1.5}, notes=notes)
    source = report(task, name=name, notes=notes, warnings=[name], clinician=(notes, name, task_name))

    pages = read(render_report(source, PRINTED_AT)).pages

    assert len(pages) in {1, 2}


@settings(max_examples=30, deadline=None)
@given(st.floats(), st.floats(), st.datetimes(timezones=st.timezones()))
def test_any_number_and_time_can_be_printed(value: float, duration: float, printed_at: datetime) -> None:
    source = report(TaskResult("squat", "pending", {"minKneeAngle": value, "other": value}, duration))

    assert render_report(source, printed_at).startswith(b"%PDF")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 130), st.integers(0, 60), st.integers(0, 4000))
def test_any_amount_takes_one_or_two_pages(tasks: int, warnings: int, characters: int) -> None:
    recorded = [TaskResult("jump", "failed", {f"m{n}": 1.0 for n in range(n % 13)}, 9) for n in range(tasks)]
    source = report(
        *recorded, notes="y" * characters, warnings=["a warning"] * warnings, clinician=("x " * characters, None, None)
    )

    pages = read(render_report(source, PRINTED_AT)).pages

    assert len(pages) in {1, 2}


def test_the_same_report_gives_the_same_bytes() -> None:
    source = report(WALK, ONE_LEG, name="ليلى")

    assert render_report(source, PRINTED_AT) == render_report(source, PRINTED_AT)


def test_reports_printed_side_by_side_are_those_printed_alone() -> None:
    sources = [report(WALK, name=name) for name in ("ليلى", "Sam", "Ωμέγα", "Žofie") * 4]
    alone = [render_report(source, PRINTED_AT) for source in sources]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda source: render_report(source, PRINTED_AT), sources))

    assert together == alone


def test_the_metadata_holds_no_name() -> None:
    reader = read(render_report(report(WALK, name="Zebedee"), PRINTED_AT))

    assert "Zebedee" not in str(reader.metadata)
    assert "Motor assessment 1234" in str(reader.metadata)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 3)), min_size=1, max_size=12))
def test_shares_fit_the_room_and_give_every_part_a_line(parts: list[tuple[int, int]]) -> None:
    room = ROOM_FIRST + ROOM_SECOND

    shares = fair_shares([wanted for wanted, _ in parts], [weight for _, weight in parts], room)

    assert sum(shares) <= room
    assert all(1 <= share <= wanted for share, (wanted, _) in zip(shares, parts, strict=True))


def test_every_letter_of_arabic_persian_and_urdu_names_is_drawn() -> None:
    letters = " ".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B)])) + " پ چ ژ گ ک ی ہ ھ ے ٹ ڈ ڑ ں"

    assert MISSING not in fit(letters, BOLD, 8, 2000).text
