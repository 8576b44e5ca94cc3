"""SQL of values that follow from a row."""

from __future__ import annotations

from collections.abc import Mapping

from project.core.json_text import TIME, TIME_TEXT


def case_sql(column: str, words: Mapping[str, str], otherwise: str) -> str:
    cases = " ".join(f"WHEN '{word}' THEN '{meaning}'" for word, meaning in words.items())
    return f"CASE {column} {cases} ELSE '{otherwise}' END"


def instant_sql(sql: str) -> str:
    """SQL of an instant's text on the wire."""
    return f"(SELECT {TIME.format('t')} FROM (SELECT {TIME_TEXT.format(sql)} AS t OFFSET 0) instant)"


PATH_SQL = "(SELECT path FROM product_path WHERE id = {row}.path_id)"
