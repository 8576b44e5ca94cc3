from collections.abc import Mapping

from project.assessments.exports.csv_lines import BYTE_ORDER_MARK, csv_line, plain_cell
from project.assessments.schemas.session_formats import further_fields


def _csv_columns() -> tuple[str, ...]:
    names = further_fields({"created_at"})  # same as started_at
    names.insert(names.index("observations"), "task_count")
    return tuple(names)


#: Columns of the CSV of all sessions, and the keys that `csv_row` reads.
CSV_COLUMNS = _csv_columns()


def csv_header() -> str:
    return BYTE_ORDER_MARK + csv_line(CSV_COLUMNS)


def csv_row(session: Mapping[str, object]) -> str:
    return csv_line([plain_cell(session.get(column)) for column in CSV_COLUMNS])
