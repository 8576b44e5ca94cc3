import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from project.core.http.csv_cells import Cell, safe_cell

#: Without it Excel does not read the file as UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def csv_line(cells: Iterable[Cell]) -> str:
    # Quote all text: some locales separate columns by semicolon or tab.
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def plain_cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)
