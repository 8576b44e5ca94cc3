from collections.abc import Mapping

from project.assessments.exports.csv_lines import BYTE_ORDER_MARK, csv_line, plain_cell
from project.assessments.schemas.session_formats import further_fields


def _csv_columns() -> tuple[str, ...]:
    names = further_fields({"created_at"})  # the same as started_at
    names.insert(names.index("observations"), "task_count")
    return tuple(names)


#: One column each in the export of all sessions; `csv_row` reads the same keys.
CSV_COLUMNS = _csv_columns()


def csv_header() -> str:
    """The first line of the export of all sessions, with the mark that tells Excel its encoding."""
    return BYTE_ORDER_MARK + csv_line(CSV_COLUMNS)


def csv_row(session: Mapping[str, object]) -> str:
    """One session as a line; keys that are missing leave their cell empty."""
    return csv_line([plain_cell(session.get(column)) for column in CSV_COLUMNS])
