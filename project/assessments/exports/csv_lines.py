import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from project.core.cells import Cell, safe_cell

#: Excel takes a file for UTF-8 only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"


def csv_line(cells: Iterable[Cell]) -> str:
    # All text is quoted: a semicolon or tab must not part a cell in countries where it parts columns.
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def plain_cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)
