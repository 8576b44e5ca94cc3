from __future__ import annotations

from collections.abc import Mapping

from project.core.json.text import TIME, TIME_TEXT


def case_sql(column: str, values: Mapping[str, str], default: str) -> str:
    cases = " ".join(f"WHEN '{value}' THEN '{result}'" for value, result in values.items())
    return f"CASE {column} {cases} ELSE '{default}' END"


def instant_sql(sql: str) -> str:
    return f"(SELECT {TIME.format('t')} FROM (SELECT {TIME_TEXT.format(sql)} AS t OFFSET 0) instant)"


def remarks_sql(condition: str) -> str:
    """Return SQL of a JSON array of remarks, newest first."""
    return f"""(
        SELECT coalesce(json_agg(f.details ORDER BY f.raised_at DESC, f.id DESC), '[]')::text
        FROM qa_flag f WHERE {condition}
    )"""


PATH_SQL = "(SELECT path FROM product_path WHERE id = {row}.path_id)"
