"""Reports whose fields declare their own SQL, so that the list of fields exists once."""

from __future__ import annotations

from dataclasses import fields


def sql(expression: str) -> dict[str, str]:
    return {"sql": expression}


def select_list(report: type) -> str:
    return ",\n    ".join(f"{one.metadata['sql']} AS {one.name}" for one in fields(report))
